"""Words of running clocks."""

from giaoban.core.values.kinds import Kind


class ClockState(Kind):
    RUNNING = "dang_chay", "Đang chạy"
    PAUSED = "tam_dung", "Tạm dừng"
    MET = "da_xong", "Đã xong"
    DROPPED = "da_bo", "Không còn áp dụng"


class DayKind(Kind):
    HOLIDAY = "holiday", "Ngày lễ"
    COMPENSATORY = "compensatory", "Nghỉ bù"
    SWAP_OFF = "swap_off", "Nghỉ hoán đổi"
    SWAP_WORK = "swap_work", "Làm bù"
    WORKING = "working", "Làm việc bình thường"
    WEEKEND = "weekend", "Nghỉ cuối tuần"


class Standing(Kind):
    """How a clock stands on a day."""

    LATE = "late", "Quá hạn"
    TODAY = "today", "Hết hạn hôm nay"
    AHEAD = "ahead", "Còn hạn"
    PAUSED = "paused", "Tạm dừng"
    OVER = "over", "Đã kết thúc"


class Event(Kind):
    STARTED = "clocks.started", "bắt đầu tính thời hạn"
    EXTENDED = "clocks.extended", "gia hạn"
    PAUSED = "clocks.paused", "tạm dừng thời hạn"
    RESUMED = "clocks.resumed", "tính tiếp thời hạn"
    MET = "clocks.met", "hoàn thành trong sổ thời hạn"
    DROPPED = "clocks.dropped", "thôi tính thời hạn"
    DAY_DECIDED = "clocks.day_decided", "nhập ngày nghỉ, ngày làm bù"
    DAY_WITHDRAWN = "clocks.day_withdrawn", "bỏ ngày nghỉ, ngày làm bù đã nhập"
    YEAR_CONFIRMED = "clocks.year_confirmed", "xác nhận lịch làm việc của năm"
    YEAR_WITHDRAWN = "clocks.year_withdrawn", "bỏ xác nhận lịch làm việc của năm"
    HANDED_OVER = "clocks.handed_over", "chuyển thời hạn sang cơ quan khác"
    URGED = "clocks.urged", "đôn đốc"
    REPLAYED = "clocks.replayed", "tính lại thời hạn theo lịch mới"
