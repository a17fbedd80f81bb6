"""Papers of a conference: the notice on the page and as a file, the letter of invitation, the list of notices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from giaoban.core.paper import html
from giaoban.rounds.meetings import queries
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.exports import xlsx
from giaoban.sites.desk.shell.pages import page_of
from giaoban.sites.desk.shell.papers import paper_file

from .views import filter_of


@desk("meetings.read")
def notice(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    written = mark_safe(html.write(queries.notice_of(meeting)))  # noqa: S308 - html.write escapes every text
    return render(request, "desk/meetings/notice.html", {"meeting": meeting, "html": written})


@desk("meetings.read")
def notice_file(request: HttpRequest, id: int, kind: str) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    return paper_file(queries.notice_of(meeting), kind, f"thong-bao-ket-luan-{meeting.period}")


@desk("meetings.read")
def invitation_file(request: HttpRequest, id: int, kind: str) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    return paper_file(queries.invitation_of(meeting), kind, f"giay-moi-{meeting.period}")


@desk("meetings.read")
def notices(request: HttpRequest) -> HttpResponse:
    """The notices issued, each with how its tasks stand."""
    actor, rows = request.actor, queries.notices(request.actor, filter_of(request))
    if request.GET.get("xuat") == "xlsx":
        standing = queries.standings(actor, [m.notice_id for m in rows], actor.today)
        columns = (
            ("Số", 14, lambda m: m.notice.number),
            ("Ngày", 12, lambda m: m.notice.issued_on),
            ("Trích yếu", 80, lambda m: m.notice.subject),
            ("Nhiệm vụ", 10, lambda m: standing.get(m.notice_id, queries.Standing()).total),
            ("Hoàn thành", 10, lambda m: standing.get(m.notice_id, queries.Standing()).done),
            ("Quá hạn", 10, lambda m: standing.get(m.notice_id, queries.Standing()).late),
        )
        return xlsx(_("Thông báo kết luận"), columns, rows, name="thong-bao-ket-luan")
    page = page_of(request, rows, day="on")
    page.extra = queries.standings(actor, [m.notice_id for m in page.rows], actor.today)
    return render(request, "desk/meetings/notices.html", {"page": page, "none": queries.Standing()})
