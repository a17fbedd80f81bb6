"""Pages for what cannot be shown, and the choice of language."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.trust.accounts.actions import choose_language

from .access import desk


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _sentence(request, _("Đồng chí không được mở trang này."), 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _sentence(request, _("Không có trang này. Kiểm tra lại địa chỉ hoặc tìm trong ô tìm kiếm."), 404)


def broken(request: HttpRequest) -> HttpResponse:
    return _sentence(
        request, _("Máy chủ gặp lỗi khi làm việc này; không có gì bị ghi dở. Thử lại; nếu vẫn lỗi, báo quản trị viên giờ xảy ra."), 500
    )


def _sentence(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    if not hasattr(request, "actor"):
        request.actor = None  # an error before the desk knew who was asking
    return render(request, "desk/shell/refusal.html", {"sentence": sentence, "status": status}, status=status)


@require_POST
@desk()
def language(request: HttpRequest) -> HttpResponse:
    """Switch between Vietnamese and English for this account."""
    choose_language(user=request.user, language="en" if request.user.language == "vi" else "vi", by=request.actor)
    back = request.POST.get("next", "/")
    return HttpResponseRedirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")
