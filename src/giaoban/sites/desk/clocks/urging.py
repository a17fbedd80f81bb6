"""Urging agencies about what falls due: the lists by agency, the preview, the letters."""

import hashlib
import io
import secrets
import zipfile
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, GiaoBanError, NotFound, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.people import queries as people
from giaoban.registers.people.choices import AgencyKind
from giaoban.registers.petitions.queries.letters import head_of
from giaoban.registers.tasks import queries as tasks
from giaoban.registers.tasks.models import Task
from giaoban.registers.tasks.rules import WORKING
from giaoban.trust.clocks import actions, queries
from giaoban.trust.clocks.models import Urging
from giaoban.trust.clocks.rules import URGE_CAP, WINDOWS, Due, Issuer, end_of_week, urging_letter

from ..shell.access import desk
from ..shell.papers import WRITERS, paper_file
from ..shell.telling import tell

LABELS = {"late": gettext_noop("Quá hạn"), "today": gettext_noop("Hôm nay"), "soon": gettext_noop("Tuần này")}
TASK = gettext_noop("Thực hiện nhiệm vụ, báo cáo kết quả")


def _task_due(task: Task) -> Due:
    assert task.deadline is not None
    label = f"Nhiệm vụ số {task.number}: {task.title}"[:200]
    return Due(RecordRef("task", task.pk), "", TASK, label, task.lead_id, task.assigned_on, task.deadline)


def _task_dues(actor: Actor, window: str, agency: int | None) -> list[Due]:
    """Tasks of a window as matters to urge about; none for a person who may not read tasks."""
    if not actor.may("tasks.read"):
        return []
    bounds = {
        "late": {"deadline__lt": actor.today},
        "today": {"deadline": actor.today},
        "soon": {"deadline__gt": actor.today, "deadline__lte": end_of_week(actor.today)},
    }
    rows = tasks.visible(actor).filter(state__in=WORKING, **bounds[window])
    rows = rows.filter(lead_id=agency) if agency else rows
    return [_task_due(task) for task in rows.order_by("deadline", "pk").distinct()[: queries.CAP]]


def _of_keys(actor: Actor, keys: list[str]) -> list[Due]:
    """What was ticked, as it stands now and as far as this person may read it."""
    found = queries.dues_of_keys(actor, [key for key in keys if not key.startswith("task:")])
    ids = [int(key.split(":")[1]) for key in keys if key.startswith("task:") and key.split(":")[1].isdecimal()]
    if ids and actor.may("tasks.read"):
        rows = tasks.visible(actor).filter(pk__in=ids, state__in=WORKING, deadline__isnull=False)
        found += [_task_due(task) for task in rows.distinct()]
    return found


@desk("clocks.read")
def agencies(request: HttpRequest) -> HttpResponse:
    """Who has what falling due: one row for each agency."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(WINDOWS, 0))
    for load in queries.loads(request.actor, request.actor.today):
        counts[load.agency_ref] = {"late": load.late, "today": load.today, "soon": load.soon}
    for window in WINDOWS:
        for item in _task_dues(request.actor, window, None):
            counts[item.agency_ref][window] += 1
    bodies = people.by_ids(counts)
    rows = [{"agency": bodies[pk], **counts[pk]} for pk in counts if pk in bodies]
    rows.sort(key=lambda row: (-row["late"], -row["today"], -row["soon"], row["agency"].order, row["agency"].pk))
    return render(request, "desk/clocks/agencies.html", {"rows": rows})


@desk("clocks.urge")
def preview(request: HttpRequest) -> HttpResponse:
    """What would be sent to whom, nothing sent yet; posted, the letters."""
    if request.method == "POST":
        return _send(request)
    window = request.GET.get("nhom", "late")
    chosen = request.GET.get("co_quan", "")
    return _preview(request, window if window in WINDOWS else "late", int(chosen) if chosen.isdecimal() else None)


def _preview(request: HttpRequest, window: str, agency: int | None, error: GiaoBanError | None = None) -> HttpResponse:
    dues = queries.dues(request.actor, request.actor.today, window=window, agency=agency) + _task_dues(request.actor, window, agency)
    dues.sort(key=lambda item: (item.agency_ref, item.due_on, item.key))
    shown, before = dues[:URGE_CAP], queries.urged_matters(dues[:URGE_CAP])
    today = {key for key, told in before.items() if told.last == request.actor.today}
    bodies = people.by_ids({item.agency_ref for item in shown})
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item in shown:
        groups[item.agency_ref].append({"due": item, "urged": before.get(item.key), "done": item.key in today})
    context = {
        "groups": [(bodies[pk], rows) for pk, rows in groups.items() if pk in bodies],
        "window": window,
        "agency": agency,
        "windows": LABELS,
        "total": len(dues),
        "cap": URGE_CAP,
        "batch": secrets.token_urlsafe(16),
        "error": error.text(tell) if error else "",
    }
    return render(request, "desk/clocks/urge.html", context, status=409 if error else 200)


def _send(request: HttpRequest) -> HttpResponse:
    seen = request.POST.getlist("seen")
    one = request.POST.get("one", "")
    batch = _single(request.actor, seen[0]) if one and len(seen) == 1 else request.POST.get("batch", "")
    try:
        _issuer(request.actor)
        made = actions.urge(dues=_of_keys(request.actor, [key.split("@")[0] for key in seen]), seen=seen, batch=batch, by=request.actor)
    except Conflict as error:
        return _preview(request, request.POST.get("nhom", "late"), None, error)
    if not made:
        messages.info(request, _("Các việc này hôm nay đã đôn đốc rồi; không ghi lần nữa."))
        return redirect("clocks:agencies")
    if one:
        return _letter(request, made[0].batch, made[0].agency_ref, one)
    text = _("Đã ghi đôn đốc %(n)s việc. Tải công văn gửi từng cơ quan dưới đây.") % {"n": len(made)}
    messages.success(request, text)
    return redirect("clocks:urged", made[0].batch)


def _single(actor: Actor, seen: str) -> str:
    """The batch of one click on one matter: the same all day, so that a second click is the first."""
    return hashlib.sha256(f"{actor.today}|{actor.user_id}|{seen}".encode()).hexdigest()[:24]


@desk("clocks.read")
def sent(request: HttpRequest, batch: str) -> HttpResponse:
    rows = _rows(request.actor, batch)
    bodies = people.by_ids({row.agency_ref for row in rows})
    groups: dict[int, list[Urging]] = defaultdict(list)
    for row in rows:
        groups[row.agency_ref].append(row)
    context = {"groups": [(bodies[pk], found) for pk, found in groups.items() if pk in bodies], "batch": batch, "first": rows[0]}
    return render(request, "desk/clocks/urged.html", context)


@desk("clocks.read")
def letter(request: HttpRequest, batch: str, agency: int, kind: str) -> HttpResponse:
    return _letter(request, batch, agency, kind)


@require_POST
@desk("clocks.read")
def letters(request: HttpRequest, batch: str) -> HttpResponse:
    """Every letter of one click in one zip file."""
    rows = _rows(request.actor, batch)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for pk in dict.fromkeys(row.agency_ref for row in rows):
            archive.writestr(f"don-doc-{pk}.docx", WRITERS["docx"][0](_paper(request.actor, rows, pk)))
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="don-doc.zip"'
    return response


def _rows(actor: Actor, batch: str) -> list[Urging]:
    rows = list(queries.batch(actor, batch))
    if not rows:
        raise NotFound("Không có lần đôn đốc này hoặc đồng chí không được xem.")
    return rows


def _letter(request: HttpRequest, batch: str, agency: int, kind: str) -> HttpResponse:
    return paper_file(_paper(request.actor, _rows(request.actor, batch), agency), kind, f"don-doc-{agency}")


def _paper(actor: Actor, rows: list[Urging], agency: int) -> Any:
    chosen = [row for row in rows if row.agency_ref == agency]
    body = people.by_ids([agency]).get(agency)
    if not chosen or body is None:
        raise NotFound("Lần đôn đốc này không gửi cơ quan đó.")
    dues = [
        Due(RecordRef(row.ref_kind, row.ref_id), row.about, row.label, row.ref_label, row.agency_ref, row.started_on, row.due_on)
        for row in chosen
    ]
    return urging_letter(_issuer(actor), body.name, dues, chosen[0].urged_on)


def _issuer(actor: Actor) -> Issuer:
    """The agency of the person who urges. Raises RefusedByLaw for an account without one."""
    body = people.by_ids([actor.agency_id]).get(actor.agency_id or 0)
    if body is None:
        raise RefusedByLaw("Tài khoản của đồng chí chưa gắn cơ quan nên không ra công văn đôn đốc được. Nhờ quản trị viên ghi cơ quan.")
    head = head_of(body, actor.today.year)
    return Issuer(head.issuer, head.superior, head.symbol, head.place, party=body.kind == AgencyKind.TINH_UY)
