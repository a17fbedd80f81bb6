"""Six scenes worth opening, played through the same actions that people use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from giaoban.core.values.periods import Period
from giaoban.figures.submissions import actions as returns
from giaoban.figures.submissions.choices import ReturnState
from giaoban.figures.submissions.models import Return
from giaoban.figures.submissions.queries import values_of
from giaoban.registers.cases import actions as cases
from giaoban.registers.cases.choices import CaseKind, CrimeGroup, OversightList, Severity, Stage
from giaoban.registers.cases.models import Case
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions import actions as book
from giaoban.registers.petitions.choices import Channel, Disposition, Field, PetitionKind, ReceptionKind
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.sealing import Person
from giaoban.registers.tasks import actions as tasks
from giaoban.registers.tasks.choices import DeadlineKind
from giaoban.registers.tasks.models import Task

from .quarter import World, at

CASE_NAME = "Vi phạm quy định về quản lý đất đai tại dự án khu tái định cư Bãi Chòi"
TASK_TITLE = "Hoàn thành đo đạc, lập hồ sơ địa chính 214 thửa đất khu tái định cư Bãi Chòi"
CLOSED = Period(2026, "Q2")


@dataclass(frozen=True, slots=True)
class Scene:
    """``path``: finds the page once the scene is in the registers."""

    title: str
    look: str
    path: Callable[[], str]


def _petition(key: str) -> str:
    row = Petition.objects.filter(source_key=f"form:{key}").order_by("-pk").first()
    return f"/don/{row.pk}/" if row else "/don/"


def _of(rows: type[Case] | type[Task] | type[Agency], folder: str, **where: str) -> Callable[[], str]:
    def path() -> str:
        row = rows._default_manager.filter(**where).first()
        return f"/{folder}/{row.pk}/" if row else f"/{folder}/"

    return path


SCENES: tuple[Scene, ...] = (
    Scene(
        "Một đơn gửi bốn nơi",
        "Bốn cơ quan nhận cùng một đơn: ba lần sau được nhận ra là trùng, dẫn về lần đầu.",
        lambda: _petition("canh-don-4"),
    ),
    Scene(
        "Tố cáo niêm phong",
        "Không thấy tên người tố cáo; mỗi thời hạn đang chạy nêu căn cứ và từng bước tính.",
        lambda: _petition("canh-to-cao"),
    ),
    Scene(
        "Nhiệm vụ hai lần gia hạn vẫn trễ",
        "Hai lần xin lùi hạn được đồng ý, nay quá hạn; hạn giao ban đầu vẫn giữ.",
        _of(Task, "nhiem-vu", title=TASK_TITLE),
    ),
    Scene(
        "Số liệu sửa sau khi chốt",
        "Quý II/2026: một lượt tiếp ghi muộn. Số đã chốt đứng yên, chênh lệch nêu rõ vì sao.",
        lambda: "/so-lieu/2026-Q2/TCD_LUOT/",
    ),
    Scene(
        "Vụ án vào và ra diện theo dõi",
        "Hai quyết định vào, ra diện Ban Chỉ đạo tỉnh, cùng các giai đoạn tố tụng.",
        _of(Case, "vu-an", name=CASE_NAME),
    ),
    Scene(
        "Xã sáp nhập vẫn so sánh được",
        "Ba xã cũ nhập thành xã Khê Đông ngày 01/7/2025; số liệu cùng kỳ được đếm lại theo xã mới.",
        _of(Agency, "co-quan", code="xa-khe-dong"),
    ),
)


Play = Iterator[tuple[date, int]]


def play_summer(world: World) -> None:
    """What happens between the closing of the second quarter and the autumn: the scenes act in turn, in the order of time."""
    plays = [scene(world) for scene in (give_late_task, open_case, correct_after_closing, send_four_times, seal_denunciation)]
    waiting = {place: next(play) for place, play in enumerate(plays)}
    while waiting:
        place = min(waiting, key=lambda p: (waiting[p], p))
        following = next(plays[place], None)
        if following is None:
            del waiting[place]
        else:
            waiting[place] = following


def send_four_times(world: World) -> Play:
    writer = Person(
        name="Hoàng Thị Mỹ Slưa", birth_year=1968, address="thôn Đoài, xã Thạch Lương, tỉnh Sông Ngân", place="xã Thạch Lương",
        phone="0000123457", identity_no="000168000457",
    )  # fmt: skip
    text = (
        "Không đồng ý với phương án bồi thường khi thu hồi 412 m2 đất vườn tại thôn Đoài, xã Thạch Lương để làm đường tránh phía nam: "
        "biên bản kiểm đếm thiếu 36 cây nhãn và một giếng khoan, giá bồi thường thấp hơn hộ liền kề."
    )
    sent = (
        ("xa-thach-luong", date(2026, 7, 2)),
        ("ban-tiep-cong-dan", date(2026, 7, 28)),
        ("thanh-tra-tinh", date(2026, 8, 19)),
        ("so-nnmt", date(2026, 9, 10)),
    )
    first: Petition | None = None
    for place, (code, day) in enumerate(sent, 1):
        yield day, 9
        by = at(day, 9)
        row = book.register(
            agency=world.agencies[code], received_on=day, channel=Channel.BUU_CHINH, kind=PetitionKind.KHIEU_NAI, field=Field.DAT_DAI, summary=text,
            request="Đề nghị kiểm đếm lại và bồi thường theo giá của hộ liền kề.", respondent="Trung tâm Phát triển quỹ đất", person=writer,
            written_on=date(2026, 6, 30), key=f"canh-don-{place}", by=by,
        )  # fmt: skip
        if first is None:
            first = row
            row = book.check(petition=row, eligible=True, within_competence=True, by=by)
            row = book.dispose(petition=row, disposition=Disposition.DE_XUAT_THU_LY, on=day, paper="12/TTr-TD", by=by)
            yield date(2026, 7, 8), 10
            book.accept(petition=row, on=date(2026, 7, 8), paper="31/TB-UBND", by=at(date(2026, 7, 8), 10))
        else:
            book.link_duplicate(petition=row, master=first, by=by)


def seal_denunciation(world: World) -> Play:
    """A denunciation by a named person, sealed from the first moment, accepted and running."""
    received, accepted = date(2026, 9, 8), date(2026, 9, 15)
    yield received, 10
    by = at(received, 10)
    row = book.register(
        agency=world.agencies["thanh-tra-tinh"], received_on=received, channel=Channel.TRUC_TIEP, kind=PetitionKind.TO_CAO, field=Field.THAM_NHUNG,
        summary="Tố cáo việc nghiệm thu khống khối lượng khi làm trạm bơm Cồn Lúa: tường dẫn dòng mỏng hơn thiết kế, nhật ký thi công viết lại.",
        request="Đề nghị xác minh, thu hồi tiền, giữ bí mật người tố cáo.", respondent="Giám đốc Ban quản lý dự án khu vực",
        person=Person(name="Phùng Tòn Khé", birth_year=1979, address="xóm Bến, xã Cồn Lúa, tỉnh Sông Ngân", place="xã Cồn Lúa", phone="0000765432"),
        written_on=date(2026, 9, 7), key="canh-to-cao", by=by,
    )  # fmt: skip
    row = book.check(petition=row, eligible=True, within_competence=True, by=by)
    yield date(2026, 9, 10), 17
    row = book.dispose(
        petition=row, disposition=Disposition.DE_XUAT_THU_LY, on=date(2026, 9, 10), paper="07/TTr-TTT", by=at(date(2026, 9, 10))
    )
    yield accepted, 17
    book.accept(petition=row, on=accepted, paper="15/QĐ-TTT", by=at(accepted))


def give_late_task(world: World) -> Play:
    """A task whose deadline moved twice and passed all the same."""
    given = date(2026, 4, 6)
    yield date(2026, 7, 1), 8
    by = at(date(2026, 7, 1), 8)
    task = tasks.assign(
        title=TASK_TITLE, lead=world.agencies["so-nnmt"], giver=world.agencies["tinh-uy"], supports=[world.agencies["so-xay-dung"]],
        product="Hồ sơ địa chính 214 thửa đất", deadline_kind=DeadlineKind.NGAY, deadline=date(2026, 5, 15), assigned_on=given, by=by,
    )  # fmt: skip
    for asked, until, why in (
        (date(2026, 5, 13), date(2026, 6, 15), "Đơn vị đo đạc trúng thầu chậm bàn giao số liệu."),
        (date(2026, 6, 12), date(2026, 7, 31), "37 hộ chưa thống nhất mốc ranh giới, phải đối thoại."),
    ):
        extension = tasks.ask_extension(task=task, until=until, reason=why, on=asked, by=by)
        tasks.decide_extension(extension=extension, granted=True, on=asked, answer="Đồng ý, không lùi thêm.", by=by)
    yield date(2026, 8, 20), 17
    task.refresh_from_db()
    tasks.report_progress(
        task=task, percent=80, text="Đã đo 171/214 thửa; còn khu phía đông bãi sông.", on=date(2026, 8, 20), by=at(date(2026, 8, 20))
    )


def correct_after_closing(world: World) -> Play:
    """A visit entered late and a submitted figure corrected, both of a quarter that is closed."""
    yield date(2026, 7, 3), 15
    by = at(date(2026, 7, 3), 15)
    book.receive(
        agency=world.agencies["so-xay-dung"], received_on=date(2026, 6, 12), kind=ReceptionKind.DINH_KY, petition_kind=PetitionKind.KIEN_NGHI,
        summary="Kiến nghị sửa đoạn đường hỏng sau khi thi công cầu Bến Hạ; sổ tiếp công dân giấy của Sở gửi muộn nên ghi bổ sung.",
        person=Person(name="Đặng Bá Đáp", birth_year=1959, address="tổ 7, phường Hồ Sen, tỉnh Sông Ngân", place="phường Hồ Sen"),
        key="canh-ghi-muon", by=by,
    )  # fmt: skip
    sheet = Return.objects.filter(period=CLOSED.code, agency=world.agencies["cong-an-tinh"], state=ReturnState.DA_NHAN).first()
    if sheet is not None and (value := values_of(sheet).get("TB_GIAI_QUYET")) is not None and value.value is not None:
        returns.correct(sheet=sheet, values={"TB_GIAI_QUYET": value.value - 4}, note="Bốn tin báo tính hai lần ở hai công an xã.", by=by)


def open_case(world: World) -> Play:
    """A case that entered the province's list and left it by another decision."""
    police, prosecutor, court = (world.agencies[code].pk for code in ("cong-an-tinh", "vksnd-tinh", "tand-tinh"))
    yield date(2026, 7, 1), 14
    by = at(date(2026, 7, 1), 14)
    case = cases.open_case(
        kind=CaseKind.VU_AN, name=CASE_NAME, group=CrimeGroup.KINH_TE, agency_id=police, opened_on=date(2026, 1, 12), initiated_on=date(2026, 1, 20),
        summary="Giao đất tái định cư cho người không thuộc đối tượng, gây thiệt hại ngân sách.", severity=Severity.RAT_NGHIEM_TRONG, suspects=4,
        paper="05/QĐ-CSĐT", by=by,
    )  # fmt: skip
    oversight = cases.enter_list(
        case=case,
        list=OversightList.BCD_TINH,
        on=date(2026, 2, 10),
        paper="09-TB/BCĐ",
        reason="Liên quan quyền lợi của nhiều hộ tái định cư",
        by=by,
    )
    case = cases.move_stage(case=case, stage=Stage.TRUY_TO, on=date(2026, 5, 18), agency_id=prosecutor, paper="44/CT-VKS", by=by)
    yield date(2026, 9, 4), 17
    later = at(date(2026, 9, 4))
    cases.move_stage(case=case, stage=Stage.XET_XU_SO_THAM, on=date(2026, 8, 26), agency_id=court, paper="61/QĐXX", by=later)
    cases.leave_list(oversight=oversight, on=date(2026, 9, 4), paper="27-TB/BCĐ", by=later)
