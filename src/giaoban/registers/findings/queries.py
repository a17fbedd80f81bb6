"""Reading conclusions and recommendations, and the sets that are counted (01/TTr, 02/TTr)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.words.text import fold
from giaoban.trust.accounts.queries import visible_to

from .choices import RecommendationKind, RecommendationState, SourceKind
from .models import CarriedOut, Conclusion, Recommendation
from .rules import MONEY_KINDS


@dataclass(frozen=True, slots=True)
class ConclusionFilter:
    """What the register page filters by; empty = everything. ``done``: "xong" or "chua". ``responsible``: a body that must act."""

    q: str = ""
    source: str = ""
    done: str = ""
    agency: int | None = None
    responsible: int | None = None
    start: date | None = None
    end: date | None = None


def visible(actor: Actor) -> "QuerySet[Conclusion]":
    return visible_to(actor, Conclusion.objects.all())


def get(actor: Actor, id: int) -> Conclusion:
    """One conclusion. Raises NotFound when there is none or it is not for this reader."""
    row = visible(actor).select_related("agency").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có kết luận này hoặc đồng chí không được xem.")
    return row


def recommendation(actor: Actor, id: int) -> Recommendation:
    """One recommendation. Raises NotFound."""
    row = visible_to(actor, Recommendation.objects.select_related("conclusion", "responsible")).filter(pk=id).first()
    if row is None:
        raise NotFound("Không có kiến nghị này hoặc đồng chí không được xem.")
    return row


def listing(actor: Actor, f: ConclusionFilter) -> "QuerySet[Conclusion]":
    """The register, newest first, each row with its recommendations counted and their money summed (million đồng)."""
    rows = visible(actor)
    for word in fold(f.q).split():
        rows = rows.filter(Q(folded__contains=word) | Q(number__icontains=word))
    if f.source:
        rows = rows.filter(source=f.source)
    if f.done:
        rows = rows.filter(done_on__isnull=f.done != "xong")
    if f.agency:
        rows = rows.filter(agency_id=f.agency)
    if f.responsible:
        rows = rows.filter(pk__in=Recommendation.objects.filter(responsible_id=f.responsible).values("conclusion_id"))
    if f.start:
        rows = rows.filter(issued_on__gte=f.start)
    if f.end:
        rows = rows.filter(issued_on__lte=f.end)
    rows = rows.annotate(
        items=Count("recommendations"),
        items_done=Count("recommendations", filter=Q(recommendations__state=RecommendationState.XONG)),
        due=Sum("recommendations__due_million"),
        done=Sum("recommendations__done_million"),
    )
    return rows.select_related("agency").order_by("-issued_on", "-id")


def recommendations(actor: Actor, conclusion: Conclusion) -> "QuerySet[Recommendation]":
    """The recommendations of a conclusion the reader may see, in order."""
    rows = visible_to(actor, Recommendation.objects.filter(conclusion=conclusion))
    return rows.select_related("responsible").order_by("item")


def steps(recommendation: Recommendation) -> "QuerySet[CarriedOut]":
    return recommendation.steps.order_by("on", "id")


def overdue(actor: Actor, today: date) -> "QuerySet[Recommendation]":
    """Recommendations past their day and not done, the oldest first."""
    rows = visible_to(actor, Recommendation.objects.filter(deadline__lt=today, done_on__isnull=True))
    return rows.select_related("conclusion", "responsible").order_by("deadline", "id")


Condition = Callable[[date, date], Q]


def _in(field: str, **fixed: object) -> Condition:
    """The condition "this day lies in the window", with fixed values of other fields."""

    def condition(start: date, end: date) -> Q:
        return Q(**{f"{field}__gte": start, f"{field}__lte": end, **fixed})

    return condition


def _followed(prefix: str = "", done: str = "done_on", **fixed: object) -> Condition:
    """Issued by the end of the window and not done before its start: what must be carried out in the period."""

    def condition(start: date, end: date) -> Q:
        open_ = Q(**{f"{done}__isnull": True}) | Q(**{f"{done}__gte": start})
        return Q(**{f"{prefix}issued_on__lte": end, **fixed}) & open_

    return condition


def _not_done_at_end(start: date, end: date) -> Q:
    return Q(issued_on__lte=end) & (Q(done_on__isnull=True) | Q(done_on__gt=end))


def _carried_over(start: date, end: date) -> Q:
    return Q(issued_on__lt=start) & (Q(done_on__isnull=True) | Q(done_on__gte=start))


def _both(condition: Condition, **fixed: object) -> Condition:
    return lambda start, end: condition(start, end) & Q(**fixed)


def _late_at_end(start: date, end: date) -> Q:
    return Q(deadline__lt=end) & (Q(done_on__isnull=True) | Q(done_on__gt=end)) & Q(conclusion__issued_on__lte=end)


def _before(**fixed: object) -> Condition:
    """Steps taken before the window on recommendations still followed in it: deducted from what is due."""

    def condition(start: date, end: date) -> Q:
        open_ = Q(recommendation__done_on__isnull=True) | Q(recommendation__done_on__gte=start)
        return Q(on__lt=start, recommendation__conclusion__issued_on__lte=end, **fixed) & open_

    return condition


def _outstanding(start: date, end: date) -> Any:
    """Money of a recommendation still to be carried out when the window opens: what is due less the steps before it."""
    money = DecimalField(max_digits=14, decimal_places=3)
    before = CarriedOut.objects.filter(recommendation=OuterRef("pk"), on__lt=start).order_by().values("recommendation")
    done = Subquery(before.annotate(sum=Sum("million")).values("sum"), output_field=money)
    return F("due_million") - Coalesce(done, Decimal(0), output_field=money)


_C, _R, _S = "findings.Conclusion", "findings.Recommendation", "findings.CarriedOut"
_R_AGENCY, _S_AGENCY = "conclusion__agency_id", "recommendation__conclusion__agency_id"
_RECOVERY = (RecommendationKind.THU_HOI_NSNN, RecommendationKind.THU_HOI_TO_CHUC)


def _unfinished(start: date, end: date) -> Any:
    """Persons, bodies, cases or documents of a recommendation still to be dealt with when the window opens."""
    before = CarriedOut.objects.filter(recommendation=OuterRef("pk"), on__lt=start).order_by().values("recommendation")
    done = Subquery(before.annotate(sum=Sum("count")).values("sum"), output_field=IntegerField())
    return F("due_count") - Coalesce(done, 0)


def _by_kind(source: SourceKind) -> Iterator[Countable]:
    """For each kind of recommendation what was recommended, was to be done and was done in the window (01/TTr 12-26, 02/TTr 5-34): money in
    million đồng, of the other kinds the number of bodies, persons, cases or documents."""
    for kind in RecommendationKind:
        name, money = f"findings.{source}_{kind}", kind in MONEY_KINDS
        due, done = ("due_million", "million") if money else ("due_count", "count")
        amount = _outstanding if money else _unfinished
        fixed = {"conclusion__source": source, "kind": kind}
        step = {"recommendation__conclusion__source": source, "recommendation__kind": kind}
        issued, owed = _in("conclusion__issued_on", **fixed), _followed("conclusion__", **fixed)
        label = f"{kind.label} theo kết luận {source.label.lower()}"
        yield Countable(f"{name}_recommended", f"{label}: kiến nghị trong kỳ", _R, issued, agency=_R_AGENCY, total=due)
        yield Countable(f"{name}_due", f"{label}: phải thực hiện", _R, owed, agency=_R_AGENCY, amount=amount)
        yield Countable(f"{name}_done", f"{label}: đã thực hiện trong kỳ", _S, _in("on", **step), agency=_S_AGENCY, total=done)


def _of_source(source: SourceKind) -> tuple[Countable, ...]:
    """The sets of one source, e.g. findings.thanh_tra_issued."""
    name, label = f"findings.{source}", source.label.lower()
    return (
        Countable(f"{name}_issued", f"Kết luận {label} ban hành", _C, _in("issued_on", source=source)),
        Countable(
            f"{name}_violation", f"Vi phạm về kinh tế theo kết luận {label}", _C, _in("issued_on", source=source), total="violation_million"
        ),
        Countable(f"{name}_violation_m2", f"Đất vi phạm theo kết luận {label}", _C, _in("issued_on", source=source), total="violation_m2"),
        Countable(f"{name}_followed", f"Kết luận {label} phải thực hiện", _C, _followed(source=source)),
        Countable(f"{name}_completed", f"Kết luận {label} đã hoàn thành", _C, _in("done_on", source=source)),
        Countable(f"{name}_carried_over", f"Kết luận {label} chưa xong kỳ trước chuyển sang", _C, _both(_carried_over, source=source)),
        Countable(f"{name}_incomplete", f"Kết luận {label} chưa hoàn thành cuối kỳ", _C, _both(_not_done_at_end, source=source)),
        Countable(
            f"{name}_recommended_money",
            f"Kiến nghị xử lý về kinh tế theo kết luận {label}",
            _R,
            _in("conclusion__issued_on", conclusion__source=source, kind__in=MONEY_KINDS),
            agency=_R_AGENCY,
            total="due_million",
        ),
        Countable(
            f"{name}_recommended_recovery",
            f"Kiến nghị thu hồi theo kết luận {label} ban hành trong kỳ",
            _R,
            _in("conclusion__issued_on", conclusion__source=source, kind__in=_RECOVERY),
            agency=_R_AGENCY,
            total="due_million",
        ),
        Countable(
            f"{name}_recovery_due",
            f"Tiền phải thu hồi theo kết luận {label}, cả số chuyển kỳ trước",
            _R,
            _followed("conclusion__", conclusion__source=source, kind__in=_RECOVERY),
            agency=_R_AGENCY,
            amount=_outstanding,
        ),
        Countable(
            f"{name}_recovered_before",
            f"Tiền đã thu hồi trước kỳ của các kiến nghị {label} còn theo dõi",
            _S,
            _before(recommendation__conclusion__source=source, recommendation__kind__in=_RECOVERY),
            agency=_S_AGENCY,
            total="million",
        ),
        Countable(
            f"{name}_recovered",
            f"Tiền đã thu hồi trong kỳ theo kết luận {label}",
            _S,
            _in("on", recommendation__conclusion__source=source, recommendation__kind__in=_RECOVERY),
            agency=_S_AGENCY,
            total="million",
        ),
    )


COUNTS: tuple[Countable, ...] = (
    Countable("findings.conclusions_issued", "Kết luận ban hành", _C, _in("issued_on")),
    Countable("findings.conclusions_planned", "Kết luận của cuộc theo kế hoạch", _C, _in("issued_on", planned=True)),
    Countable("findings.conclusions_unplanned", "Kết luận của cuộc đột xuất", _C, _in("issued_on", planned=False)),
    Countable("findings.conclusions_followed", "Kết luận phải thực hiện trong kỳ", _C, _followed()),
    Countable("findings.conclusions_carried_over", "Kết luận chưa xong kỳ trước chuyển sang", _C, _carried_over),
    Countable("findings.conclusions_completed", "Kết luận đã hoàn thành 100%", _C, _in("done_on")),
    Countable("findings.conclusions_incomplete", "Kết luận chưa hoàn thành cuối kỳ", _C, _not_done_at_end),
    Countable("findings.recommended", "Kiến nghị ban hành", _R, _in("conclusion__issued_on"), agency=_R_AGENCY),
    Countable("findings.recommendations_followed", "Kiến nghị phải thực hiện trong kỳ", _R, _followed("conclusion__"), agency=_R_AGENCY),
    Countable("findings.recommendations_done", "Kiến nghị thực hiện xong", _R, _in("done_on"), agency=_R_AGENCY),
    Countable("findings.recommendations_late", "Kiến nghị quá hạn cuối kỳ", _R, _late_at_end, agency=_R_AGENCY),
    Countable(
        "findings.referred",
        "Kiến nghị chuyển cơ quan điều tra",
        _R,
        _in("conclusion__issued_on", kind=RecommendationKind.CHUYEN_DIEU_TRA),
        agency=_R_AGENCY,
    ),
    Countable(
        "findings.accountability_due",
        "Tổ chức, cá nhân phải xử lý trách nhiệm",
        _R,
        _in("conclusion__issued_on", kind=RecommendationKind.XU_LY_TRACH_NHIEM),
        agency=_R_AGENCY,
        total="due_count",
    ),
    Countable(
        "findings.accountability_done",
        "Tổ chức, cá nhân đã xử lý trách nhiệm",
        _S,
        _in("on", recommendation__kind=RecommendationKind.XU_LY_TRACH_NHIEM),
        agency=_S_AGENCY,
        total="count",
    ),
    *(countable for source in SourceKind for countable in _of_source(source)),
    *_by_kind(SourceKind.THANH_TRA),
)
