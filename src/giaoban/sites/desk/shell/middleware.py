"""Who is asking, in which language, and a sentence instead of a traceback."""

from collections.abc import Callable

from django.conf import settings
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


TOO_LARGE = "Tệp gửi lên nặng %(size)s MB, lớn hơn mức nhận %(limit)s MB. Đề nghị tách tệp hoặc quét ở độ phân giải thấp hơn."


def too_large(request: HttpRequest) -> bool:
    """Whether more is announced than may be sent; told before any of it is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return announced.isdecimal() and int(announced) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


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
        if too_large(request):
            sentence = tell(TOO_LARGE) % {"size": int(request.META["CONTENT_LENGTH"]) // 2**20, "limit": settings.MAX_FILE_BYTES // 2**20}
            return render(request, "desk/shell/refusal.html", {"sentence": sentence, "status": 413}, status=413)
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
