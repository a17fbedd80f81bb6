"""The ledger, newest first, and whether its chain holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.trust.audit import queries

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.pages import page_of
from ..shell.sentences import stories
from .forms import KINDS, LedgerForm

COLUMNS = (
    ("Số", 8, lambda line: line["seq"]),
    ("Lúc", 18, lambda line: f"{line['at'].astimezone():%d/%m/%Y %H:%M}"),
    ("Người làm", 24, lambda line: line["who"]),
    ("Việc", 28, lambda line: line["what"]),
    ("Hồ sơ", 18, lambda line: line["ref"]),
    ("Chi tiết", 60, lambda line: "; ".join(f"{label} {value}" for label, value in line["details"])),
)


@desk("audit.read")
def listing(request: HttpRequest) -> HttpResponse:
    form = LedgerForm(request.GET or None)
    given = (
        {name: value for name, value in form.cleaned_data.items() if name != "version" and value}
        if form.is_bound and form.is_valid()
        else {}
    )
    rows = queries.listing(request.actor, queries.LedgerFilter(**given)).order_by("-pk")
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Nhật ký"), COLUMNS, stories(rows[:20_000]), name="nhat-ky")
    page = page_of(request, rows)
    lines = [line | {"kind": event.ref_kind, "id": event.ref_id} for line, event in zip(stories(page.rows), page.rows, strict=True)]
    checked = queries.verify() if request.GET.get("kiem-tra") else None
    return render(request, "desk/audit/list.html", {"page": page, "lines": lines, "form": form, "checked": checked, "kinds": dict(KINDS)})
