"""Recording bodies and what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.core.words.text import clean_line, fold
from giaoban.registers.people import queries
from giaoban.registers.people.choices import AgencyKind, Bloc, ChangeKind, Event, Level
from giaoban.registers.people.models import Agency, Succession
from giaoban.registers.people.rules import ENDS_THE_OLD, Body, Edge, check_order, check_parent, check_succession
from giaoban.trust.audit import actions as audit
from giaoban.trust.audit.rules import check_changeable, correct

CHANGEABLE = ("name", "short_name", "kind", "bloc", "level", "parent", "symbol", "vertical", "reports", "starts_on", "order")
_WORDS = {"kind": AgencyKind, "bloc": Bloc, "level": Level}
_LENGTHS = {"code": 40, "name": 200, "short_name": 100, "symbol": 20}


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One body of a catalogue. ``parent``: the code of the body above, in the same catalogue or already known."""

    code: str
    name: str
    short_name: str
    kind: str
    bloc: str
    level: str
    starts_on: date
    ends_on: date | None = None
    parent: str = ""
    symbol: str = ""
    vertical: bool = False
    reports: bool = True
    order: int = 100


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """One succession of a catalogue, by codes."""

    old: str
    new: str
    on: date
    kind: str
    paper: str
    main: bool = True


def _line(text: str, field: str, length: int | None = None) -> str:
    """A line that must not be empty. Raises InvalidInput."""
    line = clean_line(text, length or _LENGTHS[field], field)
    if not line:
        raise InvalidInput("Ô này chưa ghi gì.", field=field)
    return line


def _folded(name: str, short_name: str) -> str:
    return fold(f"{name} {short_name}")[:320]


def _check_words(**words: str) -> None:
    for field, word in words.items():
        if word not in _WORDS[field].__members__.values():
            raise InvalidInput("Không có mục “%(value)s” trong danh sách.", value=word, field=field)


def _check_name_free(name: str, starts_on: date, ends_on: date | None, without: int | None = None) -> None:
    """Two bodies of one name never exist on the same day. Raises Conflict."""
    twins = Agency.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), name=name)
    if without is not None:
        twins = twins.exclude(pk=without)
    if ends_on is not None:
        twins = twins.filter(starts_on__lte=ends_on)
    if twins.exists():
        raise Conflict("“%(name)s” đã có trong danh sách cơ quan vào thời gian này.", name=name, field="name")


@transaction.atomic
def create_agency(
    *,
    code: str,
    name: str,
    short_name: str = "",
    kind: str,
    bloc: str,
    level: str,
    starts_on: date,
    parent: Agency | None = None,
    symbol: str = "",
    vertical: bool = False,
    reports: bool = True,
    order: int = 100,
    by: Actor,
) -> Agency:
    """Record a body from the day it begins its work. The same code with the same name again changes nothing; with another, Conflict."""
    by.require("people.write")
    name = _line(name, "name")
    short_name = _line(short_name or name, "short_name")
    code = fold(_line(code, "code")).replace(" ", "-")
    _check_words(kind=kind, bloc=bloc, level=level)
    if known := Agency.objects.filter(code=code).first():
        if (known.name, known.starts_on) == (name, starts_on):
            return known
        raise Conflict("Mã “%(code)s” đã dùng cho %(name)s. Chọn mã khác.", code=code, name=known.name, field="code")
    _check_name_free(name, starts_on, None)
    if parent is not None:
        queries.check_exists(parent, starts_on)
    row = Agency.objects.create(
        code=code,
        name=name,
        short_name=short_name,
        folded=_folded(name, short_name),
        kind=kind,
        bloc=bloc,
        level=level,
        parent=parent,
        symbol=clean_line(symbol, 20, "symbol"),
        vertical=vertical,
        reports=reports,
        starts_on=starts_on,
        order=order,
    )
    details = {"name": name, "on": starts_on.isoformat()}
    audit.record(event=Event.AGENCY_CREATED, ref=RecordRef("agency", row.pk), details=details, by=by)
    return row


def _locked(agency: Agency, version: int | None) -> Agency:
    row = Agency.objects.select_for_update().get(pk=agency.pk)
    if version is not None and version != row.version:
        raise Conflict("Người khác vừa sửa cơ quan này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")
    return row


@transaction.atomic
def change_agency(*, agency: Agency, version: int | None = None, by: Actor, **fields: Any) -> Agency:
    """Correct what was recorded of a body; only CHANGEABLE fields. A true renaming is another body with a succession (``succeed``)."""
    by.require("people.write")
    row = _locked(agency, version)
    check_changeable(fields, CHANGEABLE)
    for field in ("name", "short_name"):
        if field in fields:
            fields[field] = _line(fields[field], field)
    if "symbol" in fields:
        fields["symbol"] = clean_line(fields["symbol"], 20, "symbol")
    _check_words(**{f: fields[f] for f in _WORDS if f in fields})
    details = correct(row, fields)
    if not details:
        return row
    check_order(row.starts_on, row.ends_on, "starts_on")
    if {"name", "starts_on"} & set(details["fields"]):
        _check_name_free(row.name, row.starts_on, row.ends_on, without=row.pk)
    if "parent" in details["fields"]:
        check_parent(row.pk, row.parent_id, dict(Agency.objects.values_list("pk", "parent_id")))
    row.folded = _folded(row.name, row.short_name)
    row.version += 1
    row.save()
    audit.record(event=Event.AGENCY_CHANGED, ref=RecordRef("agency", row.pk), details=details, by=by)
    return row


def _end(row: Agency, on: date, by: Actor) -> None:
    check_order(row.starts_on, on)
    below = row.children.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).order_by("order", "code")
    if names := list(below.values_list("short_name", flat=True)[:4]):
        raise RefusedByLaw(
            "%(name)s còn cơ quan trực thuộc đang hoạt động: %(children)s. Kết thúc hoặc chuyển các cơ quan này trước.",
            name=row.short_name,
            children="; ".join(names[:3]) + ("; …" if len(names) > 3 else ""),
        )
    row.ends_on = on
    row.version += 1
    row.save(update_fields=["ends_on", "version"])
    audit.record(event=Event.AGENCY_ENDED, ref=RecordRef("agency", row.pk), details={"on": on.isoformat()}, by=by)


@transaction.atomic
def end_agency(*, agency: Agency, on: date, version: int | None = None, by: Actor) -> Agency:
    """Record the last day of a body's work. Refused while bodies under it go on; the same day again changes nothing."""
    by.require("people.write")
    row = _locked(agency, None)
    if row.ends_on == on:
        return row
    if row.ends_on is not None:
        raise RefusedByLaw("%(name)s đã kết thúc hoạt động ngày %(on)s.", name=row.short_name, on=format_date(row.ends_on))
    row = _locked(agency, version)
    _end(row, on, by)
    return row


@transaction.atomic
def succeed(*, from_agency: Agency, to_agency: Agency, on: date, kind: str, paper: str, main: bool | None = None, by: Actor) -> Succession:
    """Record that a body takes over another's work from a day. A renamed or merged body ends the day before.

    When a body is renamed, the bodies under it follow. ``main``: whether old figures are recounted in this heir; said by nobody = yes for
    the first heir. Saying the same again changes nothing. Raises RefusedByLaw for a circle, a second main heir, a body that does not exist.
    """
    by.require("people.write")
    paper = _line(paper, "paper", 200)
    old, new = _locked(from_agency, None), _locked(to_agency, None)
    if known := Succession.objects.filter(from_agency=old, to_agency=new).first():
        if (known.on, known.kind) == (on, kind):
            return known
        raise Conflict("Đã ghi %(new)s kế thừa %(old)s từ %(on)s.", new=new.short_name, old=old.short_name, on=format_date(known.on))
    check_succession(Body(old.pk, old.starts_on, old.ends_on), Body(new.pk, new.starts_on, new.ends_on), on, kind, queries.edges())
    has_main = old.successors.filter(main=True).exists()
    if main and has_main:
        raise RefusedByLaw("%(old)s đã có cơ quan kế thừa chính. Ghi cơ quan này là kế thừa một phần.", old=old.short_name, field="main")
    if kind == ChangeKind.DOI_TEN:
        old.children.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).exclude(pk=new.pk).update(parent=new)
    if kind in ENDS_THE_OLD and old.ends_on is None:
        _end(old, on - timedelta(days=1), by)
    row = Succession.objects.create(
        from_agency=old, to_agency=new, on=on, kind=kind, paper=paper, main=not has_main if main is None else main
    )
    details = {"to": new.short_name, "on": on.isoformat(), "kind": str(kind), "paper": paper, "main": row.main}
    audit.record(event=Event.AGENCY_SUCCEEDED, ref=RecordRef("agency", old.pk), details=details, by=by)
    return row


@transaction.atomic
def load_agencies(*, rows: Sequence[AgencyRow], successions: Sequence[SuccessionRow] = (), by: Actor) -> dict[str, Agency]:
    """A catalogue of bodies and what became of them. Known codes are left as they are. Returns every body of the catalogue by code."""
    by.require("people.write")
    known = Agency.objects.in_bulk(field_name="code")
    fresh = [r for r in {r.code: r for r in rows}.values() if r.code not in known]
    for r in fresh:
        _check_words(kind=r.kind, bloc=r.bloc, level=r.level)
        check_order(r.starts_on, r.ends_on)
    columns = [n for n in AgencyRow.__dataclass_fields__ if n != "parent"]
    made = [Agency(**{n: getattr(r, n) for n in columns}, folded=_folded(r.name, r.short_name)) for r in fresh]
    Agency.objects.bulk_create(made, batch_size=500)
    known |= {row.code: row for row in made}
    for r, row in zip(fresh, made, strict=True):
        if r.parent and r.parent not in known:
            raise InvalidInput("Cơ quan %(code)s: không có cơ quan cấp trên mã “%(parent)s”.", code=r.code, parent=r.parent, field="parent")
        row.parent = known[r.parent] if r.parent else None
    Agency.objects.bulk_update([row for row in made if row.parent_id], ["parent"], batch_size=500)
    parents = {row.pk: row.parent_id for row in known.values()}
    for row in made:
        check_parent(row.pk, row.parent_id, parents)
    edges = queries.edges()
    done = {(edge.old, edge.new) for edge in edges}
    entries: list[tuple[str, RecordRef, dict[str, Any]]] = [
        (Event.AGENCY_CREATED, RecordRef("agency", row.pk), {"name": row.name, "on": row.starts_on.isoformat()}) for row in made
    ]
    heirs = []
    for s in successions:
        if missing := {s.old, s.new} - set(known):
            raise InvalidInput("Kế thừa: không có cơ quan mã “%(code)s”.", code=sorted(missing)[0], field="successions")
        old, new = known[s.old], known[s.new]
        if (old.pk, new.pk) in done:
            continue
        check_succession(Body(old.pk, old.starts_on, old.ends_on), Body(new.pk, new.starts_on, new.ends_on), s.on, s.kind, edges)
        edges.append(Edge(old.pk, new.pk, s.on, s.main))
        done.add((old.pk, new.pk))
        heirs.append(Succession(from_agency=old, to_agency=new, on=s.on, kind=s.kind, paper=s.paper, main=s.main))
        details = {"to": new.short_name, "on": s.on.isoformat(), "kind": str(s.kind), "paper": s.paper, "main": s.main}
        entries.append((Event.AGENCY_SUCCEEDED, RecordRef("agency", old.pk), details))
    Succession.objects.bulk_create(heirs, batch_size=500)
    audit.record_many(entries=entries, by=by)
    return {r.code: known[r.code] for r in rows}
