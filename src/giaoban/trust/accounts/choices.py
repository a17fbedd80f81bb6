"""Roles and the words of the ledger for accounts."""

from giaoban.core.values.kinds import Kind


class Role(Kind):
    CLERK = "clerk", "Cán bộ tiếp dân, văn thư"
    SPECIALIST = "specialist", "Chuyên viên tổng hợp"
    REPORTER = "reporter", "Đầu mối báo cáo của cơ quan"
    APPROVER = "approver", "Lãnh đạo phê duyệt của cơ quan"
    LEADER = "leader", "Lãnh đạo tỉnh"
    ADMINISTRATOR = "administrator", "Quản trị viên"
    AUDITOR = "auditor", "Người kiểm tra nhật ký"


class SearchPage(Kind):
    PETITIONS = "petitions", "Sổ đơn"
    RECEPTIONS = "receptions", "Sổ tiếp công dân"


class Event(Kind):
    USER_CREATED = "accounts.user_created", "lập tài khoản"
    USER_CHANGED = "accounts.user_changed", "sửa tài khoản"
    USER_CLOSED = "accounts.user_closed", "khóa tài khoản"
    PASSWORD_SET = "accounts.password_set", "đặt mật khẩu"
    LANGUAGE_CHOSEN = "accounts.language_chosen", "chọn ngôn ngữ"
    SEARCH_SAVED = "accounts.search_saved", "lưu phép tìm"
    SEARCH_FORGOTTEN = "accounts.search_forgotten", "bỏ phép tìm đã lưu"
    LOGGED_IN = "accounts.logged_in", "đăng nhập"
