"""Words of reports."""

from giaoban.core.values.kinds import Kind


class ReportState(Kind):
    DU_THAO = "du_thao", "Dự thảo"
    TRINH_DUYET = "trinh_duyet", "Trình duyệt"
    DA_DUYET = "da_duyet", "Đã duyệt"
    DA_PHAT_HANH = "da_phat_hanh", "Đã phát hành"


class Event(Kind):
    DRAFTED = "reports.drafted", "lập dự thảo báo cáo"
    WRITTEN = "reports.written", "viết mục của báo cáo"
    SUBMITTED = "reports.submitted", "trình duyệt báo cáo"
    APPROVED = "reports.approved", "duyệt báo cáo"
    ISSUED = "reports.issued", "phát hành báo cáo"
