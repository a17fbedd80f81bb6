"""A sheet: one form, one action, one way on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from giaoban.core.values.errors import GiaoBanError

from .forms import DeskForm


def answer(
    request: HttpRequest,
    form: DeskForm,
    act: Callable[[dict[str, Any]], Any],
    *,
    heading: str,
    done: str,
    to: Callable[[Any], str],
    cancel: str,
    **context: Any,
) -> HttpResponse:
    """Show a sheet; when it is sent whole, do its action and go on with a sentence. A refusal keeps everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            record = act({name: value for name, value in form.cleaned_data.items() if name != "version"})
            messages.success(request, done)
            return redirect(to(record))
        except GiaoBanError as error:
            form.refuse(error)
    context |= {"form": form, "heading": heading, "cancel": cancel}
    return render(request, "desk/shell/sheet.html", context, status=422 if form.is_bound else 200)
