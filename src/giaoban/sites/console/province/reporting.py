"""The province's reports: two issued before their conferences, the last one being written."""

from datetime import date

from giaoban.core.values.actors import Actor
from giaoban.core.values.periods import Period
from giaoban.rounds.reports import actions as reports
from giaoban.rounds.reports.models import Report

from .kit import LAST
from .quarter import at

ISSUED = {Period(2026, "Q1"): ("07-BC/BNCTU", date(2026, 3, 23)), Period(2026, "Q2"): ("18-BC/BNCTU", date(2026, 6, 22))}
SIGNER = "Tạ Thị Kim Nhàn"  # who leads the Ban Nội chính
WRITTEN = {
    "I.3.b": "Tội phạm về trật tự xã hội tập trung ở trộm cắp tài sản, cố ý gây thương tích; tội phạm ma túy còn diễn biến phức tạp ở các xã "
    "vùng cao. Công an tỉnh đã tổ chức các đợt cao điểm tấn công, trấn áp tội phạm.",
    "I.3.đ": "Nội dung khiếu nại, kiến nghị, phản ánh chủ yếu về bồi thường, hỗ trợ khi thu hồi đất, cấp giấy chứng nhận quyền sử dụng đất "
    "và chế độ chính sách sau sắp xếp đơn vị hành chính.",
    "I.4": "Ban Chỉ đạo tỉnh duy trì chế độ họp, cho ý kiến xử lý các vụ án, vụ việc thuộc diện theo dõi; công tác phòng ngừa, kê khai tài "
    "sản, thu nhập được thực hiện theo kế hoạch.",
    "II.2": "Một số cơ quan gửi số liệu chậm; còn đơn giải quyết quá thời hạn; việc thu hồi theo kết luận thanh tra đạt thấp ở một số địa phương.",
}


def _write(period: Period, parts: int, by: Actor) -> Report:
    """Begin the report of a quarter and write its first parts by hand."""
    row = reports.draft(period=period, by=by)
    for key, text in list(WRITTEN.items())[:parts]:
        reports.write_section(report=row, key=key, text=text, by=by)
    return row


def issue(period: Period) -> Report:
    """The report of a closed quarter, written, approved and issued in the week before its conference."""
    number, on = ISSUED[period]
    row = _write(period, len(WRITTEN), at(on, 9))
    for hour, step in ((10, reports.submit), (14, reports.approve)):
        row = step(report=row, by=at(on, hour))
    reports.issue(report=row, number=number, signer=SIGNER, by=at(on, 16))
    row.refresh_from_db()
    return row


def begin_last() -> Report:
    """The report of the last quarter, begun and not yet put before a leader."""
    return _write(LAST, 3, at(date(2026, 9, 20)))
