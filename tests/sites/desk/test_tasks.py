"""The following page of a task: from its giving to its acceptance, by right and state."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.registers.directives import actions as directives
from giaoban.registers.directives.models import Provision
from giaoban.registers.tasks import actions
from giaoban.registers.tasks.models import Task
from tests.factories.agencies import Agencies

SignIn = Callable[..., Client]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def provision(agencies: Agencies, actor: Actor) -> Provision:
    paper = directives.record(
        kind="thong_bao", number="45-TB/TU", issuer="Tỉnh ủy", level="tinh", subject="Kết luận giao ban", issued_on=date(2026, 7, 1),
        issuer_agency=agencies.ban_noi_chinh, by=actor,
    )  # fmt: skip
    return directives.add_provision(directive=paper, number="II.3", text="Rà soát vụ việc tồn đọng", directs=True, by=actor)


@pytest.fixture
def task(agencies: Agencies, actor: Actor, provision: Provision) -> Task:
    return actions.assign(
        title="Rà soát vụ việc khiếu nại kéo dài", lead=agencies.thanh_tra, giver=agencies.ban_noi_chinh, supports=[agencies.cong_an],
        product="Báo cáo", deadline_kind="ngay", deadline=date(2026, 9, 15), provision=provision, assigned_on=date(2026, 7, 2), by=actor,
    )  # fmt: skip


def text(response: Any) -> str:
    return response.content.decode()


def page_of(client: Client, task: Task) -> str:
    return text(client.get(reverse("tasks:detail", args=[task.pk])))


def url(name: str, task: Task) -> str:
    return reverse(f"tasks:{name}", args=[task.pk])


def test_list_tags_the_late_one(sign_in: SignIn, task: Task) -> None:
    page = text(sign_in("specialist").get(reverse("tasks:list")))
    assert task.number in page
    assert "quá 6 ngày" in page
    assert "45-TB/TU" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("only=qua_han", True),
        ("only=sap_den", False),
        ("only=nghiem_thu", False),
        ("only=gia_han", False),
        ("state=mo", True),
        ("state=hoan_thanh", False),
        ("q=ra soat keo dai", True),
        ("q=bao ve rung", False),
        ("start=3/7/2026", False),
    ],
)
def test_filter(sign_in: SignIn, task: Task, query: str, found: bool) -> None:
    assert (task.number in text(sign_in("specialist").get(reverse("tasks:list") + "?" + query))) is found


def test_mine_is_what_my_agency_leads_or_supports(sign_in: SignIn, agencies: Agencies, task: Task) -> None:
    query = reverse("tasks:list") + "?only=cua_toi"
    assert task.number in text(sign_in("reporter", agencies.thanh_tra).get(query))
    assert task.number in text(sign_in("reporter", agencies.cong_an).get(query))
    assert task.number not in text(sign_in("specialist", agencies.ban_noi_chinh).get(query))


def test_list_takes_few_queries(sign_in: SignIn, agencies: Agencies, actor: Actor, task: Task, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        actions.assign(title=f"Việc {number}", lead=agencies.thanh_tra, giver=agencies.ban_noi_chinh, supports=[agencies.toa_an], by=actor)
    client = sign_in("specialist")
    with django_assert_max_num_queries(12):
        client.get(reverse("tasks:list"))
    with django_assert_max_num_queries(20):
        client.get(url("detail", task))


def test_export(sign_in: SignIn, task: Task) -> None:
    answer = sign_in("specialist").get(reverse("tasks:list") + "?only=qua_han&xuat=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[3][0] == task.number
    assert rows[3][5] == "Công an tỉnh"
    assert rows[3][9] == date(2026, 9, 15)


def test_give_from_a_provision(sign_in: SignIn, agencies: Agencies, provision: Provision) -> None:
    client, sheet_url = sign_in("specialist"), reverse("tasks:create") + f"?provision={provision.pk}"
    first = client.get(sheet_url).context["form"]
    assert (first.initial["title"], first.initial["giver"]) == ("Rà soát vụ việc tồn đọng", agencies.ban_noi_chinh.pk)
    sheet = {
        "title": "Rà soát", "lead": agencies.thanh_tra.pk, "giver": agencies.ban_noi_chinh.pk, "supports": "Sở Tư pháp; CA tỉnh; TAND tỉnh",
        "deadline_kind": "ngay", "deadline": "31/12/2026", "assigned_on": "2/7/2026",
    }  # fmt: skip
    wrong = client.post(sheet_url, sheet | {"supports": "Sở Mặt trăng"})
    assert wrong.status_code == 422
    assert "Sở Mặt trăng" in text(wrong)
    assert client.post(sheet_url, sheet | {"supports": "Sở Tư pháp; TAND tỉnh"}).status_code == 302
    made = Task.objects.get()
    assert made.provision == provision
    assert {s.agency for s in made.supports.all()} == {agencies.so_tu_phap, agencies.toa_an}


def test_dated_task_needs_its_day(sign_in: SignIn, agencies: Agencies) -> None:
    sheet = {
        "title": "Rà soát",
        "lead": agencies.thanh_tra.pk,
        "giver": agencies.ban_noi_chinh.pk,
        "deadline_kind": "ngay",
        "assigned_on": "2/7/2026",
    }
    answer = sign_in("specialist").post(reverse("tasks:create"), sheet)
    assert answer.status_code == 422
    assert "deadline" in answer.context["form"].errors


def test_edit_keeps_what_was_not_touched(sign_in: SignIn, agencies: Agencies, task: Task) -> None:
    client = sign_in("specialist")
    sent = {field.html_name: field.value() if field.value() is not None else "" for field in client.get(url("edit", task)).context["form"]}
    assert sent["supports"] == "Công an tỉnh"
    client.post(url("edit", task), sent | {"deadline": "15/9/2026", "product": "Tờ trình"})
    task.refresh_from_db()
    assert (task.product, task.version, task.deadline) == ("Tờ trình", 2, date(2026, 9, 15))


def test_the_whole_way(sign_in: SignIn, agencies: Agencies, task: Task) -> None:
    lead, giver = sign_in("reporter", agencies.thanh_tra), sign_in("specialist", agencies.ban_noi_chinh)
    assert "Báo cáo kết quả" in page_of(lead, task)
    assert "Nghiệm thu" not in page_of(lead, task)
    lead.post(url("progress", task), {"on": "10/9/2026", "percent": "60", "text": "Đã rà soát 12 vụ", "version": 1})
    lead.post(url("ask", task), {"until": "30/9/2026", "on": "12/9/2026", "reason": "Chờ kết quả trưng cầu", "version": 2})
    assert url("ask", task) not in page_of(lead, task)
    asked = task.extensions.get()
    decide = reverse("tasks:decide", args=[task.pk, asked.pk])
    assert decide in page_of(giver, task)
    assert giver.post(decide, {"decision": "khong", "on": "14/9/2026"}).status_code == 422
    giver.post(decide, {"decision": "dong_y", "until": "28/9/2026", "on": "14/9/2026"})
    file = SimpleUploadedFile("báo cáo.pdf", PDF, "application/pdf")
    lead.post(url("result", task), {"on": "20/9/2026", "text": "Đã có báo cáo", "file": file})
    page = page_of(giver, task)
    assert "Trả lại" in page
    assert "báo cáo.pdf" in page
    assert giver.post(url("return", task), {"on": "20/9/2026", "text": ""}).status_code == 422
    giver.post(url("return", task), {"on": "20/9/2026", "text": "Bổ sung phụ lục"})
    lead.post(url("result", task), {"on": "21/9/2026", "text": "Đã bổ sung"})
    giver.post(url("accept", task), {"on": "21/9/2026", "text": ""})
    task.refresh_from_db()
    assert (task.state, task.deadline) == ("hoan_thanh", date(2026, 9, 28))
    done = page_of(giver, task)
    assert "đúng hạn" in done
    for name in ("edit", "cancel", "accept", "return", "progress", "result", "ask"):
        assert url(name, task) not in done


def test_evidence_opens_as_a_download_for_readers_only(sign_in: SignIn, agencies: Agencies, actor: Actor, task: Task) -> None:
    actions.report_result(task=task, text="Xong", evidence=("tờ trình.pdf", PDF), by=actor)
    page = page_of(sign_in("reporter", agencies.thanh_tra), task)
    link = page.split('href="')[[part.startswith(f"/nhiem-vu/{task.pk}/tep/") for part in page.split('href="')].index(True)].split('"')[0]
    answer = sign_in("reporter", agencies.cong_an).get(link)
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert sign_in("reporter", agencies.toa_an).get(link).status_code == 404


def test_bad_file_is_refused_and_the_words_stay(sign_in: SignIn, agencies: Agencies, task: Task) -> None:
    file = SimpleUploadedFile("lạ.exe", b"MZ\x00\x00")
    answer = sign_in("reporter", agencies.thanh_tra).post(url("result", task), {"on": "20/9/2026", "text": "Đã có báo cáo", "file": file})
    assert answer.status_code == 422
    assert "Đã có báo cáo" in text(answer)
    task.refresh_from_db()
    assert task.state == "da_giao"


def test_supporting_agency_has_no_buttons(sign_in: SignIn, agencies: Agencies, task: Task) -> None:
    client = sign_in("reporter", agencies.cong_an)
    page = page_of(client, task)
    assert url("progress", task) not in page
    answer = client.post(url("progress", task), {"on": "10/9/2026", "percent": "60", "text": "Làm thay"})
    assert answer.status_code == 422
    assert not task.progresses.exists()


def test_two_people_at_once(sign_in: SignIn, agencies: Agencies, actor: Actor, task: Task) -> None:
    actions.report_progress(task=task, percent=10, text="Bắt đầu", by=actor)
    answer = sign_in("reporter", agencies.thanh_tra).post(
        url("progress", task), {"on": "20/9/2026", "percent": "20", "text": "Thêm", "version": 1}
    )
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in text(answer)


def test_cancel_wants_a_reason(sign_in: SignIn, task: Task) -> None:
    client = sign_in("specialist")
    assert client.post(url("cancel", task), {"on": "21/9/2026", "reason": ""}).status_code == 422
    client.post(url("cancel", task), {"on": "21/9/2026", "reason": "Trùng nhiệm vụ khác"})
    task.refresh_from_db()
    assert task.state == "da_huy"


@pytest.mark.parametrize(("role", "status"), [("specialist", 200), ("leader", 403), ("reporter", 403), ("auditor", 403)])
def test_who_gives_tasks(sign_in: SignIn, agencies: Agencies, role: str, status: int) -> None:
    assert sign_in(role, agencies.thanh_tra).get(reverse("tasks:create")).status_code == status
