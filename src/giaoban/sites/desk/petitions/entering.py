"""Typing letters into the book: what repeats is kept, what is missing and what may be a repeat is said while typing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError
from giaoban.core.words.dates import parse_date
from giaoban.registers.people import queries as people
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules.eligibility import EligibilityFacts, eligibility
from giaoban.registers.petitions.sealing import Person

from ..shell.access import desk
from ..shell.forms import agency_choices
from ..shell.telling import tell
from .forms import PetitionForm

KEPT = ("agency", "channel", "field")
CARRIED = (*KEPT, "received_on", "kind", "round", "forwarded_by", "forwarding_paper")
TYPED = "petition_typed"
ENOUGH_WORDS, SHOWN = 6, 5


class EntryForm(PetitionForm):
    """A new letter, with what was decided about the letters it may repeat. ``master``: the one it repeats; ``refused``: those it does not."""

    master = forms.IntegerField(required=False, widget=forms.HiddenInput)
    refused = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        for name in ("address", "place"):
            self.fields[name].widget.attrs["data-complete"] = "places"
        for name in ("respondent", "forwarded_by"):
            self.fields[name].widget.attrs["data-complete"] = "bodies"

    @property
    def quiet_fields(self) -> list[Any]:
        """Hidden fields of the form itself; the answers about repeats stand beside it."""
        return [field for field in self.hidden_fields() if field.name not in ("master", "refused")]


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What the form begins with: the last channel, agency and field; after "save and go on" the whole head of the letter."""
    kept = request.session.get(TYPED, {})
    names = CARRIED if request.GET.get("tiep") else KEPT
    return {"received_on": request.actor.today, "channel": "truc_tiep"} | {name: kept[name] for name in names if kept.get(name)}


@desk("petitions.write")
def create(request: HttpRequest) -> HttpResponse:
    form = EntryForm(request.POST or None, actor=request.actor, initial=_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            agency = people.get(request.actor, form.cleaned_data["agency"])
            row = actions.register(
                agency=agency, person=form.person or Person(), key=form.cleaned_data["key"], by=request.actor, **form.story
            )
            messages.success(request, _("Đã vào sổ đơn số %(number)s.") % {"number": row.number})
            _settle_repeats(request, row)
            request.session[TYPED] = {name: request.POST.get(name, "") for name in CARRIED}
            return _onward(request, row)
        except GiaoBanError as error:
            form.refuse(error)
    context = {
        "form": form,
        "carried": bool(request.GET.get("tiep")),
        "places": people.places(request.actor.today),
        "bodies": [name for _pk, name in agency_choices(request.actor)],
    }
    return render(request, "desk/petitions/entering.html", context, status=422 if form.is_bound else 200)


def _onward(request: HttpRequest, row: Petition) -> HttpResponse:
    """To the letter, or to the next one. A page that sent the form by itself is told where to go."""
    on = request.POST.get("do") == "next"
    address = f"{reverse('petitions:create')}?tiep=1" if on else reverse("petitions:detail", args=[row.pk])
    if request.headers.get("X-Typing"):
        return HttpResponse(status=204, headers={"X-Go-To": address})
    return redirect(address)


def _ids(text: str) -> list[int]:
    return [int(piece) for piece in text.split(",") if piece.isdecimal()][:20]


def _settle_repeats(request: HttpRequest, row: Petition) -> None:
    """Link the letter and keep the refusals; the letter itself stays in the book when one of them is not allowed."""
    for other in request.POST.getlist("refused"):
        for pk in _ids(other):
            try:
                actions.refuse_duplicate(petition=row, other=queries.get(request.actor, pk), by=request.actor)
            except GiaoBanError as error:
                messages.warning(request, error.text(tell))
    for pk in _ids(request.POST.get("master", "")):
        try:
            first = queries.get(request.actor, pk)
            actions.link_duplicate(petition=row, master=first, by=request.actor)
            messages.success(request, _("Đã ghi đơn này trùng với đơn số %(number)s.") % {"number": first.number})
        except GiaoBanError as error:
            messages.warning(request, error.text(tell))


def missing_of(given: dict[str, str]) -> tuple[str, ...]:
    """What the letter lacks to be eligible, as far as it was typed (Thông tư 05/2021/TT-TTCP Điều 6)."""
    facts = EligibilityFacts(
        kind=given.get("kind", ""),
        dated=bool(given.get("written_on")),
        named=bool(given.get("name")) and not given.get("anonymous"),
        addressed=bool(given.get("address") or given.get("place")),
        respondent=bool(given.get("respondent")),
        content=len(given.get("summary", "").split()) >= ENOUGH_WORDS,
        request=bool(given.get("request")),
        contactable=bool(given.get("address") or given.get("place") or given.get("phone")),
    )
    return eligibility(facts).reasons


def _suspects(given: dict[str, str], actor: Actor, refused: list[int]) -> list[queries.Suspect]:
    text = f"{given.get('summary', '')} {given.get('request', '')}".strip()
    if len(text.split()) < ENOUGH_WORDS:
        return []
    try:
        day = parse_date(given.get("received_on", ""))
    except GiaoBanError:
        day = actor.today
    year = given.get("birth_year", "")
    return queries.suspects(
        text=text,
        name=given.get("name", ""),
        birth_year=int(year) if year.isdecimal() and len(year) == 4 else None,
        address=given.get("address") or given.get("place", ""),
        phone=given.get("phone", ""),
        identity_no=given.get("identity_no", ""),
        respondent=given.get("respondent", ""),
        received_on=day,
        kind=given.get("kind", ""),
        actor=actor,
        limit=SHOWN,
        leave_out=refused,
    )


@desk("petitions.write")
def typing(request: HttpRequest) -> HttpResponse:
    """What stands beside the form while a letter is typed; nothing of it is kept."""
    given = {name: value.strip()[:20_000] for name, value in request.POST.items()}
    refused = [pk for text in request.POST.getlist("refused") for pk in _ids(text)]
    context = {
        "missing": missing_of(given) if given.get("summary") else (),
        "suspects": _suspects(given, request.actor, refused),
        "refused": list(queries.visible(request.actor).filter(pk__in=refused).select_related("agency").defer("folded")),
        "master": next(iter(_ids(given.get("master", ""))), None),
    }
    return render(request, "desk/petitions/typing.html", context)
