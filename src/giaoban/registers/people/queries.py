"""Reading agencies, officials and committees, and following bodies through time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import F, Prefetch, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.words.names import name_sort_key
from giaoban.core.words.text import collation_key, fold, sort_vi
from giaoban.trust.accounts.queries import visible_to

from . import rules
from .choices import AgencyKind
from .models import Agency, Committee, Membership, Person, Post, Succession
from .rules import READS_CHILDREN, Body, Edge


@dataclass(frozen=True, slots=True)
class AgencyFilter:
    """What the page of agencies filters by; empty = everything. ``on``: only bodies existing on that day."""

    q: str = ""
    kind: str = ""
    bloc: str = ""
    level: str = ""
    parent: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """``agency``: officials holding a post there. ``on``: only posts held on that day."""

    q: str = ""
    agency: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CommitteeFilter:
    q: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A commune or district by its name ("xã Khê Thượng"). ``now``: the one that took its place, "" when it still is."""

    name: str
    now: str
    gone: bool


MOST_NAMES = 12


def _running(on: date, prefix: str = "") -> Q:
    ended = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    begun = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": on})
    return begun & ended


def _having(rows: "QuerySet[Agency]", q: str) -> "QuerySet[Agency]":
    for word in fold(q).split():
        rows = rows.filter(Q(folded__contains=word) | Q(symbol__iexact=word) | Q(code__contains=word))
    return rows


def visible(actor: Actor) -> "QuerySet[Agency]":
    """Agencies of all times."""
    return visible_to(actor, Agency.objects.all())


def get(actor: Actor, id: int) -> Agency:
    """One agency. Raises NotFound."""
    row = visible(actor).select_related("parent").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có cơ quan này hoặc đồng chí không được xem.")
    return row


def listing(actor: Actor, f: AgencyFilter) -> "QuerySet[Agency]":
    """Agencies in the order of the province's list (some hundreds: the list is shown whole)."""
    rows = _having(visible(actor), f.q)
    if f.kind:
        rows = rows.filter(kind=f.kind)
    if f.bloc:
        rows = rows.filter(bloc=f.bloc)
    if f.level:
        rows = rows.filter(level=f.level)
    if f.parent:
        rows = rows.filter(parent_id=f.parent)
    if f.on:
        rows = rows.filter(_running(f.on))
    return rows.select_related("parent").order_by("order", "code")


def visible_persons(actor: Actor) -> "QuerySet[Person]":
    return visible_to(actor, Person.objects.all())


def person(actor: Actor, id: int) -> Person:
    """One official. Raises NotFound."""
    row = visible_persons(actor).filter(pk=id).first()
    if row is None:
        raise NotFound("Không có cán bộ này hoặc đồng chí không được xem.")
    return row


def persons(actor: Actor, f: PersonFilter) -> "QuerySet[Person]":
    """Officials, newest first; their posts (those of the day when ``on`` is given) come in ``shown_posts`` with one more query."""
    rows, posts = visible_persons(actor), Post.objects.select_related("agency").order_by("-starts_on", "-pk")
    for word in fold(f.q).split():
        rows = rows.filter(folded__contains=word)
    if f.on:
        posts = posts.filter(_running(f.on))
    if f.agency:
        rows = rows.filter(pk__in=posts.filter(agency_id=f.agency).order_by().values("person_id"))
    return rows.prefetch_related(Prefetch("posts", posts, to_attr="shown_posts")).order_by("-pk")


def posts_of(person: Person) -> "QuerySet[Post]":
    """The posts of an official, the newest first."""
    return person.posts.select_related("agency").order_by("-starts_on", "-pk")


def holders(agency_id: int, on: date) -> "QuerySet[Post]":
    """Who holds which post in an agency on a day."""
    return Post.objects.filter(_running(on), agency_id=agency_id).select_related("person").order_by("pk")


def persons_named(name: str) -> "QuerySet[Person]":
    """Officials of exactly this name, with or without marks."""
    return Person.objects.filter(folded=fold(name)).order_by("pk")


def visible_committees(actor: Actor) -> "QuerySet[Committee]":
    return visible_to(actor, Committee.objects.all())


def committee(actor: Actor, id: int) -> Committee:
    """One committee. Raises NotFound."""
    row = visible_committees(actor).select_related("standing_agency").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có ban chỉ đạo, tổ này hoặc đồng chí không được xem.")
    return row


def committees(actor: Actor, f: CommitteeFilter) -> "QuerySet[Committee]":
    """Committees, newest first. Names carry marks in the database, so they are folded here: there are some dozens."""
    rows = visible_committees(actor)
    if words := fold(f.q).split():
        texts = ((pk, fold(f"{name} {decision}")) for pk, name, decision in rows.values_list("pk", "name", "decision"))
        rows = rows.filter(pk__in=[pk for pk, text in texts if all(word in text for word in words)])
    if f.on:
        rows = rows.filter(_running(f.on))
    return rows.select_related("standing_agency").order_by("-starts_on", "-pk")


def members_of(committee: Committee, on: date | None = None) -> list[Membership]:
    """The members (of a day), by role as in the decision, then by name."""
    rows = committee.members.select_related("person")
    order = ["truong", "pho_thuong_truc", "pho", "uy_vien", "thu_ky"]
    found = rows.filter(_running(on)) if on else rows
    return sorted(found, key=lambda m: (order.index(m.role), name_sort_key(m.person.name)))


def bodies() -> list[Body]:
    """Every agency of all times as the graph needs it."""
    return [Body(*row) for row in Agency.objects.order_by("pk").values_list("pk", "starts_on", "ends_on")]


def edges() -> list[Edge]:
    """Every succession."""
    rows = Succession.objects.values_list("from_agency_id", "to_agency_id", "on", "main")
    return [Edge(*row) for row in rows]


def today_bodies(on: date) -> dict[int, int]:
    """Agency id → id of the body that does its work on a day, so that last year's figures are recounted in today's bodies."""
    return rules.heirs_on(bodies(), edges(), on)


def by_ids(ids: Iterable[int | None]) -> dict[int, Agency]:
    """Agencies by id, for a form that has already checked what was chosen."""
    return Agency.objects.in_bulk([pk for pk in ids if pk])


def heir_of(agency_id: int, on: date) -> int:
    """The body that does the work of one agency on a day (itself while it exists)."""
    return today_bodies(on).get(agency_id, agency_id)


def agency_ids_of(agency: int | None) -> frozenset[int]:
    """The agencies whose records an agency-bound role reads: its own, those whose work came to it, and, for a people's committee, the
    bodies directly under it with their history; never bodies of a vertical branch. Two queries."""
    if agency is None:
        return frozenset()
    rows = list(Agency.objects.filter(Q(pk=agency) | Q(parent_id=agency)).values_list("pk", "kind", "vertical"))
    leads = any(pk == agency and kind in READS_CHILDREN for pk, kind, _ in rows)
    own = {agency} | {pk for pk, _, vertical in rows if leads and not vertical}
    return rules.history_of(own, edges())


def line_of(agency: int | None) -> frozenset[int]:
    """An agency and those whose work came to it; nothing for nobody."""
    return frozenset() if agency is None else rules.history_of([agency], edges())


def reporting_agencies(on: date) -> "QuerySet[Agency]":
    """The bodies that send a return for a period ending on this day, in the order of the list."""
    return Agency.objects.filter(_running(on), reports=True).order_by("order", "code")


def heirs(agency: Agency, on: date) -> "QuerySet[Agency]":
    """The bodies existing on a day that took over the work of an ended one, the main one first, through every step."""
    following: dict[int, list[int]] = {}
    for edge in sorted(edges(), key=lambda e: (not e.main, e.on, e.new)):
        if edge.on <= on:
            following.setdefault(edge.old, []).append(edge.new)
    found: dict[int, None] = {}
    waiting = list(following.get(agency.pk, []))
    while waiting:
        place = waiting.pop(0)
        if place not in found:
            found[place] = None
            waiting += following.get(place, [])
    return Agency.objects.filter(_running(on), pk__in=list(found))


def check_exists(agency: Agency | int, on: date) -> Agency:
    """The agency, when it works on this day. Raises RefusedByLaw naming its heirs, NotFound when there is no such agency."""
    row = agency if isinstance(agency, Agency) else Agency.objects.filter(pk=agency).first()
    if row is None:
        raise NotFound("Không có cơ quan này.", field="agency")
    ended = row.ends_on is not None and row.ends_on < on
    names = [heir.short_name for heir in heirs(row, on)] if ended else []
    rules.check_exists(row.short_name, row.starts_on, row.ends_on, on, names)
    return row


def check_all_exist(ids: Iterable[int], on: date) -> dict[int, Agency]:
    """The same for many agencies with one query when all exist."""
    wanted = list(dict.fromkeys(ids))
    found = Agency.objects.in_bulk(wanted)
    return {pk: check_exists(found.get(pk, pk), on) for pk in wanted}


def names(on: date) -> dict[str, int]:
    """How each body may be written → its id, on a day: names, short names, abbreviations, symbols. For imports: ask once, look up with
    ``by_name(text, on, table)``. Bodies of that day go before ended ones; a text two bodies share is left out."""
    rows = list(Agency.objects.values_list("pk", "name", "short_name", "symbol", "kind", "level", "starts_on", "ends_on"))
    province = rules.province_of(row[1] for row in rows if row[4] == AgencyKind.UBND_TINH)
    return rules.name_table(
        (row[0], Body(row[0], row[6], row[7]).exists(on), rules.spellings(row[1], row[2], row[3], row[4], row[5], province)) for row in rows
    )


def by_name(text: str, on: date, table: dict[str, int] | None = None) -> int | None:
    """The id of the agency meant by a text ("UBND xã Khê Đông", "TAND tỉnh", "STP"), else None.

    A body that has ended is found too when no other bears the name; ``check_exists`` then says what became of it.
    """
    known = names(on) if table is None else table
    return known.get(rules.spoken(text))


@lru_cache(maxsize=4)
def _other_names(rows: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for old, new in rows:
        for one, other in zip(rules.place_forms(old), rules.place_forms(new), strict=False):
            if one != other:
                found.setdefault(one, {})[other] = None
                found.setdefault(other, {})[one] = None
    return {name: tuple(others)[:MOST_NAMES] for name, others in found.items()}


def other_names() -> dict[str, tuple[str, ...]]:
    """Folded name of a body, of its place and of the bare place → what it was or is called, before and after every succession of its
    like ("xa khe thuong" → "xa khe dong", and back). For searching."""
    rows = Succession.objects.filter(from_agency__level=F("to_agency__level")).order_by("pk")
    return _other_names(tuple(rows.values_list("from_agency__name", "to_agency__name")))


def places(on: date) -> list[Place]:
    """Every commune and district the agencies of the province tell of, those of a day first, each with what took its place by that day."""
    rows = list(Agency.objects.filter(kind__in=rules.PLACES).order_by("order", "code"))
    heir, by_id = today_bodies(on), {row.pk: row for row in rows}
    found = []
    for row in rows:
        now = by_id.get(heir.get(row.pk, row.pk))
        gone = row.ends_on is not None and row.ends_on < on
        name = rules.place_of(row.name)
        after = rules.place_of(now.name) if gone and now and now.pk != row.pk else ""
        if after != name:
            found.append(Place(name, after, gone))
    return sorted(dict.fromkeys(found), key=lambda place: place.gone)


def options(on: date, *, kinds: Iterable[str] = (), also: int | None = None) -> list[tuple[int, str]]:
    """(id, short name) of the bodies of a day for a select, in Vietnamese order. ``also``: one body kept although it has ended."""
    rows = Agency.objects.filter(_running(on) | Q(pk=also))
    wanted = list(kinds)
    if wanted:
        rows = rows.filter(Q(kind__in=wanted) | Q(pk=also))
    return sort_vi(rows.order_by().values_list("pk", "short_name"), key=lambda row: row[1])


def person_options(on: date | None = None) -> list[tuple[int, str]]:
    """(id, "name, post") of officials for a select, in the order of a Vietnamese list of names."""
    rows = Person.objects.prefetch_related(Prefetch("posts", Post.objects.filter(_running(on) if on else Q()), to_attr="shown_posts"))
    found = sorted(rows, key=lambda p: (name_sort_key(p.name), p.pk))
    return [(p.pk, ", ".join([p.name, *(post.title for post in p.shown_posts[:1])])) for p in found]


def committee_options(on: date) -> list[tuple[int, str]]:
    return sorted(Committee.objects.filter(_running(on)).values_list("pk", "name"), key=lambda row: collation_key(row[1]))


COUNTS: tuple[Countable, ...] = ()
