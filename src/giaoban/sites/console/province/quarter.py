"""Putting one quarter into the registers as it was known some days after its window ended, and carrying on what was open before."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction

from giaoban.core.law import window
from giaoban.core.values.actors import VIETNAM, Actor
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.actions import close_period, open_period
from giaoban.figures.submissions import actions as returns
from giaoban.figures.submissions.choices import ReturnState
from giaoban.figures.submissions.queries import needed, submitted
from giaoban.registers.cases import actions as cases
from giaoban.registers.cases.choices import CrimeGroup, OversightList, Stage
from giaoban.registers.cases.models import Case
from giaoban.registers.directives import actions as directives
from giaoban.registers.findings import actions as findings
from giaoban.registers.findings.choices import RecommendationState
from giaoban.registers.findings.models import Recommendation
from giaoban.registers.mobilisation import actions as mobilisation
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import reporting_agencies
from giaoban.registers.petitions import actions as book
from giaoban.registers.petitions.choices import Eligibility, Ending, PetitionKind, PetitionState, Round
from giaoban.registers.petitions.models import Petition, Reception
from giaoban.registers.petitions.rules import ORDERS
from giaoban.registers.petitions.rules.rows import PetitionRow, ReceptionRow
from giaoban.registers.tasks import actions as tasks
from giaoban.registers.tasks.choices import DeadlineKind
from giaoban.registers.tasks.models import Task
from giaoban.trust.accounts.queries import system_actor
from giaoban.trust.clocks.choices import ClockState
from giaoban.trust.clocks.models import Clock

from . import affairs, calendar, letters, steering, turns
from .kit import LAST, dice

CLOSED_FROM = Period(2025, "Q3")
DONE = "Đã thi hành xong."
STORY_ENDS = date(2026, 9, 19)
AFTER_DECISION = (
    "KN_DECISION_EFFECTIVE", "KN_SEND_DECISION_1", "KN_SEND_DECISION_2", "TC_SEND_CONCLUSION", "TC_HANDLE_CONCLUSION", "TC_PUBLISH",
)  # fmt: skip


@dataclass(slots=True)
class World:
    """What the loading remembers from one quarter to the next. ``scale``: 1 is the province, less is a smaller one."""

    agencies: dict[str, Agency]
    scale: float = 1.0
    earlier: list[PetitionRow] = field(default_factory=list)
    open_letters: list[tuple[int, PetitionRow]] = field(default_factory=list)
    open_turns: list[tuple[int, ReceptionRow]] = field(default_factory=list)
    open_advice: list[Recommendation] = field(default_factory=list)
    open_cases: list[tuple[Case, list[tuple[str, date, int, str]]]] = field(default_factory=list)
    open_tasks: list[tuple[Task, steering.Given]] = field(default_factory=list)

    @property
    def ids(self) -> dict[str, int]:
        return {code: agency.pk for code, agency in self.agencies.items()}


def at(day: date, hour: int = 17) -> Actor:
    """The one who keeps the province's books, on a day."""
    return system_actor(datetime.combine(day, time(hour), tzinfo=VIETNAM), "Tổ nhập liệu tỉnh mẫu")


def entered_on(period: Period) -> date:
    """The day a quarter is entered: five days after its window."""
    return window(period).end + timedelta(days=5)


def steps(period: Period, world: World) -> list[tuple[str, Callable[[], None]]]:
    """What is done for a quarter, one transaction each."""
    done: list[tuple[str, Callable[[], None]]] = [
        (f"Đơn, lượt tiếp {period.code}", lambda: load_letters(period, world)),
        (f"Vụ án, kết luận, dân vận {period.code}", lambda: load_affairs(period, world)),
        (f"Văn bản, nhiệm vụ, báo cáo {period.code}", lambda: load_steering(period, world)),
    ]
    if CLOSED_FROM <= period < LAST:
        done.append((f"Chốt {period.code}", lambda: close(period)))
    return done


@transaction.atomic
def load_letters(period: Period, world: World) -> None:
    today = entered_on(period)
    by, ids = at(today), world.ids
    carry_on(world, today, by)
    bounds = window(period)
    seen = calendar.laid(turns.turns(period, ids, world.scale), world.agencies, bounds.start, bounds.end)
    book.load_days(rows=calendar.days(world.agencies.values(), bounds.start, bounds.end, today), by=by)
    enter_turns(seen, world, today, by)
    enter(letters.petitions(period, ids, seen, world.earlier, world.scale), world, today, by)
    settle(today, by)
    carry_out_decisions(today, by)


def enter_turns(seen: list[turns.Turn], world: World, today: date, by: Actor) -> None:
    """Load visits as known on a day, and remember those whose answer comes later."""
    known = [turns.known_on(row, today) for row, _ in seen]
    result = book.load_receptions(rows=known, by=by)
    world.open_turns += [(result.ids[row.source_key], row) for (row, _), now in zip(seen, known, strict=True) if row != now]


def settle(until: date, by: Actor) -> None:
    """Write down what follows a decision (sending, publishing, taking effect) once its day is past."""
    due = Clock.objects.filter(rule__in=AFTER_DECISION, ref_kind="petition", state=ClockState.RUNNING, due_on__lte=until).order_by(
        "due_on", "pk"
    )
    clocks = list(due)
    rows = Petition.objects.in_bulk([clock.ref_id for clock in clocks])
    for clock in clocks:
        book.fulfil(petition=rows[clock.ref_id], rule=clock.rule, on=clock.due_on, by=by)


def carry_out_decisions(today: date, by: Actor) -> None:
    """Four of five decisions on complaints and denunciations are wholly carried out within two months."""
    due = Petition.objects.filter(
        kind__in=(PetitionKind.KHIEU_NAI, PetitionKind.TO_CAO),
        state=PetitionState.DA_GIAI_QUYET,
        decided_on__lte=today - timedelta(days=60),
    )
    for row in due.order_by("pk"):
        roll = dice("carried out", str(row.pk))
        if roll.random() < 0.8:
            done_on = (row.decided_on or today) + timedelta(days=roll.randint(20, 60))
            orders = {name: getattr(row, name) for name in ORDERS}
            if any(orders.values()):
                book.carry_out(petition=row, on=done_on, amounts=orders, note=DONE, by=by)
            else:
                book.execute(petition=row, done_on=done_on, note=DONE, by=by)


def enter(rows: list[PetitionRow], world: World, today: date, by: Actor) -> None:
    """Load letters as known on a day, and remember those whose story goes on."""
    known = [letters.known_on(row, today) for row in rows]
    result = book.load(rows=known, by=by)
    world.open_letters += [(result.ids[row.source_key], row) for row, now in zip(rows, known, strict=True) if row != now]
    world.earlier = [row for row in rows if not row.duplicate_of_key]


def carry_on(world: World, today: date, by: Actor) -> None:
    """Answer the visitors and resolve the letters of earlier quarters whose day has come."""
    visits = Reception.objects.in_bulk([pk for pk, _ in world.open_turns])
    for pk, row in world.open_turns:
        if row.answered_on and row.answered_on <= today:
            book.answer_reception(reception=visits[pk], answer=row.answer, on=row.answered_on, body=row.guided_to, by=by)
    world.open_turns = [(pk, row) for pk, row in world.open_turns if row.answered_on and row.answered_on > today]
    rows = Petition.objects.in_bulk([pk for pk, _ in world.open_letters])
    world.open_letters = [(pk, row) for pk, row in world.open_letters if not _resolve(rows[pk], row, today, by)]


def _hear(petition: Petition, row: PetitionRow, by: Actor) -> Petition:
    """The dialogue without which a second complaint is not decided."""
    if petition.kind != PetitionKind.KHIEU_NAI or petition.round != Round.LAN_HAI or not row.accepted_on or not row.decided_on:
        return petition
    planned = max(row.decided_on, row.accepted_on + timedelta(days=6))
    if planned <= row.decided_on:
        meeting = book.plan_dialogue(
            petition=petition, on=planned, place="Trụ sở Tiếp công dân tỉnh", chair="Phó Chủ tịch Ủy ban nhân dân tỉnh",
            notified_on=row.accepted_on, paper="Giấy mời đối thoại", by=by,
        )  # fmt: skip
        book.hold_dialogue(dialogue=meeting, on=planned, minutes="Biên bản đối thoại", disputed="Giá bồi thường hoa màu.", by=by)
        petition.refresh_from_db()
    return petition


def _resolve(petition: Petition, row: PetitionRow, today: date, by: Actor) -> bool:
    """Carry one letter on to where it is today; whether its story is over."""
    if row.disposed_on and row.disposed_on <= today and petition.disposed_on is None:
        petition = book.check(
            petition=petition,
            eligible=row.eligibility == Eligibility.DU,
            within_competence=row.within_competence,
            reason=row.ineligible_reason,
            by=by,
        )
        petition = book.dispose(
            petition=petition, disposition=row.disposition, on=row.disposed_on, paper=row.disposition_paper, sent_to=row.sent_to,
            reason="Theo phiếu xử lý đã được thủ trưởng duyệt", by=by,
        )  # fmt: skip
    if row.accepted_on and row.accepted_on <= today and petition.accepted_on is None:
        petition = book.accept(petition=petition, on=row.accepted_on, by=by)
    if row.ended_on and row.ended_on <= today:
        if row.ending == Ending.KHONG_THU_LY:
            book.not_accept(petition=petition, on=row.ended_on, ground=row.ended_ground, by=by)
        else:
            book.withdraw(petition=petition, on=row.ended_on, paper="Đơn xin rút", by=by)
        return True
    if row.decided_on and row.decided_on <= today:
        petition = _hear(petition, row, by)
        orders = book.Consequences(**{name: getattr(row, name) for name in book.Consequences.__dataclass_fields__})
        book.decide(
            petition=petition,
            on=row.decided_on,
            number=row.decision_number,
            outcome=row.outcome,
            consequences=orders,
            no_dialogue="Người khiếu nại đã thống nhất với kết quả xác minh",
            by=by,
        )
        return True
    return False


@transaction.atomic
def load_affairs(period: Period, world: World) -> None:
    today = entered_on(period)
    by, ids = at(today), world.ids
    _move_cases(world, today, by)
    rows = affairs.cases(period, ids, STORY_ENDS, world.scale)
    made = {case.number: case for case in cases.load(rows=[_case_on(row, today) for row in rows], by=by)}
    watched = 0
    for row in rows:
        if (case := made.get(row.number)) is None:
            continue
        world.open_cases.append((case, [step for step in row.stages if step[1] > today]))
        if row.group in (CrimeGroup.THAM_NHUNG, CrimeGroup.KINH_TE) and watched < 4 and case.stage != Stage.KET_THUC:
            watched += 1
            paper = f"{10 * int(period.part[1]) + watched}-TB/BCĐ"
            cases.enter_list(
                case=case, list=OversightList.BCD_TINH, on=today, paper=paper, reason="Vụ án phức tạp, dư luận quan tâm", by=by
            )
    _carry_out(period, world, today, by)
    findings.load(rows=affairs.conclusions(period, ids, world.scale), by=by)
    world.open_advice = list(Recommendation.objects.exclude(state=RecommendationState.XONG).select_related("conclusion").order_by("pk"))
    mobilisation.load(rows=affairs.activities(period, ids, world.scale), by=by)
    for award in affairs.awards(period, ids, world.scale):
        mobilisation.record_award(**award, by=by)


def _carry_out(period: Period, world: World, today: date, by: Actor) -> None:
    """About half of what earlier conclusions still ask for is carried out in the quarter."""
    roll, bounds = dice("carried out", period.code), window(period)
    for row in world.open_advice:
        if roll.random() > 0.55:
            continue
        on = bounds.start + timedelta(days=roll.randint(2, (bounds.end - bounds.start).days))
        million, count = row.due_million - row.done_million, row.due_count - row.done_count
        paper = f"Báo cáo số {roll.randint(11, 390)}/BC"
        findings.carry_out(recommendation=row, on=min(on, today), million=million, count=count, paper=paper, complete=True, by=by)


def _case_on(row: cases.CaseRow, today: date) -> cases.CaseRow:
    """A case as far as it had gone on a day."""
    known = tuple(step for step in row.stages if step[1] <= today)
    when = {stage: on for stage, on, _, _ in known}
    return replace(
        row,
        stages=known,
        stage=known[-1][0],
        agency_id=known[-1][2],
        prosecuted_on=when.get(Stage.TRUY_TO),
        tried_on=when.get(Stage.XET_XU_SO_THAM),
        ended_on=when.get(Stage.KET_THUC),
    )


def _move_cases(world: World, today: date, by: Actor) -> None:
    for case, ahead in world.open_cases:
        for step in ahead:
            if step[1] <= today:
                _move(case, step, by)
    waiting = [(case, [step for step in ahead if step[1] > today]) for case, ahead in world.open_cases]
    world.open_cases = [(case, rest) for case, rest in waiting if rest]


def _move(case: Case, step: tuple[str, date, int, str], by: Actor) -> None:
    """One stage more; with a judgment in force, or when it has ended, the case leaves the list it was on."""
    stage, on, agency, paper = step
    row = cases.move_stage(case=case, stage=stage, on=on, agency_id=agency, paper=paper, by=by)
    if stage in (Stage.THI_HANH_AN, Stage.KET_THUC):
        for watched in row.oversights.filter(left_on__isnull=True):
            cases.leave_list(oversight=watched, on=max(on, watched.entered_on), paper=f"{paper.split('/')[0]}-KL/BCĐ", by=by)


@transaction.atomic
def load_steering(period: Period, world: World) -> None:
    today = entered_on(period)
    by = at(today)
    directives.load(rows=steering.directives(period, world.ids, today, world.scale), by=by)
    given = steering.tasks(period, STORY_ENDS, world.scale)
    rows = [
        tasks.TaskRow(
            title=g.title, product=g.product, lead=world.agencies[g.lead], giver=world.agencies[g.giver], deadline_kind=DeadlineKind.NGAY,
            deadline=g.deadline, assigned_on=g.assigned_on,
        )
        for g in given
    ]  # fmt: skip
    world.open_tasks += list(zip(tasks.assign_many(rows=rows, by=by), given, strict=True))
    _follow_tasks(world, today, by)
    load_returns(period, by)


def _follow_tasks(world: World, today: date, by: Actor) -> None:
    followed = [(_follow(task, plan, today, by), plan) for task, plan in world.open_tasks]
    world.open_tasks = [(task, plan) for task, plan in followed if task.closed_on is None]


def _follow(task: Task, plan: steering.Given, today: date, by: Actor) -> Task:
    """Reports and acceptance whose day has come."""
    row = task
    if plan.progress_on and plan.progress_on <= today and plan.progress_on != plan.result_on and row.percent == 0:
        row = tasks.report_progress(task=row, percent=50, text="Đã phân công, đang thực hiện theo kế hoạch.", on=plan.progress_on, by=by)
    if plan.result_on and plan.result_on <= today and row.reported_on is None:
        row = tasks.report_result(task=row, text="Đã hoàn thành, gửi kèm sản phẩm.", on=plan.result_on, by=by)
    if plan.accepted_on and plan.accepted_on <= today:
        row = tasks.accept(task=row, text="Đạt yêu cầu.", on=plan.accepted_on, by=by)
    return row


LATE = ("xa-cao-lung", "xa-ban-lam", "hoi-nong-dan")
FILLING, GIVEN_BACK = ("so-nnmt", "xa-giang-bieu"), ("xa-khuoi-noi",)


def load_returns(period: Period, by: Actor) -> None:
    """What agencies sent for a quarter. Of the last quarter some have not sent, one fills in, one was asked to mend."""
    bounds, rows = window(period), []
    for agency in reporting_agencies(bounds.end):
        roll = dice("returns", period.code, agency.code)
        sent = bounds.unit_due + timedelta(days=roll.choice([-2, -1, -1, 0, 0, 0, 1, 2]))
        values = steering.figures(period, agency.code, needed(agency))
        state, note = (ReturnState.DA_NHAN if period < LAST or roll.random() < 0.6 else ReturnState.DA_GUI), ""
        if period == LAST and agency.code in (*LATE, *FILLING, *GIVEN_BACK):
            state = ReturnState.CHUA_NHAP if agency.code in LATE else ReturnState.DANG_NHAP
            if agency.code in GIVEN_BACK:
                state, note = ReturnState.TRA_LAI, "Số lượt tiếp không khớp sổ tiếp công dân, đề nghị rà soát."
            values = {} if agency.code in LATE else values
        rows.append(returns.ReturnRow(period.code, agency.pk, values, state, min(sent, by.today), note))
    returns.load(rows=rows, by=by)


def close(period: Period) -> None:
    """Freeze a quarter on the day after the province's due day."""
    by = at(window(period).end + timedelta(days=6), 10)
    open_period(period=period, by=by)
    close_period(period=period, submitted=submitted(period), submitted_base=submitted(period.same_last_year), by=by)
