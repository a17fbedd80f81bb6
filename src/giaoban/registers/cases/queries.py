"""Reading cases, and the sets of cases that are counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.words.text import fold
from giaoban.trust.accounts.queries import visible_to

from .choices import CaseKind, CrimeGroup, Stage
from .models import Case, CaseStage, Oversight


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the register page filters by; empty = everything. ``oversight``: on this list today; "*" = on any list."""

    q: str = ""
    kind: str = ""
    group: str = ""
    stage: str = ""
    severity: str = ""
    oversight: str = ""
    agency: int | None = None
    start: date | None = None
    end: date | None = None


def visible(actor: Actor) -> "QuerySet[Case]":
    return visible_to(actor, Case.objects.all())


def get(actor: Actor, id: int) -> Case:
    """One case. Raises NotFound when there is none or it is not for this reader."""
    case = visible(actor).select_related("agency").filter(pk=id).first()
    if case is None:
        raise NotFound("Không có vụ này hoặc đồng chí không được xem.")
    return case


def listing(actor: Actor, f: CaseFilter) -> "QuerySet[Case]":
    """The register, newest first; open oversights come with the rows in one more query (``open_oversights``)."""
    rows = visible(actor)
    for word in fold(f.q).split():
        rows = rows.filter(Q(folded__contains=word) | Q(number__icontains=word))
    if f.kind:
        rows = rows.filter(kind=f.kind)
    if f.group:
        rows = rows.filter(group=f.group)
    if f.stage:
        rows = rows.filter(stage=f.stage)
    if f.severity:
        rows = rows.filter(severity=f.severity)
    if f.agency:
        rows = rows.filter(agency_id=f.agency)
    if f.start:
        rows = rows.filter(opened_on__gte=f.start)
    if f.end:
        rows = rows.filter(opened_on__lte=f.end)
    if f.oversight:
        on_list = Oversight.objects.filter(left_on__isnull=True)
        rows = rows.filter(pk__in=(on_list if f.oversight == "*" else on_list.filter(list=f.oversight)).values("case_id"))
    current = Prefetch("oversights", Oversight.objects.filter(left_on__isnull=True), to_attr="open_oversights")
    return rows.select_related("agency").prefetch_related(current).order_by("-opened_on", "-id")


def stages(case: Case) -> "QuerySet[CaseStage]":
    """The way of a case, oldest first."""
    return case.stages.select_related("agency").order_by("on", "id")


def oversights(case: Case) -> "QuerySet[Oversight]":
    return case.oversights.order_by("entered_on", "id")


def _in(field: str, **fixed: object) -> Callable[[date, date], Q]:
    """The condition "this day lies in the window", with fixed values of other fields."""

    def condition(start: date, end: date) -> Q:
        return Q(**{f"{field}__gte": start, f"{field}__lte": end, **fixed})

    return condition


def _open_at(field: str) -> Q:
    return Q(**{f"{field}__isnull": True})


def _under_investigation(start: date, end: date) -> Q:
    """Initiated and at the end of the window neither indicted nor ended."""
    open_ = (_open_at("prosecuted_on") | Q(prosecuted_on__gt=end)) & (_open_at("ended_on") | Q(ended_on__gt=end))
    return Q(kind=CaseKind.VU_AN, initiated_on__lte=end) & open_


def _corruption_handled(start: date, end: date) -> Q:
    """Corruption cases initiated by the end of the window and still being handled at some day of it."""
    return Q(kind=CaseKind.VU_AN, group=CrimeGroup.THAM_NHUNG, initiated_on__lte=end) & (_open_at("ended_on") | Q(ended_on__gte=start))


def _on_list_at_end(start: date, end: date) -> Q:
    return Q(entered_on__lte=end) & (_open_at("left_on") | Q(left_on__gt=end))


_AN = {"kind": CaseKind.VU_AN}
_THAM_NHUNG = {"kind": CaseKind.VU_AN, "group": CrimeGroup.THAM_NHUNG}
_CASE, _OVERSIGHT = "cases.Case", "cases.Oversight"

COUNTS: tuple[Countable, ...] = (
    Countable("cases.initiated", "Vụ án khởi tố", _CASE, _in("initiated_on", **_AN)),
    Countable("cases.initiated_suspects", "Bị can khởi tố", _CASE, _in("initiated_on", **_AN), total="suspects"),
    Countable("cases.under_investigation", "Vụ án đang điều tra cuối kỳ", _CASE, _under_investigation),
    Countable("cases.prosecuted", "Vụ án truy tố", _CASE, _in("prosecuted_on", **_AN)),
    Countable("cases.prosecuted_suspects", "Bị can truy tố", _CASE, _in("prosecuted_on", **_AN), total="suspects"),
    Countable("cases.tried", "Vụ án xét xử sơ thẩm", _CASE, _in("tried_on", **_AN)),
    Countable("cases.tried_defendants", "Bị cáo xét xử sơ thẩm", _CASE, _in("tried_on", **_AN), total="suspects"),
    Countable("cases.ended", "Vụ án kết thúc, đình chỉ", _CASE, _in("ended_on", **_AN)),
    Countable("cases.matters_opened", "Vụ việc tiếp nhận", _CASE, _in("opened_on", kind=CaseKind.VU_VIEC)),
    Countable("cases.matters_ended", "Vụ việc kết thúc", _CASE, _in("ended_on", kind=CaseKind.VU_VIEC)),
    Countable("cases.stayed", "Lượt tạm đình chỉ", "cases.CaseStage", _in("on", stage=Stage.TAM_DINH_CHI), agency="agency_id"),
    Countable("cases.corruption_initiated", "Vụ án tham nhũng khởi tố", _CASE, _in("initiated_on", **_THAM_NHUNG)),
    Countable("cases.corruption_suspects", "Bị can tham nhũng khởi tố", _CASE, _in("initiated_on", **_THAM_NHUNG), total="suspects"),
    Countable("cases.corruption_prosecuted", "Vụ án tham nhũng truy tố", _CASE, _in("prosecuted_on", **_THAM_NHUNG)),
    Countable("cases.corruption_tried", "Vụ án tham nhũng xét xử sơ thẩm", _CASE, _in("tried_on", **_THAM_NHUNG)),
    Countable("cases.corruption_defendants", "Bị cáo tham nhũng xét xử", _CASE, _in("tried_on", **_THAM_NHUNG), total="suspects"),
    Countable("cases.corruption_handled", "Vụ án tham nhũng đang giải quyết trong kỳ", _CASE, _corruption_handled),
    Countable("cases.corruption_damage", "Thiệt hại, thất thoát", _CASE, _corruption_handled, total="damage_million"),
    Countable("cases.corruption_recovered", "Tài sản đã thu hồi", _CASE, _corruption_handled, total="recovered_million"),
    Countable("cases.oversight_entered", "Lượt đưa vào diện theo dõi, chỉ đạo", _OVERSIGHT, _in("entered_on"), agency="case__agency_id"),
    Countable("cases.oversight_left", "Lượt đưa ra khỏi diện theo dõi, chỉ đạo", _OVERSIGHT, _in("left_on"), agency="case__agency_id"),
    Countable(
        "cases.oversight_remaining",
        "Vụ còn trong diện theo dõi, chỉ đạo cuối kỳ",
        _OVERSIGHT,
        _on_list_at_end,
        agency="case__agency_id",
        distinct="case_id",
    ),
)
