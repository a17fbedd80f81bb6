"""Preparing a conference, keeping what was said, concluding it, and issuing the notice with its tasks in one step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.core.words.legacy import nfc
from giaoban.core.words.text import clean_line
from giaoban.registers.directives import actions as directives
from giaoban.registers.directives.choices import DirectiveKind
from giaoban.registers.directives.models import Directive
from giaoban.registers.directives.queries import taken_numbers
from giaoban.registers.directives.rules import series_of
from giaoban.registers.people.models import Agency, Person
from giaoban.registers.people.queries import check_all_exist, reporting_agencies
from giaoban.registers.tasks import actions as tasks
from giaoban.registers.tasks.choices import DeadlineKind
from giaoban.trust.audit import actions as audit
from giaoban.trust.audit.rules import check_changeable

from . import queries, rules
from .choices import Event, MeetingState, PointKind, Presence
from .models import AgendaItem, Invitation, Meeting, Opinion, Point

CHANGEABLE = ("title", "on", "start_time", "place", "chair", "chair_post")
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Came:
    """One line of the attendance sheet: the invitation it is about, who came, and whether."""

    invitation: int
    presence: str
    attendee: str = ""


def _ref(meeting: Meeting) -> RecordRef:
    return RecordRef("meeting", meeting.pk)


def _locked(meeting: Meeting, version: int | None, by: Actor, right: str = "meetings.write") -> Meeting:
    """The conference, locked for a change. Raises NotAllowed, Conflict, RefusedByLaw once its notice is issued."""
    by.require(right)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if version is not None and version != row.version:
        raise Conflict("Người khác vừa sửa hội nghị này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")
    rules.check_open(row.state)
    return row


def _saved(row: Meeting, event: Event, by: Actor, **details: Any) -> Meeting:
    row.version += 1
    row.save()
    audit.record(event=event, ref=_ref(row), details=details, by=by)
    return row


def _paragraphs(text: str, field: str, place: int | None = None) -> str:
    """A text of several lines as typed, tidied line by line. Raises InvalidInput when it is too long."""
    tidy = "\n".join(line for line in (clean_line(each, LONGEST, field) for each in nfc(text).splitlines()) if line)
    if len(tidy) > LONGEST:
        raise InvalidInput("Nội dung dài quá %(limit)s ký tự. Hãy viết ngắn lại.", limit=LONGEST, field=field)
    return tidy


def _line(text: str, field: str, length: int = 200) -> str:
    line = clean_line(text, length, field)
    if not line:
        raise InvalidInput("Ô này chưa ghi gì.", field=field)
    return line


@transaction.atomic
def prepare(
    *,
    period: Period,
    on: date,
    place: str,
    chair: Person,
    chair_post: str,
    title: str = "",
    start_time: time | None = None,
    agenda: Sequence[rules.AgendaLine] | None = None,
    invited: Iterable[Agency] | None = None,
    by: Actor,
) -> Meeting:
    """Prepare the conference of a period. Without ``agenda`` it gets the usual six points, without ``invited`` the reporting agencies.

    A period has one conference: the same again returns it; other particulars are refused.
    """
    by.require("meetings.write")
    title = clean_line(title, 300, "title") or rules.default_title(period)
    place, chair_post = _line(place, "place"), _line(chair_post, "chair_post")
    if known := Meeting.objects.select_for_update().filter(period=period.code).first():
        if (known.title, known.on, known.place, known.chair_id) == (title, on, place, chair.pk):
            return known
        raise RefusedByLaw("Kỳ này đã có hội nghị ngày %(on)s. Mở hội nghị đó để sửa.", on=format_date(known.on), field="period")
    lines = list(rules.default_agenda(period) if agenda is None else agenda)
    rules.check_agenda(lines)
    row = Meeting.objects.create(
        period=period.code, title=title, on=on, start_time=start_time, place=place, chair=chair, chair_post=chair_post
    )
    _write_agenda(row, lines)
    guests = list(reporting_agencies(on) if invited is None else invited)
    Invitation.objects.bulk_create(Invitation(meeting=row, agency=agency) for agency in guests)
    details = {"period": period.code, "on": on.isoformat(), "count": len(guests)}
    audit.record(event=Event.PREPARED, ref=_ref(row), details=details, by=by)
    return row


def _write_agenda(row: Meeting, lines: Sequence[rules.AgendaLine]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=row,
            order=place,
            title=clean_line(line.title, 300, "agenda"),
            presenter=clean_line(line.presenter, 200, "agenda"),
            minutes=line.minutes,
        )
        for place, line in enumerate(lines, 1)
    )


@transaction.atomic
def change(*, meeting: Meeting, version: int | None = None, by: Actor, **fields: Any) -> Meeting:
    """Correct the particulars of a conference; only CHANGEABLE fields. Raises InvalidInput, Conflict, RefusedByLaw."""
    row = _locked(meeting, version, by)
    check_changeable(fields, CHANGEABLE)
    for name, length in (("title", 300), ("place", 200), ("chair_post", 200)):
        if name in fields:
            fields[name] = _line(fields[name], name, length)
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    if not changed:
        return row
    if row.state == MeetingState.DA_HOP and fields.get("on", row.on) > by.today:
        raise InvalidInput("Hội nghị đã họp nên ngày họp không thể sau hôm nay.", field="on")
    before = {name: str(getattr(row, name)) for name in changed}
    for name in changed:
        setattr(row, name, fields[name])
    return _saved(row, Event.CHANGED, by, fields=changed, before=before, after={name: str(fields[name]) for name in changed})


@transaction.atomic
def set_agenda(*, meeting: Meeting, lines: Sequence[rules.AgendaLine], version: int | None = None, by: Actor) -> Meeting:
    """Write the whole agenda anew. The same agenda again changes nothing."""
    row = _locked(meeting, version, by)
    rules.check_agenda(lines)
    if list(row.agenda.values_list("title", "presenter", "minutes")) == [(x.title, x.presenter, x.minutes) for x in lines]:
        return row
    row.agenda.all().delete()
    _write_agenda(row, lines)
    return _saved(row, Event.CHANGED, by, fields=["agenda"], count=len(lines))


@transaction.atomic
def invite(*, meeting: Meeting, agencies: Iterable[Agency], version: int | None = None, by: Actor) -> Meeting:
    """Say which agencies are invited and that the letter is sent. An agency that has come or spoken stays on the list."""
    row = _locked(meeting, version, by)
    wanted = check_all_exist([agency.pk for agency in agencies], row.on)
    if not wanted:
        raise InvalidInput("Chưa chọn cơ quan nào để mời.", field="agencies")
    kept = {invitation.agency_id: invitation for invitation in row.invitations.all()}
    new, gone = set(wanted) - set(kept), set(kept) - set(wanted)
    if not new and not gone and row.state != MeetingState.CHUAN_BI:
        return row
    fixed = [kept[pk] for pk in gone if kept[pk].presence != Presence.CHUA_GHI or row.opinions.filter(agency_id=pk).exists()]
    if fixed:
        names = ", ".join(Agency.objects.get(pk=invitation.agency_id).short_name for invitation in fixed)
        raise RefusedByLaw("Đã ghi thành phần dự hoặc ý kiến của %(names)s nên không bỏ khỏi danh sách mời được.", names=names)
    row.invitations.filter(agency_id__in=gone).delete()
    Invitation.objects.bulk_create(Invitation(meeting=row, agency_id=pk) for pk in wanted if pk in new)
    if row.state == MeetingState.CHUAN_BI:
        row.state = MeetingState.DA_MOI
    return _saved(row, Event.INVITED, by, count=len(wanted), added=len(new), removed=len(gone))


@transaction.atomic
def record_attendance(*, meeting: Meeting, lines: Sequence[Came], version: int | None = None, by: Actor) -> Meeting:
    """Fill the attendance sheet. Nobody can have come before the day of the conference."""
    row = _locked(meeting, version, by)
    if by.today < row.on:
        raise RefusedByLaw("Chưa đến ngày họp nên chưa ghi được thành phần dự.")
    sheet = {invitation.pk: invitation for invitation in row.invitations.all()}
    changed = []
    for line in lines:
        invitation = sheet.get(line.invitation)
        if invitation is None:
            raise InvalidInput("Cơ quan này không có trong danh sách mời của hội nghị.", field="lines")
        if line.presence not in Presence.__members__.values():
            raise InvalidInput("Không có mục “%(presence)s”.", presence=line.presence, field="lines")
        attendee = clean_line(line.attendee, 150, "lines")
        if (invitation.presence, invitation.attendee) != (line.presence, attendee):
            invitation.presence, invitation.attendee = line.presence, attendee
            changed.append(invitation)
    if not changed:
        return row
    Invitation.objects.bulk_update(changed, ["presence", "attendee"])
    came = row.invitations.filter(presence__in=queries.CAME).count()
    return _saved(row, Event.ATTENDED, by, count=came, changed=len(changed))


@transaction.atomic
def record_opinion(*, meeting: Meeting, agency: Agency, text: str, speaker: str = "", version: int | None = None, by: Actor) -> Opinion:
    """Keep what an agency said. The same words of the same agency again are not doubled. Not before the day of the conference."""
    row = _locked(meeting, version, by)
    if by.today < row.on:
        raise RefusedByLaw("Chưa đến ngày họp nên chưa ghi được ý kiến phát biểu.")
    text, speaker = _paragraphs(text, "text"), clean_line(speaker, 150, "speaker")
    if not text:
        raise InvalidInput("Chưa ghi nội dung ý kiến.", field="text")
    if known := row.opinions.filter(agency=agency, text=text).first():
        return known
    last = row.opinions.order_by("-order").values_list("order", flat=True).first() or 0
    opinion = Opinion.objects.create(meeting=row, agency=agency, speaker=speaker, text=text, order=last + 1)
    _saved(row, Event.SPOKE, by, agency=agency.short_name)
    return opinion


@transaction.atomic
def hold(*, meeting: Meeting, version: int | None = None, by: Actor) -> Meeting:
    """Record that the conference took place. Saying it twice changes nothing."""
    row = _locked(meeting, version, by)
    if row.state == MeetingState.DA_HOP:
        return row
    if by.today < row.on:
        raise RefusedByLaw("Hội nghị họp ngày %(on)s, chưa đến ngày nên chưa ghi là đã họp được.", on=format_date(row.on))
    if not row.invitations.filter(presence__in=queries.CAME).exists():
        raise RefusedByLaw("Chưa ghi thành phần dự hội nghị. Ghi ai có mặt rồi mới ghi là đã họp.")
    row.state = MeetingState.DA_HOP
    return _saved(row, Event.HELD, by, on=row.on.isoformat())


def _tidy(point: rules.PointDraft) -> rules.PointDraft:
    text, product = _paragraphs(point.text, "points"), clean_line(point.product, 200, "points")
    return replace(point, text=text, product=product, supports=tuple(sorted(set(point.supports))))


@transaction.atomic
def set_points(*, meeting: Meeting, points: Sequence[rules.PointDraft], version: int | None = None, by: Actor) -> Meeting:
    """Write the conclusions being drafted anew, in the order of the notice. A draft may still lack a lead or a deadline."""
    row = _locked(meeting, version, by)
    tidy = rules.ordered(_tidy(point) for point in points)
    check_all_exist([pk for p in tidy for pk in (*([p.lead] if p.lead else []), *p.supports)], max(row.on, by.today))
    if queries.drafts(row) == tidy:
        return row
    row.points.all().delete()
    for place, draft in enumerate(tidy, 1):
        fields = {"kind": draft.kind, "text": draft.text, "lead_id": draft.lead, "product": draft.product, "deadline": draft.deadline}
        point = Point.objects.create(meeting=row, order=place, **fields)
        point.supports.set(draft.supports)
    work = sum(1 for p in tidy if p.kind == PointKind.GIAO_VIEC)
    return _saved(row, Event.CONCLUDED, by, count=len(tidy), tasks=work)


@transaction.atomic
def issue_notice(
    *,
    meeting: Meeting,
    issued_on: date,
    signer: str,
    number: str = "",
    signer_post: str = rules.SIGNER_POST,
    version: int | None = None,
    by: Actor,
) -> Directive:
    """Issue the notice: a directive with numbered provisions and, in the same transaction, one task for each point that gives work.

    Without ``number`` it takes the next one of the term. A second time returns the same notice. The right to issue conclusions carries with
    it what issuing does in the other registers.
    Raises RefusedByLaw naming every point without a lead or a deadline.
    """
    by.require("meetings.issue")
    row = Meeting.objects.select_for_update(of=("self",)).select_related("notice", "chair").get(pk=meeting.pk)
    if row.notice is not None:
        return row.notice
    row = _locked(row, version, by, "meetings.issue")
    points, drafts = queries.points_of(row), queries.drafts(row)
    rules.check_issue(row.state, drafts, row.on, issued_on, by.today)
    signer, signer_post = _line(signer, "signer", 100), _line(signer_post, "signer_post")
    giver = queries.committee()
    if giver is None:
        raise RefusedByLaw("Chưa có Tỉnh ủy trong danh sách cơ quan. Đề nghị quản trị viên lập rồi ban hành lại.")
    issuing = replace(by, rights=by.rights | {"directives.write", "tasks.assign"})
    number = _number(number, giver, issued_on, issuing)
    fact, facts = queries.fact_of(row), queries.facts_of(points)
    tree = rules.notice(fact, facts, number=number, issued_on=issued_on, signer=signer, signer_post=signer_post)
    sections = rules.numbers([point.kind for point in points])
    directive = directives.issue(
        kind=DirectiveKind.THONG_BAO_KET_LUAN,
        number=number,
        issuer=giver.name,
        issuer_agency=giver,
        issued_on=issued_on,
        subject=rules.subject_of(fact)[:500],
        provisions=[
            directives.ProvisionRow(section, rules.point_sentence(said), said.kind == PointKind.GIAO_VIEC)
            for section, said in zip(sections, facts, strict=True)
        ],
        by=issuing,
    )
    given = _give_work(points, directive, giver, issuing)
    row.notice, row.notice_tree, row.state = directive, tree.as_json(), MeetingState.DA_KET_LUAN
    _saved(row, Event.ISSUED, by, number=number, on=issued_on.isoformat(), tasks=given)
    return directive


def _number(number: str, issuer: Agency, on: date, by: Actor) -> str:
    """The number typed, when no notice of the term bears it, or the next one of the series. Raises InvalidInput, Conflict."""
    kind, symbol = DirectiveKind.THONG_BAO_KET_LUAN, issuer.symbol or "TU"
    if not number.strip():
        return directives.next_number(kind=kind, issuer_symbol=symbol, on=on, by=by)
    number, series = rules.check_number(number), series_of(kind, symbol, on)
    if series.read(number) in taken_numbers(series):
        raise Conflict(
            "Số %(number)s đã dùng trong nhiệm kỳ này. Lấy số khác, hoặc để trống để hệ thống cấp số.", number=number, field="number"
        )
    return number


def _give_work(points: Sequence[Point], directive: Directive, giver: Agency, by: Actor) -> int:
    """Tie every point to its provision and assign the work of those that give it. Returns how many tasks were given."""
    given = 0
    provisions = directive.provisions.order_by("order")
    for point, provision in zip(points, provisions, strict=True):
        point.provision = provision
        point.save(update_fields=["provision"])
        if point.kind != PointKind.GIAO_VIEC or point.lead is None:
            continue
        given += 1
        tasks.assign(
            title=clean_line(point.text, LONGEST)[:400],
            provision=provision,
            giver=giver,
            lead=point.lead,
            supports=list(point.supports.all()),
            product=point.product,
            assigned_on=directive.issued_on,
            deadline_kind=DeadlineKind.NGAY,
            deadline=point.deadline,
            by=by,
        )
    return given
