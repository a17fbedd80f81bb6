"""Words of tasks."""

from giaoban.core.values.kinds import Kind


class TaskState(Kind):
    DA_GIAO = "da_giao", "Đã giao"
    DANG_LAM = "dang_lam", "Đang thực hiện"
    DA_BAO_CAO = "da_bao_cao", "Đã báo cáo kết quả, chờ nghiệm thu"
    HOAN_THANH = "hoan_thanh", "Hoàn thành"
    DA_HUY = "da_huy", "Thôi giao"


class DeadlineKind(Kind):
    NGAY = "ngay", "Có ngày hạn"
    THUONG_XUYEN = "thuong_xuyen", "Thường xuyên"
    CHUA_DINH = "chua_dinh", "Chưa định hạn"


class Decision(Kind):
    CHO = "cho", "Chờ quyết định"
    DONG_Y = "dong_y", "Đồng ý"
    KHONG = "khong", "Không đồng ý"


class Timing(Kind):
    """How a task stands against its deadline on a day."""

    CON_HAN = "con_han", "Còn hạn"
    HOM_NAY = "hom_nay", "Hạn hôm nay"
    QUA_HAN = "qua_han", "Quá hạn"
    DUNG_HAN = "dung_han", "Đúng hạn"
    KHONG_HAN = "khong_han", "Không có ngày hạn"
    THOI = "thoi", "Đã thôi giao"


class Event(Kind):
    ASSIGNED = "tasks.assigned", "giao nhiệm vụ"
    CHANGED = "tasks.changed", "sửa nhiệm vụ"
    PROGRESSED = "tasks.progressed", "báo cáo tiến độ"
    REPORTED = "tasks.reported", "báo cáo kết quả"
    ACCEPTED = "tasks.accepted", "nghiệm thu"
    RETURNED = "tasks.returned", "trả lại, yêu cầu làm tiếp"
    EXTENSION_ASKED = "tasks.extension_asked", "xin gia hạn"
    EXTENSION_GRANTED = "tasks.extension_granted", "đồng ý gia hạn"
    EXTENSION_REFUSED = "tasks.extension_refused", "không đồng ý gia hạn"
    CANCELLED = "tasks.cancelled", "thôi giao nhiệm vụ"
