"""The dialogue on a complaint: planned, notified five days before, held and recorded (Luật Khiếu nại Điều 30, 39)."""

from datetime import date

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.words.dates import format_date
from giaoban.registers.petitions.choices import Event, PetitionKind, PetitionState
from giaoban.registers.petitions.models import Dialogue, Petition
from giaoban.registers.petitions.rules import check_day, clean_text
from giaoban.registers.petitions.rules.deadlines import on_dialogue
from giaoban.trust.clocks import actions as clocks
from giaoban.trust.clocks import queries as running_clocks

from .keeping import begin, check_version, finish, locked, petition_ref

NOTICE = "KN_DIALOGUE_NOTICE"


@transaction.atomic
def plan_dialogue(
    *,
    petition: Petition,
    on: date,
    place: str,
    chair: str,
    notified_on: date | None = None,
    paper: str = "",
    version: int | None = None,
    by: Actor,
) -> Dialogue:
    """Plan a dialogue for a day. Its notice must go out five days before: given at once with ``notified_on``, or waited for by a clock.

    Raises RefusedByLaw for another kind, a petition not being resolved, or a day too near for the notice.
    """
    row = locked(petition, by)
    known = row.dialogues.filter(planned_on=on).first()
    if known:
        return known
    check_version(row, version)
    if row.kind != PetitionKind.KHIEU_NAI or row.state != PetitionState.DA_THU_LY:
        text = "Đối thoại tổ chức khi khiếu nại đã thụ lý, đang giải quyết; đơn số %(number)s đang “%(state)s”."
        raise RefusedByLaw(text, number=row.number, state=row.get_state_display(), field="on")
    if not place.strip() or not chair.strip():
        raise InvalidInput("Ghi địa điểm và người chủ trì đối thoại.", field="place" if not place.strip() else "chair")
    if row.accepted_on is not None and on < row.accepted_on:
        raise InvalidInput("Ngày đối thoại trước ngày thụ lý %(day)s. Ghi lại.", day=format_date(row.accepted_on), field="on")
    _check_notice(on, notified_on or min(by.today, on))
    made = Dialogue.objects.create(petition=row, planned_on=on, place=place.strip()[:200], chair=chair.strip()[:120])
    begin(row, on_dialogue(on), by)
    finish(row, Event.DIALOGUE_PLANNED, {"day": on}, by)
    if notified_on is not None:
        return notify_dialogue(dialogue=made, on=notified_on, paper=paper, by=by)
    return made


def _check_notice(planned_on: date, notified_on: date) -> None:
    for item in on_dialogue(planned_on):
        due = running_clocks.deadline(rule=item.rule, start=item.start).due
        if notified_on > due:
            text = "Đối thoại ngày %(day)s thì phải thông báo chậm nhất ngày %(due)s (Nghị định 124/2020/NĐ-CP Điều 28). Chọn ngày đối thoại muộn hơn."
            raise RefusedByLaw(text, day=format_date(planned_on), due=format_date(due), field="on")


@transaction.atomic
def notify_dialogue(*, dialogue: Dialogue, on: date, paper: str = "", by: Actor) -> Dialogue:
    """The notice went out. Raises RefusedByLaw when it is later than five days before."""
    row = locked(dialogue.petition, by)
    found = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    if found.notified_on == on:
        return found
    check_day("Ngày thông báo đối thoại", on, after=("ngày thụ lý", row.accepted_on), today=by.today, field="notified_on")
    _check_notice(found.planned_on, on)
    found.notified_on, found.notice_paper = on, paper.strip()[:100]
    found.save(update_fields=["notified_on", "notice_paper"])
    for clock in running_clocks.running(petition_ref(row)).filter(rule=NOTICE, started_on=found.planned_on):
        clocks.meet(clock=clock, on=on, paper=found.notice_paper, by=by)
    finish(row, Event.DIALOGUE_NOTIFIED, {"on": on, "day": found.planned_on, "paper": found.notice_paper}, by)
    return found


@transaction.atomic
def hold_dialogue(
    *,
    dialogue: Dialogue,
    on: date,
    minutes: str,
    agreed: str = "",
    disputed: str = "",
    absent: str = "",
    version: int | None = None,
    by: Actor,
) -> Dialogue:
    """The dialogue was held; the minutes say what was agreed and what is still disputed. Somebody absent does not stop it (Điều 30.6)."""
    row = locked(dialogue.petition, by)
    found = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    if found.held_on == on and found.minutes == minutes.strip()[:100]:
        return found
    check_version(row, version)
    if found.notified_on is None:
        text = "Chưa ghi thông báo đối thoại ngày %(day)s. Ghi thông báo trước rồi ghi biên bản."
        raise RefusedByLaw(text, day=format_date(found.planned_on), field="on")
    check_day("Ngày đối thoại", on, after=("ngày thông báo", found.notified_on), today=by.today, field="on")
    if not minutes.strip():
        raise InvalidInput("Ghi số, ngày biên bản đối thoại.", field="minutes")
    if not agreed.strip() and not disputed.strip():
        raise InvalidInput("Biên bản ghi nội dung thống nhất hoặc nội dung còn khác nhau.", field="agreed")
    found.held_on, found.minutes, found.absent = on, minutes.strip()[:100], absent.strip()[:300]
    found.agreed, found.disputed = clean_text(agreed, "agreed"), clean_text(disputed, "disputed")
    found.save()
    finish(row, Event.DIALOGUE_HELD, {"on": on, "paper": found.minutes}, by)
    return found
