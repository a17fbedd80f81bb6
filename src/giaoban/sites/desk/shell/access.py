"""Who may open a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse


def desk(right: str | None = None) -> Callable[..., Any]:
    """A page for people who are logged in and hold ``right``. Sets ``view.right`` so that a test can list every page's permission."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                return redirect_to_login(request.get_full_path())
            if right:
                request.actor.require(right)
            return view(request, *args, **kwargs)

        inner.right = right or "log-in"  # type: ignore[attr-defined]
        return inner

    return wrap
