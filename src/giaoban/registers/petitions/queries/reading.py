"""Reading receptions, petitions and matters through the one gate: a record, a register page, the letters of a matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Eligibility, PetitionState
from giaoban.registers.petitions.models import Matter, Petition, Reception
from giaoban.registers.petitions.rules.classification import LARGE_GROUP
from giaoban.trust.accounts.queries import visible_to

from .searching import ranked, searched

CAP = 10_000
SOON = timedelta(days=7)
M = TypeVar("M", bound=Model)


def visible(actor: Actor) -> "QuerySet[Petition]":
    """Petitions this person may read."""
    return visible_to(actor, Petition.objects.all())


def visible_receptions(actor: Actor) -> "QuerySet[Reception]":
    """Reception turns this person may read."""
    return visible_to(actor, Reception.objects.all())


def get(actor: Actor, id: int) -> Petition:
    """One petition with its agencies, matter, turn and first letter. Raises NotFound."""
    rows = visible(actor).select_related("agency", "handler", "matter", "reception", "duplicate_of")
    row = rows.filter(pk=id).first()
    if row is None:
        raise NotFound("Không có đơn này hoặc đồng chí không được xem.")
    return row


def get_reception(actor: Actor, id: int) -> Reception:
    """One reception turn. Raises NotFound."""
    row = visible_receptions(actor).select_related("agency", "matter").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có lượt tiếp này hoặc đồng chí không được xem.")
    return row


@dataclass(frozen=True, slots=True)
class PetitionFilter:
    """``q``: words of the story, a name, a number or "118/2026". ``due``: qua_han | sap_den_han. ``duplicates``: an | chi (hide them, only
    them). ``from_``, ``to``: bounds of the day of receipt. ``within``: thuoc | khong | chua_ro. ``many``: mot (under five signatories) |
    nhieu. ``papers``: goc | ban_sao | khong | chua_tra (originals not given back yet). Empty or None = any."""

    q: str = ""
    kind: str = ""
    state: str = ""
    agency: int | None = None
    handler: int | None = None
    from_: date | None = None
    to: date | None = None
    due: str = ""
    sealed: bool | None = None
    duplicates: str = ""
    channel: str = ""
    eligibility: str = ""
    field: str = ""
    matter: int | None = None
    round: str = ""
    within: str = ""
    many: str = ""
    papers: str = ""
    competent_kind: str = ""
    disposition: str = ""


@dataclass(frozen=True, slots=True)
class ReceptionFilter:
    """As PetitionFilter. ``answered``: whether the visitor has the final answer. ``kind``: thuong_xuyen | dinh_ky | dot_xuat."""

    q: str = ""
    kind: str = ""
    petition_kind: str = ""
    mode: str = ""
    agency: int | None = None
    from_: date | None = None
    to: date | None = None
    delegated: bool | None = None
    large_group: bool | None = None
    answered: bool | None = None
    matter: int | None = None


def _day_bounds(from_: date | None, to: date | None) -> Q:
    bounds = Q()
    if from_:
        bounds &= Q(received_on__gte=from_)
    if to:
        bounds &= Q(received_on__lte=to)
    return bounds


def _axes(f: PetitionFilter) -> Q:
    """The axes of classification that are no plain value: competence, signatories, papers."""
    found = Q()
    if f.within:
        found &= {"thuoc": Q(within_competence=True), "khong": Q(within_competence=False)}.get(f.within, Q(within_competence=None))
    if f.many:
        found &= Q(signatories__gte=LARGE_GROUP) if f.many == "nhieu" else Q(signatories__lt=LARGE_GROUP)
    if f.papers:
        kept = {"goc": Q(originals=True), "ban_sao": Q(originals=False, attachments__gt=0), "khong": Q(originals=False, attachments=0)}
        found &= kept.get(f.papers, Q(originals=True, originals_returned_on=None))
    return found


def _exactly(**values: object) -> Q:
    return Q(**{name: value for name, value in values.items() if value not in ("", None)})


def _due(due: str, today: date) -> Q:
    if due == "qua_han":
        return Q(next_due__lt=today)
    if due == "sap_den_han":
        return Q(next_due__gte=today, next_due__lte=today + SOON)
    return Q()


def _petitions(actor: Actor, f: PetitionFilter) -> "QuerySet[Petition]":
    rows = visible(actor).filter(
        _day_bounds(f.from_, f.to),
        _exactly(
            kind=f.kind, state=f.state, agency_id=f.agency, handler_id=f.handler, channel=f.channel, eligibility=f.eligibility,
            field=f.field, matter_id=f.matter, sealed=f.sealed, round=f.round, competent_kind=f.competent_kind, disposition=f.disposition,
        ),
        _due(f.due, actor.today),
        _axes(f),
    )  # fmt: skip
    if f.duplicates:
        rows = rows.filter(duplicate_of__isnull=f.duplicates == "an")
    return rows.select_related("agency", "handler").defer("folded", "request").order_by("-received_on", "-pk")


def listing(actor: Actor, f: PetitionFilter) -> "QuerySet[Petition]":
    """The register of petitions, newest first by (received_on, id). Agencies come with the rows; the search column does not."""
    return searched(_petitions(actor, f), f.q, actor)


def ranking(actor: Actor, f: PetitionFilter) -> "list[QuerySet[Petition]]":
    """The rows of ``listing`` in disjoint sets, the surest first: with the marks as typed, without marks, by short or former names."""
    return ranked(_petitions(actor, f), f.q, actor)


def _receptions(actor: Actor, f: ReceptionFilter) -> "QuerySet[Reception]":
    rows = visible_receptions(actor).filter(
        _day_bounds(f.from_, f.to),
        _exactly(
            kind=f.kind, petition_kind=f.petition_kind, mode=f.mode, agency_id=f.agency, delegated=f.delegated, large_group=f.large_group,
            matter_id=f.matter,
        ),
    )  # fmt: skip
    if f.answered is not None:
        waiting = Q(answer__in=["", "can_them_thoi_gian"])
        rows = rows.filter(~waiting if f.answered else waiting)
    return rows.select_related("agency").defer("folded").order_by("-received_on", "-pk")


def listing_receptions(actor: Actor, f: ReceptionFilter) -> "QuerySet[Reception]":
    """The reception book, newest first by (received_on, id)."""
    return searched(_receptions(actor, f), f.q, actor)


def ranking_receptions(actor: Actor, f: ReceptionFilter) -> "list[QuerySet[Reception]]":
    """As ``ranking``."""
    return ranked(_receptions(actor, f), f.q, actor)


def after(rows: "QuerySet[M]", key: tuple[date, int] | None) -> "QuerySet[M]":
    """The rows behind (received_on, id) in a register's order: the next page, without counting the pages before."""
    if key is None:
        return rows
    day, pk = key
    return rows.filter(Q(received_on__lte=day) & (Q(received_on__lt=day) | Q(pk__lt=pk)))


def capped_count(rows: "QuerySet[M]", cap: int = CAP) -> tuple[int, bool]:
    """How many rows, at most ``cap``; True when there are more ("hơn 10.000")."""
    found = rows.order_by()[: cap + 1].count()
    return min(found, cap), found > cap


def names(records: Iterable[Petition | Reception], actor: Actor) -> dict[int, str]:
    """Names to show beside unsealed records, by identity id, for holders of identities.read; one query for the whole page."""
    return sealing.open_names((r.identity_ref for r in records if not r.sealed), actor)


@dataclass(frozen=True, slots=True)
class MatterView:
    """Everything known of one matter that this person may read: its letters and visits, oldest first."""

    matter: Matter
    petitions: tuple[Petition, ...]
    receptions: tuple[Reception, ...]

    @property
    def open(self) -> bool:
        done = (PetitionState.KET_THUC, PetitionState.DINH_CHI, PetitionState.KHONG_THU_LY)
        return any(p.state not in done and p.duplicate_of_id is None for p in self.petitions)


def matter_view(actor: Actor, id: int) -> MatterView:
    """One matter. Raises NotFound when nothing of it may be read."""
    letters = tuple(visible(actor).filter(matter_id=id).select_related("agency", "handler").defer("folded").order_by("received_on", "pk"))
    visits = tuple(visible_receptions(actor).filter(matter_id=id).select_related("agency").defer("folded").order_by("received_on", "pk"))
    matter = Matter.objects.filter(pk=id).first() if letters or visits else None
    if matter is None:
        raise NotFound("Không có vụ việc này hoặc đồng chí không được xem.")
    return MatterView(matter, letters, visits)


def unchecked(actor: Actor) -> "QuerySet[Petition]":
    """Letters nobody has examined yet, oldest first: a clerk's pile."""
    rows = visible(actor).filter(eligibility=Eligibility.CHUA_XET, state=PetitionState.MOI, duplicate_of__isnull=True)
    return rows.select_related("agency").defer("folded").order_by("received_on", "pk")
