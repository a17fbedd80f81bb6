"""Words of returns."""

from giaoban.core.values.kinds import Kind


class ReturnState(Kind):
    CHUA_NHAP = "chua_nhap", "Chưa nhập"
    DANG_NHAP = "dang_nhap", "Đang nhập"
    DA_GUI = "da_gui", "Đã gửi"
    TRA_LAI = "tra_lai", "Trả lại, đề nghị sửa"
    DA_NHAN = "da_nhan", "Đã tiếp nhận"


class Event(Kind):
    OPENED = "submissions.opened", "mở báo cáo kỳ cho cơ quan"
    FILLED = "submissions.filled", "nhập số liệu"
    SENT = "submissions.sent", "gửi báo cáo kỳ"
    RETURNED = "submissions.returned", "trả lại báo cáo kỳ"
    ACCEPTED = "submissions.accepted", "tiếp nhận báo cáo kỳ"
    CORRECTED = "submissions.corrected", "sửa số liệu sau khi chốt"
    REMINDED = "submissions.reminded", "nhắc gửi báo cáo kỳ"
