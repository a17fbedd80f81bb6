"""Words of intake."""

from giaoban.core.values.kinds import Kind


class PaperState(Kind):
    CHO_XAC_NHAN = "cho_xac_nhan", "Chờ xác nhận"
    DA_XONG = "da_xong", "Đã xác nhận xong"
    BO = "bo", "Không dùng"


class ProposalKind(Kind):
    FIGURE = "figure", "Số liệu"
    CITATION = "citation", "Văn bản được dẫn"
    PERSON = "person", "Người và chức vụ"
    TASK = "task", "Việc được giao"
    AWARD = "award", "Khen thưởng"


class ProposalState(Kind):
    CHO = "cho", "Chờ xác nhận"
    DUNG = "dung", "Đã ghi vào sổ"
    SUA = "sua", "Đã sửa và ghi vào sổ"
    BO = "bo", "Bỏ"


class Event(Kind):
    READ = "intake.read", "đọc văn bản đến"
    CONFIRMED = "intake.confirmed", "xác nhận đề xuất"
    REFUSED = "intake.refused", "bỏ đề xuất"
    CHANGED = "intake.changed", "ghi kỳ của văn bản đến"
    FINISHED = "intake.finished", "xong văn bản"
