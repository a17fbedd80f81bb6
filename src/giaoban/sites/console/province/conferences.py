"""The conferences of three quarters: two held with their notices and tasks followed, one prepared."""

from datetime import date, time, timedelta

from giaoban.core.values.periods import Period
from giaoban.registers.people.models import Person
from giaoban.registers.tasks import actions as tasks
from giaoban.registers.tasks.models import Task
from giaoban.rounds.meetings import actions as meetings
from giaoban.rounds.meetings.choices import PointKind, Presence
from giaoban.rounds.meetings.models import Meeting
from giaoban.rounds.meetings.rules import PointDraft

from .kit import dice
from .officials import CHAIR, CHAIR_POST, SIGNER
from .quarter import World, at

PLACE = "Phòng họp số 1, Trụ sở Tỉnh ủy"
HELD = ((Period(2026, "Q1"), date(2026, 3, 26)), (Period(2026, "Q2"), date(2026, 6, 25)))
PREPARED = (Period(2026, "Q3"), date(2026, 9, 25))
SAID = (
    (
        "cong-an-tinh",
        "Tình hình an ninh nông thôn ổn định; án ma túy ở các xã vùng cao còn diễn biến phức tạp, đề nghị các xã phối hợp nắm hộ, nắm người.",
    ),
    ("ban-tiep-cong-dan", "Người dân vẫn mang hồ sơ thời huyện cũ đến tỉnh vì xã chưa nhận đủ; đề nghị hoàn thành bàn giao trong quý."),
    ("mttq", "Các cuộc giám sát chỉ ra việc chi trả hỗ trợ chậm ở một số xã mới sáp nhập."),
    ("thads-tinh", "Một số việc thi hành án khó do tài sản là đất chưa có giấy chứng nhận."),
)
ASSESSED = (
    "Các cơ quan khối Nội chính và khối Dân vận đã phối hợp chặt chẽ, giữ ổn định tình hình sau sắp xếp đơn vị hành chính.",
    "Số lượt tiếp công dân giảm so với cùng kỳ; đơn về đất đai vẫn chiếm phần lớn, một số vụ việc còn kéo dài.",
)
WORK = (
    (
        "so-nnmt",
        "Hoàn thành cấp giấy chứng nhận quyền sử dụng đất cho các hộ tái định cư đã bàn giao mặt bằng",
        ("so-xay-dung",),
        "Báo cáo kết quả",
        60,
    ),
    (
        "thanh-tra-tinh",
        "Rà soát các vụ việc khiếu nại đông người, kéo dài, đề xuất phương án giải quyết dứt điểm",
        ("ban-tiep-cong-dan",),
        "Danh mục vụ việc",
        45,
    ),
    ("so-noi-vu", "Hướng dẫn các xã bàn giao, số hóa hồ sơ của cấp huyện cũ", (), "Văn bản hướng dẫn", 30),
    ("cong-an-tinh", "Mở đợt cao điểm tấn công, trấn áp tội phạm về ma túy ở các xã vùng cao", (), "Báo cáo kết quả", 75),
    (
        "mttq",
        "Giám sát việc chi trả chính sách an sinh xã hội tại các xã mới sáp nhập",
        ("hoi-nong-dan", "hoi-lhpn"),
        "Báo cáo giám sát",
        70,
    ),
)


def hold(place: int, world: World, people: dict[str, Person]) -> Meeting:
    """One conference from its preparation to the notice."""
    period, day = HELD[place]
    row = _prepare(period, day, people, day - timedelta(days=3))
    by, roll = at(day), dice("conference", period.code)
    came = [
        meetings.Came(i.pk, Presence.CO_MAT if roll.random() < 0.85 else Presence.CU_NGUOI)
        for i in row.invitations.order_by("pk")
    ]  # fmt: skip
    row = meetings.record_attendance(meeting=row, lines=came, by=by)
    for code, text in SAID[place : place + 3]:
        meetings.record_opinion(meeting=row, agency=world.agencies[code], text=text, speaker="Đại diện lãnh đạo cơ quan", by=by)
    row = meetings.hold(meeting=row, by=by)
    ids = world.ids
    points = [PointDraft(PointKind.DANH_GIA, text) for text in ASSESSED]
    points += [
        PointDraft(PointKind.GIAO_VIEC, text, ids[lead], tuple(ids[s] for s in helped), product, day + timedelta(days=days))
        for lead, text, helped, product, days in WORK[place : place + 4]
    ]
    points.append(PointDraft(PointKind.TO_CHUC, "Giao Ban Nội chính Tỉnh ủy theo dõi, đôn đốc việc thực hiện thông báo này"))
    row = meetings.set_points(meeting=row, points=points, by=by)
    issued = day + timedelta(days=4)
    meetings.issue_notice(meeting=row, issued_on=issued, signer=SIGNER, by=at(issued))
    return row


def _prepare(period: Period, day: date, people: dict[str, Person], on: date) -> Meeting:
    by = at(on, 18)
    row = meetings.prepare(period=period, on=day, place=PLACE, chair=people[CHAIR], chair_post=CHAIR_POST, start_time=time(8), by=by)
    return meetings.invite(meeting=row, agencies=[i.agency for i in row.invitations.select_related("agency")], by=by)


def follow(period: Period, on: date, late: int) -> None:
    """Report on the tasks of a conference's notice; the last ``late`` of them stay open."""
    notice = Meeting.objects.get(period=period.code).notice
    given = list(Task.objects.filter(provision__directive=notice).order_by("pk"))
    by = at(on)
    for place, task in enumerate(given):
        row = tasks.report_progress(
            task=task, percent=60, text="Đã ban hành kế hoạch, phân công thực hiện.", on=task.assigned_on + timedelta(days=14), by=by
        )
        if place < len(given) - late:
            done = min(on, (task.deadline or on) - timedelta(days=2))
            row = tasks.report_result(task=row, text="Đã hoàn thành, gửi kèm sản phẩm.", on=done, by=by)
            tasks.accept(task=row, text="Đạt yêu cầu.", on=min(on, done + timedelta(days=3)), by=by)


def prepare_next(people: dict[str, Person]) -> Meeting:
    """The conference of the last quarter: invited, not yet held."""
    period, day = PREPARED
    return _prepare(period, day, people, date(2026, 9, 20))
