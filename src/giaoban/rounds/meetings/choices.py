"""Words of the conference."""

from giaoban.core.values.kinds import Kind


class MeetingState(Kind):
    CHUAN_BI = "chuan_bi", "Đang chuẩn bị"
    DA_MOI = "da_moi", "Đã gửi giấy mời"
    DA_HOP = "da_hop", "Đã họp"
    DA_KET_LUAN = "da_ket_luan", "Đã ban hành thông báo kết luận"


class Presence(Kind):
    CHUA_GHI = "chua_ghi", "Chưa ghi"
    CO_MAT = "co_mat", "Có mặt"
    CU_NGUOI = "cu_nguoi", "Cử người dự thay"
    VANG_CO_LY_DO = "vang_co_ly_do", "Vắng có lý do"
    VANG = "vang", "Vắng"


class PointKind(Kind):
    DANH_GIA = "danh_gia", "Đánh giá chung"
    GIAO_VIEC = "giao_viec", "Giao việc"
    TO_CHUC = "to_chuc", "Tổ chức thực hiện"


class Event(Kind):
    PREPARED = "meetings.prepared", "lập hội nghị"
    CHANGED = "meetings.changed", "sửa hội nghị"
    INVITED = "meetings.invited", "mời dự hội nghị"
    ATTENDED = "meetings.attended", "ghi thành phần dự"
    SPOKE = "meetings.spoke", "ghi ý kiến phát biểu"
    HELD = "meetings.held", "ghi hội nghị đã họp"
    CONCLUDED = "meetings.concluded", "ghi nội dung kết luận"
    ISSUED = "meetings.issued", "ban hành thông báo kết luận"
