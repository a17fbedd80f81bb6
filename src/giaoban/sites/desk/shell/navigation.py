"""The side bar is the loop itself."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the side bar: its address, its words, the right it needs, the start of the addresses it stands for."""

    url_name: str
    label: object
    right: str
    group: object = ""


ENTRIES = (
    Entry("today:home", _("Hôm nay"), ""),
    Entry("round:home", _("Vòng quý"), "figures.read"),
    Entry("receptions:list", _("Tiếp công dân"), "receptions.read", _("Ghi")),
    Entry("petitions:list", _("Đơn"), "petitions.read", _("Ghi")),
    Entry("cases:list", _("Vụ án, vụ việc"), "cases.read", _("Ghi")),
    Entry("directives:list", _("Văn bản chỉ đạo"), "directives.read", _("Ghi")),
    Entry("findings:list", _("Kiến nghị thanh tra, kiểm toán"), "findings.read", _("Ghi")),
    Entry("mobilisation:list", _("Dân vận"), "mobilisation.read", _("Ghi")),
    Entry("clocks:list", _("Thời hạn"), "clocks.read", _("Ghi")),
    Entry("indicators:list", _("Số liệu kỳ"), "figures.read", _("Tổng hợp")),
    Entry("submissions:list", _("Báo cáo của cơ quan"), "submissions.read", _("Tổng hợp")),
    Entry("forms:list", _("Biểu thống kê"), "figures.read", _("Tổng hợp")),
    Entry("reports:list", _("Báo cáo quý"), "reports.read", _("Giao ban")),
    Entry("meetings:list", _("Hội nghị"), "meetings.read", _("Giao ban")),
    Entry("meetings:notices", _("Thông báo kết luận"), "meetings.read", _("Kết luận, giao việc")),
    Entry("tasks:list", _("Nhiệm vụ"), "tasks.read", _("Kết luận, giao việc")),
    Entry("intake:list", _("Chờ xác nhận"), "intake.read", _("Đọc văn bản")),
    Entry("people:list", _("Cơ quan, cán bộ"), "people.read", _("Quản trị")),
    Entry("accounts:list", _("Tài khoản"), "accounts.read", _("Quản trị")),
    Entry("clocks:law", _("Luật và lịch"), "clocks.read", _("Quản trị")),
    Entry("audit:list", _("Nhật ký"), "audit.read", _("Quản trị")),
)


def opens_with_round(actor: Actor) -> bool:
    """Whether the first page is where the round stands (those who lead it); for everybody else it is what to do now."""
    return actor.role in {"leader", "specialist"}


def side_bar(request: HttpRequest) -> list[dict[str, object]]:
    """Lines this person may open, each with its group's first line marked and the present one marked."""
    lines: list[dict[str, object]] = []
    group: object = ""
    best, best_length = None, 0
    path, home = request.path, "today:home"
    if opens_with_round(request.actor):
        path, home = reverse("round:home") if path == "/" else path, "today:today"
    for entry in ENTRIES:
        if entry.right and not request.actor.may(entry.right):
            continue
        try:
            url = reverse(home if entry.url_name == "today:home" else entry.url_name)
        except NoReverseMatch:
            continue
        line = {
            "url": url,
            "label": entry.label,
            "group": entry.group if entry.group != group else "",
            "current": False,
            "name": entry.url_name,
        }
        group = entry.group
        lines.append(line)
        if path == url or (url != "/" and path.startswith(url) and len(url) > best_length):
            best, best_length = line, len(url)
    if best:
        best["current"] = True
    return lines


RECORD_PAGES = {
    "petition": "petitions:detail", "forwarder": "petitions:forwarded", "reception": "receptions:detail", "reception_day": "receptions:day",
    "case": "cases:detail", "directive": "directives:detail", "task": "tasks:detail",
    "conclusion": "findings:detail", "recommendation": "findings:recommendation", "activity": "mobilisation:detail", "agency": "people:detail",
    "person": "people:person", "committee": "people:committee", "report": "reports:record", "meeting": "meetings:detail", "user": "accounts:detail",
    "return": "submissions:detail", "paper": "intake:detail",
}  # fmt: skip
BOTTOM = ("today:home", "petitions:list", "tasks:list", "round:home", "directives:list", "people:list", "clocks:list")


def address(kind: str, id: int) -> str:
    """The page of a record; empty when its kind has none."""
    try:
        return reverse(RECORD_PAGES[kind], args=[id])
    except (KeyError, NoReverseMatch):
        return ""


def bottom_bar(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    """The four shortcuts of a small screen, from what this person may open."""
    by_name = {line["name"]: line for line in lines}
    return [by_name[name] for name in BOTTOM if name in by_name][:4]
