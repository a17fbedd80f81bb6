"""The citizens' pages. Nobody logs in here: a receipt's code and what its holder knows open one petition's state for a few minutes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from giaoban.core.law import rules
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError, NotFound
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.choices import Satisfaction
from giaoban.registers.petitions.models import Receipt
from giaoban.registers.petitions.rules.receipts import STEPS
from giaoban.sites.now import now
from giaoban.trust.accounts.queries import system_actor

PROMISED = ("TCD_ANSWER", "KN_ACCEPT_1", "KN_RESOLVE_1", "TC_INITIAL", "TC_RESOLVE", "TC_TRANSFER")


def citizen() -> Actor:
    """The holder of a receipt, in the ledger: nobody's name."""
    return system_actor(now(), "Người viết đơn (trang tra cứu)")


def home(request: HttpRequest) -> HttpResponse:
    """Where to look a petition up, what a citizen may bring and within what time the law answers."""
    return render(request, "portal/home.html", {"rules": [rules()[code] for code in PROMISED], "code": request.GET.get("ma", "")[:20]})


def _opened(request: HttpRequest) -> Receipt:
    given = request.POST.get("ma", "")[:40], request.POST.get("xac-nhan", "")[:40]
    return actions.look_up(code=given[0], proof=given[1], address=request.META.get("REMOTE_ADDR", ""), by=citizen())


@never_cache
@sensitive_post_parameters()
def look_up(request: HttpRequest) -> HttpResponse:
    """The state of one petition. The code travels in the body of a POST, so it stays out of addresses, logs and histories."""
    if request.method != "POST":
        return redirect("portal:home")
    try:
        receipt = _opened(request)
    except NotFound as error:
        return render(request, "portal/home.html", {"error": error.text(gettext), "code": request.POST.get("ma", "")[:20]}, status=404)
    standing = queries.standing(receipt)
    steps = [(gettext(label), place < standing.told.step, place == standing.told.step) for place, label in enumerate(STEPS)]
    context = {
        "standing": standing,
        "said": standing.told.text(gettext),
        "steps": steps,
        "code": request.POST["ma"],
        "proof": request.POST["xac-nhan"],
        "levels": [(level.value, gettext(level.label)) for level in Satisfaction],
    }
    return render(request, "portal/standing.html", context)


@never_cache
@sensitive_post_parameters()
def rate(request: HttpRequest) -> HttpResponse:
    """The writer's satisfaction, asked once after the end."""
    if request.method != "POST":
        return redirect("portal:home")
    try:
        actions.rate(receipt=_opened(request), satisfaction=request.POST.get("muc", ""), by=citizen())
    except GiaoBanError as error:
        return render(
            request, "portal/home.html", {"error": error.text(gettext), "code": ""}, status=404 if isinstance(error, NotFound) else 422
        )
    return render(request, "portal/thanks.html")
