"""Reading directives, their provisions and to whom they were made known, and the sets that are counted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.words.text import fold
from giaoban.trust.accounts.queries import visible_to

from .choices import DirectiveKind, DisseminationState, IssuerLevel
from .models import Directive, Dissemination, Provision
from .rules import Series


@dataclass(frozen=True, slots=True)
class DirectiveFilter:
    """What the register page filters by; empty = everything. ``in_force``: on that day. ``start``, ``end``: days of issue, inclusive.
    ``agency``: sent to this agency. ``issuer_agency``: issued by this agency. ``issued_here``: made in the system."""

    q: str = ""
    kind: str = ""
    level: str = ""
    in_force: date | None = None
    start: date | None = None
    end: date | None = None
    agency: int | None = None
    issuer_agency: int | None = None
    issued_here: bool | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How far one directive has come: agencies it was sent to, and how many of them received, studied and planned for it."""

    sent: int = 0
    received: int = 0
    studied: int = 0
    planned: int = 0


def in_force(on: date) -> Q:
    """Documents in force on a day; without a day of effect from their issue on."""
    begun = Q(effective_on__lte=on) | Q(effective_on__isnull=True) & (Q(issued_on__isnull=True) | Q(issued_on__lte=on))
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def visible(actor: Actor) -> "QuerySet[Directive]":
    return visible_to(actor, Directive.objects.all())


def get(actor: Actor, id: int) -> Directive:
    """One directive. Raises NotFound."""
    row = visible(actor).select_related("issuer_agency").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có văn bản này hoặc đồng chí không được xem.")
    return row


def listing(actor: Actor, f: DirectiveFilter) -> "QuerySet[Directive]":
    """The register, newest first by the day of entry (``recorded_on``, id)."""
    rows = visible(actor)
    for word in fold(f.q).split():
        rows = rows.filter(folded__contains=word)
    if f.kind:
        rows = rows.filter(kind=f.kind)
    if f.level:
        rows = rows.filter(level=f.level)
    if f.in_force:
        rows = rows.filter(in_force(f.in_force))
    if f.start:
        rows = rows.filter(issued_on__gte=f.start)
    if f.end:
        rows = rows.filter(issued_on__lte=f.end)
    if f.agency:
        rows = rows.filter(pk__in=Dissemination.objects.filter(agency_id=f.agency).values("directive_id"))
    if f.issuer_agency:
        rows = rows.filter(issuer_agency_id=f.issuer_agency)
    if f.issued_here is not None:
        rows = rows.filter(issued_here=f.issued_here)
    return rows.order_by("-recorded_on", "-id")


def provisions(directive: Directive) -> "QuerySet[Provision]":
    """The points of a directive in their order."""
    return directive.provisions.order_by("order", "pk")


def provision(actor: Actor, id: int) -> Provision:
    """One point of a directive the reader may see. Raises NotFound."""
    row = Provision.objects.select_related("directive").filter(pk=id, directive__in=visible(actor)).first()
    if row is None:
        raise NotFound("Không có nội dung này của văn bản hoặc đồng chí không được xem.")
    return row


def disseminations(actor: Actor, *, directive: int | None = None, agency: int | None = None, state: str = "") -> "QuerySet[Dissemination]":
    """To whom directives were made known: an agency-bound reader sees its own rows. In the order of agencies."""
    rows = visible_to(actor, Dissemination.objects.select_related("agency", "directive"))
    if directive:
        rows = rows.filter(directive_id=directive)
    if agency:
        rows = rows.filter(agency_id=agency)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-directive__recorded_on", "-directive_id", "agency__order", "agency__code")


def dissemination(actor: Actor, id: int) -> Dissemination:
    """One row of the table of dissemination. Raises NotFound."""
    row = visible_to(actor, Dissemination.objects.select_related("agency", "directive")).filter(pk=id).first()
    if row is None:
        raise NotFound("Không có dòng quán triệt này hoặc đồng chí không được xem.")
    return row


def spread_of(directive_ids: Iterable[int]) -> dict[int, Spread]:
    """How far each of these directives has come, in one query; a directive sent to nobody is all zeros."""
    wanted = list(directive_ids)
    rows = Dissemination.objects.filter(directive_id__in=wanted).values("directive_id").order_by("directive_id")
    counted = rows.annotate(
        sent=Count("pk"),
        received=Count("pk", filter=~Q(state=DisseminationState.DA_GUI)),
        studied=Count("pk", filter=Q(state__in=[DisseminationState.DA_QUAN_TRIET, DisseminationState.DA_CO_KE_HOACH])),
        planned=Count("pk", filter=Q(state=DisseminationState.DA_CO_KE_HOACH)),
    )
    found = {row["directive_id"]: Spread(row["sent"], row["received"], row["studied"], row["planned"]) for row in counted}
    return {pk: found.get(pk, Spread()) for pk in wanted}


def find(number: str, issuer: str = "", *, kind: str = "", issued_on: date | None = None) -> Directive | None:
    """The directive a text cites: by number and symbol ("26-CT/TW"; of several the newest), or by a bare number with its kind and issuer
    ("26", of the Bộ Chính trị), then only when one alone fits. The caller shows it only to readers of directives."""
    sought = re.sub(r"\s*([-/])\s*", r"\1", re.sub(r"^so\s*:?\s*", "", fold(number)))
    if not sought:
        return None
    bare = sought.isdigit()
    starts = [f"{sought}-", f"{sought}/", f"{sought} "] if bare else [f"{sought} "]
    condition = Q(pk__in=[])
    for start in starts:
        condition |= Q(folded__startswith=start)
    rows = Directive.objects.filter(condition)
    if kind:
        rows = rows.filter(kind=kind)
    if issued_on:
        rows = rows.filter(issued_on=issued_on)
    said = fold(issuer)
    found = [row for row in rows.order_by("-issued_on", "-pk") if not said or said in fold(row.issuer) or fold(row.issuer) in said]
    if bare and len(found) != 1:
        return None
    return found[0] if found else None


def taken_numbers(series: Series) -> list[int]:
    """Running numbers of a series borne by provincial documents in the register."""
    rows = Directive.objects.filter(
        level=IssuerLevel.TINH, issued_on__gte=series.start, issued_on__lte=series.until, number__endswith=series.suffix
    )
    return [found for number in rows.values_list("number", flat=True) if (found := series.read(number)) is not None]


Condition = Callable[[date, date], Q]


def _in(field: str, **fixed: object) -> Condition:
    """The condition "this day lies in the window", with fixed values of other fields."""

    def condition(start: date, end: date) -> Q:
        return Q(**{f"{field}__gte": start, f"{field}__lte": end, **fixed})

    return condition


def _in_force_at_end(start: date, end: date) -> Q:
    return in_force(end) & Q(recorded_on__lte=end)


_D, _S = "directives.Directive", "directives.Dissemination"
_TINH = {"level": IssuerLevel.TINH}
_PLANS = (DirectiveKind.KE_HOACH, DirectiveKind.CHUONG_TRINH, DirectiveKind.DE_AN)
_CONCLUSIONS = (DirectiveKind.KET_LUAN, DirectiveKind.THONG_BAO_KET_LUAN)


def _directives(name: str, label: str, condition: Condition) -> Countable:
    return Countable(f"directives.{name}", label, _D, condition, agency="issuer_agency_id")


COUNTS: tuple[Countable, ...] = (
    _directives("recorded", "Văn bản chỉ đạo vào sổ", _in("recorded_on")),
    _directives("central_received", "Văn bản của Trung ương tiếp nhận", _in("recorded_on", level=IssuerLevel.TRUNG_UONG)),
    _directives("issued_province", "Văn bản lãnh đạo, chỉ đạo của tỉnh ban hành", _in("issued_on", **_TINH)),
    _directives("issued_agencies", "Văn bản của cơ quan, địa phương ban hành", _in("issued_on", level=IssuerLevel.CO_QUAN)),
    _directives("plans", "Kế hoạch, chương trình, đề án của tỉnh ban hành", _in("issued_on", kind__in=_PLANS, **_TINH)),
    _directives("conclusions", "Kết luận, thông báo kết luận của tỉnh ban hành", _in("issued_on", kind__in=_CONCLUSIONS, **_TINH)),
    *(
        _directives(f"issued_{kind}", f"{kind.label} của tỉnh ban hành", _in("issued_on", kind=kind, **_TINH))
        for kind in DirectiveKind
        if kind != DirectiveKind.KHAC
    ),
    _directives("issued_here", "Văn bản ban hành từ hệ thống", _in("issued_on", issued_here=True)),
    _directives("ended", "Văn bản hết hiệu lực", _in("ends_on")),
    _directives("in_force", "Văn bản còn hiệu lực cuối kỳ", _in_force_at_end),
    Countable("directives.sent", "Lượt gửi văn bản đến cơ quan", _S, _in("sent_on")),
    Countable("directives.studied", "Lượt cơ quan quán triệt văn bản", _S, _in("studied_on")),
    Countable("directives.studied_directives", "Văn bản đã được quán triệt", _S, _in("studied_on"), distinct="directive_id"),
    Countable("directives.planned", "Lượt cơ quan ban hành kế hoạch thực hiện", _S, _in("planned_on")),
    Countable(
        "directives.not_studied",
        "Lượt cơ quan chưa quán triệt cuối kỳ",
        _S,
        lambda start, end: Q(sent_on__lte=end) & (Q(studied_on__isnull=True) | Q(studied_on__gt=end)),
    ),
)
