"""What a turn leaves behind: the online session, the papers handed in, the result of what was passed on and telling the citizen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import CopyKind, Event, ReceptionMode
from giaoban.registers.petitions.models import HandedItem, OnlineSession, Reception
from giaoban.registers.petitions.rules import check_day, clean_text, mask
from giaoban.registers.petitions.rules.deadlines import on_result
from giaoban.registers.petitions.rules.reception_visits import Session, check_session
from giaoban.trust.audit import actions as audit
from giaoban.trust.clocks import actions as clocks

from .keeping import check_version, locked_reception, plain

MOST_ITEMS = 60


@dataclass(frozen=True, slots=True)
class Handed:
    """One paper or thing handed in, as typed."""

    name: str
    pages: int | None = None
    condition: str = ""
    copy: str = CopyKind.BAN_SAO


def secrets_of(row: Reception) -> tuple[str, ...]:
    """The words that name the visitor, to keep them out of what many people read; never shown."""
    who = sealing.persons_for_marks([row.identity_ref]).get(row.identity_ref or 0)
    return tuple(word for word in (who.name, who.phone, who.identity_no, who.address) if word) if who else ()


def _saved(row: Reception, event: Event, by: Actor, **details: object) -> Reception:
    row.version += 1
    row.save()
    audit.record(event=event, ref=RecordRef("reception", row.pk), details=plain(dict(details)), by=by)
    return row


@transaction.atomic
def keep_session(
    *, reception: Reception, session: Session, minutes_signers: str = "", version: int | None = None, by: Actor
) -> OnlineSession:
    """Write down how an online reception was prepared, recorded and signed (Nghị định 154/2026/NĐ-CP Điều 16-24)."""
    row = locked_reception(reception, by)
    if row.mode != ReceptionMode.TRUC_TUYEN:
        raise InvalidInput("Lượt tiếp này không phải tiếp trực tuyến.", field="notified_on")
    check_session(session, row.received_on, by.today)
    signers = clean_text(minutes_signers, "minutes_signers", 300)
    signers = mask(signers, *secrets_of(row)) if row.sealed else signers
    values = {**asdict(session), "minutes_signers": signers}
    known = OnlineSession.objects.filter(reception=row).first()
    if known is not None and all(getattr(known, name) == value for name, value in values.items()):
        return known
    check_version(row, version)
    kept, _ = OnlineSession.objects.update_or_create(reception=row, defaults=values)
    told = {name: value for name, value in values.items() if name in ("notified_on", "tested_on", "recording", "minutes_number")}
    _saved(row, Event.ONLINE_KEPT, by, **told)
    return kept


@transaction.atomic
def take_items(*, reception: Reception, items: Sequence[Handed], version: int | None = None, by: Actor) -> list[HandedItem]:
    """Write the list of what was handed in, whole, in its order (Mẫu số 02/TCD). Of a sealed turn the names are left out of it."""
    row = locked_reception(reception, by)
    wanted = [item for item in items if item.name.strip()]
    if len(wanted) > MOST_ITEMS:
        raise InvalidInput("Giấy biên nhận ghi tối đa %(most)s tài liệu.", most=MOST_ITEMS, field="name_1")
    secrets = secrets_of(row) if row.sealed else ()
    made = []
    for order, item in enumerate(wanted, start=1):
        if item.copy not in list(CopyKind):
            raise InvalidInput("Tài liệu %(order)s: chọn bản chính hoặc bản sao.", order=order, field=f"copy_{order}")
        name = mask(clean_text(item.name, f"name_{order}", 300), *secrets)
        condition = mask(clean_text(item.condition, f"condition_{order}", 150), *secrets)
        made.append(HandedItem(reception=row, order=order, name=name, pages=item.pages, condition=condition, copy=item.copy))
    stored = list(row.items.order_by("order").values_list("name", "pages", "condition", "copy"))
    if stored == [(item.name, item.pages, item.condition, str(item.copy)) for item in made]:
        return list(row.items.order_by("order"))
    check_version(row, version)
    row.items.all().delete()
    HandedItem.objects.bulk_create(made)
    _saved(row, Event.ITEMS_TAKEN, by, count=len(made))
    return made


@transaction.atomic
def result_known(*, reception: Reception, on: date, paper: str, outcome: str = "", version: int | None = None, by: Actor) -> Reception:
    """The body that had the matter sent its result: the citizen is told within five working days (Luật Tiếp công dân Điều 28.2)."""
    row = locked_reception(reception, by)
    if row.result_on == on and row.result_paper == paper.strip()[:150]:
        return row
    check_version(row, version)
    if row.result_on is not None:
        raise RefusedByLaw("Lượt tiếp số %(number)s đã ghi kết quả giải quyết.", number=row.number, field="on")
    check_day("Ngày nhận kết quả", on, after=("ngày tiếp", row.received_on), today=by.today, field="on")
    if not paper.strip():
        raise InvalidInput("Ghi số, ngày và cơ quan của văn bản kết quả.", field="paper")
    row.result_on, row.result_paper = on, paper.strip()[:150]
    if outcome.strip():
        text = clean_text(outcome, "outcome")
        row.outcome = mask(text, *secrets_of(row)) if row.sealed else text
    for begin in on_result(on):
        label = f"Lượt tiếp số {row.number}"
        clocks.start(
            rule=begin.rule, ref=RecordRef("reception", row.pk), ref_label=label, agency_ref=row.agency_id, start=begin.start, by=by
        )
    return _saved(row, Event.RESULT_KNOWN, by, on=on, paper=row.result_paper)


@transaction.atomic
def tell_citizen(*, reception: Reception, on: date, paper: str = "", version: int | None = None, by: Actor) -> Reception:
    """The citizen was told the result, by a paper or in words."""
    row = locked_reception(reception, by)
    if row.told_on == on:
        return row
    check_version(row, version)
    if row.result_on is None:
        raise RefusedByLaw("Chưa ghi kết quả giải quyết nhận được, chưa có gì để báo cho công dân.", field="on")
    if row.told_on is not None:
        raise RefusedByLaw("Lượt tiếp số %(number)s đã báo kết quả cho công dân.", number=row.number, field="on")
    check_day("Ngày báo kết quả", on, after=("ngày nhận kết quả", row.result_on), today=by.today, field="on")
    row.told_on, row.told_paper = on, paper.strip()[:150]
    clocks.meet_rule(ref=RecordRef("reception", row.pk), rule="TCD_FORWARD_NOTICE", on=on, paper=row.told_paper, by=by)
    return _saved(row, Event.CITIZEN_TOLD, by, on=on, paper=row.told_paper)
