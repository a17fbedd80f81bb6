from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.core.law import rules

PROMISED = ("TCD_ANSWER", "KN_ACCEPT_1", "KN_RESOLVE_1", "TC_INITIAL", "TC_RESOLVE", "TC_TRANSFER")


def home(request: HttpRequest) -> HttpResponse:
    """What a citizen may bring and within what time the law answers."""
    return render(request, "portal/home.html", {"rules": [rules()[code] for code in PROMISED]})
