"""Recording officials and their posts, committees and their members."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.core.words.names import title_case_name
from giaoban.core.words.text import clean_line, fold
from giaoban.registers.people import queries
from giaoban.registers.people.choices import CommitteeRole, Event
from giaoban.registers.people.models import Agency, Committee, Membership, Person, Post
from giaoban.registers.people.rules import check_order
from giaoban.trust.audit import actions as audit


def _line(text: str, field: str, length: int) -> str:
    """A line that must not be empty. Raises InvalidInput."""
    line = clean_line(text, length, field)
    if not line:
        raise InvalidInput("Ô này chưa ghi gì.", field=field)
    return line


@transaction.atomic
def create_person(*, name: str, note: str = "", by: Actor) -> Person:
    """Record an official. Two officials of one name are told apart by the note; the same name and note again is the same official."""
    by.require("people.write")
    name = title_case_name(_line(name, "name", 100))
    note = clean_line(note, 300, "note")
    if known := Person.objects.filter(name=name, note=note).first():
        return known
    row = Person.objects.create(name=name, folded=fold(name), note=note)
    audit.record(event=Event.PERSON_CREATED, ref=RecordRef("person", row.pk), details={}, by=by)
    return row


@transaction.atomic
def give_post(
    *,
    person: Person,
    agency: Agency | None,
    title: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    term: str = "",
    by: Actor,
) -> Post:
    """Record a post of an official. The agency must exist on the first day. The same post from the same day again changes nothing."""
    by.require("people.write")
    title, term = _line(title, "title", 200), clean_line(term, 20, "term")
    check_order(starts_on, ends_on)
    if agency is not None and starts_on is not None:
        queries.check_exists(agency, starts_on)
    if known := Post.objects.filter(person=person, agency=agency, title=title, starts_on=starts_on).first():
        return known
    row = Post.objects.create(person=person, agency=agency, title=title, starts_on=starts_on, ends_on=ends_on, term=term)
    details = {"title": title, "agency": agency.short_name if agency else "", "on": starts_on.isoformat() if starts_on else ""}
    audit.record(event=Event.POST_GIVEN, ref=RecordRef("person", person.pk), details=details, by=by)
    return row


@transaction.atomic
def end_post(*, post: Post, on: date, by: Actor) -> Post:
    """Record the last day of a post. Raises RefusedByLaw when another last day is recorded already."""
    by.require("people.write")
    row = Post.objects.select_for_update().get(pk=post.pk)
    if row.ends_on == on:
        return row
    if row.ends_on is not None:
        raise RefusedByLaw("Chức vụ này đã ghi kết thúc ngày %(on)s.", on=format_date(row.ends_on), field="on")
    check_order(row.starts_on, on, "on")
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    details = {"title": row.title, "on": on.isoformat()}
    audit.record(event=Event.POST_ENDED, ref=RecordRef("person", row.person_id), details=details, by=by)
    return row


@transaction.atomic
def create_committee(*, name: str, decision: str, standing_agency: Agency | None = None, starts_on: date, by: Actor) -> Committee:
    """Record a committee set up by a decision. The same name and decision again changes nothing."""
    by.require("people.write")
    name, decision = _line(name, "name", 250), _line(decision, "decision", 150)
    if standing_agency is not None:
        queries.check_exists(standing_agency, starts_on)
    if known := Committee.objects.filter(name=name, decision=decision).first():
        return known
    row = Committee.objects.create(name=name, decision=decision, standing_agency=standing_agency, starts_on=starts_on)
    details = {"title": name, "paper": decision, "on": starts_on.isoformat()}
    audit.record(event=Event.COMMITTEE_CREATED, ref=RecordRef("committee", row.pk), details=details, by=by)
    return row


@transaction.atomic
def end_committee(*, committee: Committee, on: date, by: Actor) -> Committee:
    """Record the last day of a committee; its members leave with it."""
    by.require("people.write")
    row = Committee.objects.select_for_update().get(pk=committee.pk)
    if row.ends_on == on:
        return row
    if row.ends_on is not None:
        raise RefusedByLaw("Ban này đã kết thúc ngày %(on)s.", on=format_date(row.ends_on), field="on")
    check_order(row.starts_on, on, "on")
    if row.members.filter(starts_on__gt=on).exists():
        raise RefusedByLaw("Có thành viên tham gia sau ngày %(on)s. Sửa ngày kết thúc.", on=format_date(on), field="on")
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    row.members.filter(ends_on__isnull=True).update(ends_on=on)
    audit.record(event=Event.COMMITTEE_ENDED, ref=RecordRef("committee", row.pk), details={"on": on.isoformat()}, by=by)
    return row


@transaction.atomic
def add_member(*, committee: Committee, person: Person, role: str, starts_on: date, by: Actor) -> Membership:
    """Give an official a seat. One person has one seat at a time, a committee one head. The same seat again changes nothing."""
    by.require("people.write")
    row = Committee.objects.select_for_update().get(pk=committee.pk)
    if role not in CommitteeRole.__members__.values():
        raise InvalidInput("Không có vai trò “%(role)s”.", role=role, field="role")
    if starts_on < row.starts_on or (row.ends_on is not None and starts_on > row.ends_on):
        raise RefusedByLaw("Ngày tham gia phải trong thời gian hoạt động của ban.", field="starts_on")
    seated = row.members.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    if known := seated.filter(person=person).first():
        if (known.role, known.starts_on) == (role, starts_on):
            return known
        raise RefusedByLaw("%(name)s đang là thành viên của ban này. Ghi thôi vai trò cũ trước.", name=person.name, field="person")
    if role == CommitteeRole.TRUONG and (head := seated.filter(role=role).select_related("person").first()):
        raise RefusedByLaw("Ban đang có Trưởng ban là %(name)s. Ghi thôi vai trò đó trước.", name=head.person.name, field="role")
    member = Membership.objects.create(committee=row, person=person, role=role, starts_on=starts_on)
    details = {"person": person.pk, "role": str(role), "on": starts_on.isoformat()}
    audit.record(event=Event.MEMBER_ADDED, ref=RecordRef("committee", row.pk), details=details, by=by)
    return member


@transaction.atomic
def remove_member(*, membership: Membership, on: date, by: Actor) -> Membership:
    """Record the last day of a seat."""
    by.require("people.write")
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if row.ends_on == on:
        return row
    if row.ends_on is not None:
        raise RefusedByLaw("Đã ghi thôi thành viên từ ngày %(on)s.", on=format_date(row.ends_on), field="on")
    check_order(row.starts_on, on, "on")
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    details = {"person": row.person_id, "on": on.isoformat()}
    audit.record(event=Event.MEMBER_LEFT, ref=RecordRef("committee", row.committee_id), details=details, by=by)
    return row
