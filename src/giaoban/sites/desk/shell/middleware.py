"""Who is asking, in which language, and a sentence instead of a traceback."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from giaoban.core.values.errors import Conflict, GiaoBanError, InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.registers.people.queries import agency_ids_of
from giaoban.sites.now import now
from giaoban.trust.accounts.queries import actor_of

from .telling import tell

STATUS = {NotAllowed: 403, NotFound: 404, Conflict: 409, RefusedByLaw: 409, InvalidInput: 422}
OPEN_PATHS = ("/dang-nhap/", "/dang-xuat/", "/mat-khau/", "/static/", "/cong-dan/", "/api/")


class DeskMiddleware:
    """Gives each request its ``actor`` (rights and readable agencies computed once) and turns refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None
        if request.user.is_authenticated:
            moment = now()
            request.actor = actor_of(request.user, at=moment, agencies=agency_ids_of(request.user.agency_ref))
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
            if request.user.must_change_password and not request.path.startswith(OPEN_PATHS):
                return HttpResponseRedirect(reverse("accounts:password"))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, GiaoBanError):
            return None
        status = STATUS.get(type(error), 422)
        sentence = error.text(tell)
        if request.headers.get("HX-Request"):
            return render(request, "desk/shell/refusal_part.html", {"sentence": sentence}, status=200)
        if request.method == "POST" and status in (409, 422) and (back := request.headers.get("Referer")):
            messages.error(request, sentence)
            return HttpResponseRedirect(back)
        return render(request, "desk/shell/refusal.html", {"sentence": sentence, "status": status}, status=status)
