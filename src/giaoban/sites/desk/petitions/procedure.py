"""What happens beside the main line of a petition: splitting, the decision before, forwarders, dialogue, papers given back."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.values.errors import GiaoBanError, NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.choices import Disposition, PetitionKind, PetitionState, Round
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules.deadlines import FIRST_EXAMINATION, RESOLUTION
from giaoban.trust.clocks.queries import urged

from ..shell.access import desk
from . import procedure_forms as forms
from .acting import ActForm
from .acts import act_page, named


class Side(NamedTuple):
    """A button beside the main line: its form, and what it does with the request, the petition, a row of it and what was typed."""

    label: Any
    form: type[ActForm]
    act: Callable[[HttpRequest, Petition, int, dict[str, Any]], Any]


def _split(request: HttpRequest, row: Petition, target: int, given: dict[str, Any]) -> Any:
    return actions.split(petition=row, by=request.actor, **given)


def _earlier(request: HttpRequest, row: Petition, target: int, given: dict[str, Any]) -> Any:
    number = given.pop("earlier").strip()
    found = named(request, row, number, "earlier") if number else None
    return actions.link_earlier(petition=row, earlier=found, by=request.actor, **given)


def _forwarder(request: HttpRequest, row: Petition, target: int, given: dict[str, Any]) -> Any:
    return actions.add_forwarder(petition=row, by=request.actor, **given)


def _answer(request: HttpRequest, row: Petition, target: int, given: dict[str, Any]) -> Any:
    found = queries.forwarder_of(row, target)
    if found is None:
        raise NotFound("Đơn này không có cơ quan chuyển đến đó.")
    return actions.answer_forwarder(petition=row, forwarder=found, by=request.actor, **given)


def _plan(request: HttpRequest, row: Petition, target: int, given: dict[str, Any]) -> Any:
    return actions.plan_dialogue(petition=row, by=request.actor, **given)


def _meeting(row: Petition, target: int) -> Any:
    found = next((item for item in queries.dialogues_of(row) if item.pk == target), None)
    if found is None:
        raise NotFound("Đơn này không có buổi đối thoại đó.")
    return found


def _notice(request: HttpRequest, row: Petition, target: int, given: dict[str, Any]) -> Any:
    return actions.notify_dialogue(dialogue=_meeting(row, target), on=given["on"], paper=given["paper"], by=request.actor)


def _minutes(request: HttpRequest, row: Petition, target: int, given: dict[str, Any]) -> Any:
    return actions.hold_dialogue(dialogue=_meeting(row, target), by=request.actor, **given)


def _originals(request: HttpRequest, row: Petition, target: int, given: dict[str, Any]) -> Any:
    return actions.return_originals(petition=row, by=request.actor, **given)


SIDES = {
    "tach-don": Side(gettext_lazy("Tách đơn"), forms.SplitForm, _split),
    "lan-truoc": Side(gettext_lazy("Ghi việc giải quyết lần trước"), forms.EarlierForm, _earlier),
    "co-quan-chuyen": Side(gettext_lazy("Ghi cơ quan chuyển đơn đến"), forms.ForwarderForm, _forwarder),
    "tra-loi": Side(gettext_lazy("Trả lời cơ quan chuyển đơn đến"), forms.AnswerForm, _answer),
    "doi-thoai": Side(gettext_lazy("Định ngày đối thoại"), forms.DialogueForm, _plan),
    "thong-bao": Side(gettext_lazy("Ghi thông báo đối thoại"), forms.NoticeForm, _notice),
    "bien-ban": Side(gettext_lazy("Ghi biên bản đối thoại"), forms.MinutesForm, _minutes),
    "giay-to-goc": Side(gettext_lazy("Trả giấy tờ gốc"), forms.OriginalsForm, _originals),
}


@desk("petitions.write")
def beside(request: HttpRequest, pk: int, name: str, target: int = 0) -> HttpResponse:
    if name not in SIDES:
        raise Http404
    petition, side = queries.get(request.actor, pk), SIDES[name]
    form = side.form(request.POST or None, petition=petition, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            side.act(request, petition, target, dict(form.arguments))
            messages.success(
                request, _("Đã ghi: %(what)s, đơn số %(number)s.") % {"what": str(side.label).lower(), "number": petition.number}
            )
            return redirect("petitions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return act_page(request, petition, form, side.label)


@desk("petitions.read")
def forwarded(request: HttpRequest, pk: int) -> HttpResponse:
    """The deadline of an answer opens the petition it is about."""
    return redirect("petitions:detail", queries.petition_of_forwarder(request.actor, pk).pk)


def told_of(row: Petition) -> dict[str, Any]:
    """What the page of a petition shows beside its main line, and which buttons of ``SIDES`` make sense now."""
    owed, execution = queries.owed_answers(row), queries.execution_of(row) if row.decided_on else ()
    by_forms = ["KN_DIALOGUE_NOTICE", *(["TC_REPLY_FORWARDER"] if any(item.row for item in owed) else [])]
    return {
        "by_acts": (*FIRST_EXAMINATION, *RESOLUTION, *by_forms),
        "owed": owed,
        "dialogues": queries.dialogues_of(row) if row.kind == PetitionKind.KHIEU_NAI and row.accepted_on else [],
        "execution": execution,
        "execution_steps": queries.steps_of(row) if execution else [],
        "parts": queries.parts_of(row) if row.disposition == Disposition.TACH_DON else [],
        "urged": urged("petition", [row.pk]).get(row.pk),
        "sides": [(name, SIDES[name].label) for name in _open_sides(row)],
        "ref": RecordRef("petition", row.pk),
    }


def _open_sides(row: Petition) -> list[str]:
    mixed = row.kind == PetitionKind.NHIEU_NOI_DUNG and row.state in (PetitionState.MOI, PetitionState.DANG_KIEM_TRA)
    heard = row.kind == PetitionKind.KHIEU_NAI and row.state == PetitionState.DA_THU_LY
    settled = row.accepted_on is None or row.decided_on is not None or row.ended_on is not None
    offered = {
        "tach-don": mixed and row.duplicate_of_id is None,
        "lan-truoc": row.round != Round.LAN_DAU,
        "co-quan-chuyen": True,
        "doi-thoai": heard,
        "giay-to-goc": row.originals and row.originals_returned_on is None and settled,
    }
    return [name for name, wanted in offered.items() if wanted]
