"""Words of figures."""

from giaoban.core.values.kinds import Kind


class Source(Kind):
    COUNTED = "counted", "Đếm từ sổ"
    SUBMITTED = "submitted", "Cơ quan gửi"
    DERIVED = "derived", "Tính từ chỉ tiêu khác"


class Good(Kind):
    UP = "up", "Tăng là tốt"
    DOWN = "down", "Giảm là tốt"
    NONE = "none", "Không đánh giá"


class BaseKind(Kind):
    REPORTED = "reported", "Số đã báo cáo"
    RECOUNTED = "recounted", "Số đếm lại"


class Because(Kind):
    LATE = "late", "Ghi muộn"
    CORRECTED = "corrected", "Sửa sau khi chốt"
    MERGED = "merged", "Gộp đơn trùng"
    MOVED = "moved", "Chuyển kỳ hoặc chuyển cơ quan"
    WITHDRAWN = "withdrawn", "Rút khỏi số liệu"


class Event(Kind):
    OPENED = "figures.opened", "mở kỳ số liệu"
    CLOSED = "figures.closed", "chốt kỳ số liệu"
