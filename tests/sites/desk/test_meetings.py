"""Pages of conferences: the whole way from preparing to the notice, what is refused, who may open what."""

from collections.abc import Callable
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from giaoban.core.paper.html import stylesheet
from giaoban.core.values.actors import Actor
from giaoban.core.values.periods import Period
from giaoban.registers.people.actions import create_person
from giaoban.registers.people.models import Person
from giaoban.registers.tasks.models import Task
from giaoban.rounds.meetings import actions
from giaoban.rounds.meetings.models import Meeting
from giaoban.trust.accounts.models import User
from tests.factories.agencies import Agencies

TODAY = "2026-09-20"


@pytest.fixture(autouse=True)
def _pretended_day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def chair(agencies: Agencies, actor: Actor) -> Person:
    return create_person(name="Nguyễn Văn Khuê", by=actor)


@pytest.fixture
def sign_in(db: None, client: Client) -> Callable[..., Client]:
    def enter(role: str, agency: int | None = None) -> Client:
        user = User.objects.create(username=f"{role}-{User.objects.count()}", full_name="Lò Thị Xuân", role=role, agency_ref=agency)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture
def meeting(chair: Person, actor: Actor) -> Meeting:
    return actions.prepare(
        period=Period(2026, "Q3"), on=date(2026, 9, 18), start_time=time(8), place="Hội trường", chair=chair, chair_post="Bí thư Tỉnh ủy",
        by=actor,
    )  # fmt: skip


def text(response: Any) -> str:
    return response.content.decode()


def grid(prefix_rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """The fields of a set of forms as a browser sends them."""
    sent: dict[str, Any] = {"form-TOTAL_FORMS": len(prefix_rows), "form-INITIAL_FORMS": 0, **more}
    for place, row in enumerate(prefix_rows):
        sent.update({f"form-{place}-{name}": value for name, value in row.items()})
    return sent


def test_prepare_from_the_form(sign_in: Callable[..., Client], chair: Person) -> None:
    client = sign_in("specialist")
    sent = {"period": "2026-Q3", "on": "18/9/2026", "start_time": "8:00", "place": "Hội trường", "chair": chair.pk, "chair_post": "Bí thư"}
    response = client.post(reverse("meetings:prepare"), sent)
    assert response.status_code == 302
    assert Meeting.objects.get().agenda.count() == 6
    refused = client.post(reverse("meetings:prepare"), {**sent, "on": "25/9/2026"})
    assert refused.status_code == 422
    assert "đã có hội nghị ngày 18/9/2026" in text(refused)
    assert "25/9/2026" in text(refused)


def test_the_whole_way_to_the_notice(sign_in: Callable[..., Client], meeting: Meeting, agencies: Agencies) -> None:
    client = sign_in("specialist")
    lines = [
        {"invitation": i.pk, "presence": "co_mat" if i.agency_id == agencies.cong_an.pk else "vang", "attendee": ""}
        for i in meeting.invitations.all()
    ]
    assert client.post(reverse("meetings:attendance", args=[meeting.pk]), grid(lines, version=1)).status_code == 302
    opinion = {"agency": agencies.cong_an.pk, "text": "Đề nghị tăng cường phối hợp."}
    assert client.post(reverse("meetings:opinion", args=[meeting.pk]), opinion).status_code == 302
    assert client.post(reverse("meetings:hold", args=[meeting.pk])).status_code == 302
    points = [
        {"kind": "danh_gia", "text": "Có nhiều chuyển biến"},
        {"kind": "giao_viec", "text": "Rà soát đơn thư", "lead": "Thanh tra tỉnh", "supports": "Sở Tư pháp; Công an tỉnh"},
        {"kind": "giao_viec", "text": ""},
    ]
    assert client.post(reverse("meetings:points", args=[meeting.pk]), grid(points)).status_code == 302
    issued = {"number": "127-TB/TU", "issued_on": "19/9/2026", "signer": "Hoàng Thị Yến", "signer_post": "CHÁNH VĂN PHÒNG"}
    refused = client.post(reverse("meetings:issue", args=[meeting.pk]), issued)
    assert refused.status_code == 422
    assert "II.1 chưa có hạn" in text(refused)
    assert "Hoàng Thị Yến" in text(refused)
    points[1]["deadline"] = "30/11/2026"
    assert client.post(reverse("meetings:points", args=[meeting.pk]), grid(points)).status_code == 302
    assert client.post(reverse("meetings:issue", args=[meeting.pk]), issued).status_code == 302
    assert client.post(reverse("meetings:issue", args=[meeting.pk]), issued).status_code == 302
    task = Task.objects.get()
    assert (task.lead, task.deadline) == (agencies.thanh_tra, date(2026, 11, 30))
    page = text(client.get(reverse("meetings:detail", args=[meeting.pk])))
    assert task.number in page
    assert "127-TB/TU" in text(client.get(reverse("meetings:notices")))
    assert "0/1" in text(client.get(reverse("meetings:notices")))
    assert "Thanh tra tỉnh chủ trì, phối hợp với" in text(client.get(reverse("meetings:notice", args=[meeting.pk])))


def test_points_with_an_unknown_agency_keep_what_was_typed(sign_in: Callable[..., Client], meeting: Meeting) -> None:
    points = [{"kind": "giao_viec", "text": "Rà soát đơn thư", "lead": "Sở Trên Trời"}]
    response = sign_in("specialist").post(reverse("meetings:points", args=[meeting.pk]), grid(points))
    assert response.status_code == 422
    assert "Không có cơ quan “Sở Trên Trời”" in text(response)
    assert "Rà soát đơn thư" in text(response)
    assert not meeting.points.exists()


def test_a_stale_page_is_refused(sign_in: Callable[..., Client], meeting: Meeting) -> None:
    lines = [{"title": "Khai mạc", "presenter": "", "minutes": 5}]
    client = sign_in("specialist")
    assert client.post(reverse("meetings:agenda", args=[meeting.pk]), grid(lines, version=1)).status_code == 302
    stale = client.post(reverse("meetings:agenda", args=[meeting.pk]), grid([{**lines[0], "minutes": 9}], version=1))
    assert stale.status_code == 422
    assert "Người khác vừa sửa" in text(stale)


def test_invite_from_the_boxes(sign_in: Callable[..., Client], meeting: Meeting, agencies: Agencies) -> None:
    client = sign_in("specialist")
    assert client.get(reverse("meetings:invite", args=[meeting.pk])).status_code == 200
    chosen = {"agencies": [agencies.cong_an.pk, agencies.mat_tran.pk], "version": 1}
    assert client.post(reverse("meetings:invite", args=[meeting.pk]), chosen).status_code == 302
    assert meeting.invitations.count() == 2
    assert client.post(reverse("meetings:invite", args=[meeting.pk]), {"version": 2}).status_code == 422


@pytest.mark.parametrize(
    ("name", "kind"), [("notice_file", "docx"), ("notice_file", "pdf"), ("invitation_file", "docx"), ("invitation_file", "pdf")]
)
def test_papers_as_files(sign_in: Callable[..., Client], meeting: Meeting, name: str, kind: str) -> None:
    client = sign_in("leader")
    response = client.get(reverse(f"meetings:{name}", args=[meeting.pk, kind]))
    assert response.content.startswith(b"PK" if kind == "docx" else b"%PDF")
    if kind == "docx":
        assert "TỈNH ỦY HÀ LAM" in ZipFile(BytesIO(response.content)).read("word/document.xml").decode()
    assert client.get(reverse(f"meetings:{name}", args=[meeting.pk, "exe"])).status_code == 404


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        ("specialist", "list", 200),
        ("reporter", "list", 200),
        ("clerk", "list", 403),
        ("reporter", "prepare", 403),
        ("leader", "notices", 200),
        ("administrator", "notices", 403),
    ],
)
def test_who_opens_what(sign_in: Callable[..., Client], role: str, name: str, status: int) -> None:
    assert sign_in(role).get(reverse(f"meetings:{name}")).status_code == status


def test_reading_does_not_offer_writing(sign_in: Callable[..., Client], meeting: Meeting, agencies: Agencies) -> None:
    client = sign_in("reporter", agencies.cong_an.pk)
    page = text(client.get(reverse("meetings:detail", args=[meeting.pk])))
    assert reverse("meetings:points", args=[meeting.pk]) not in page
    assert client.post(reverse("meetings:hold", args=[meeting.pk])).status_code == 403
    assert client.get(reverse("meetings:detail", args=[meeting.pk + 1])).status_code == 404


def test_list_searches_and_exports(sign_in: Callable[..., Client], meeting: Meeting, django_assert_max_num_queries: Any) -> None:
    client = sign_in("specialist")
    assert meeting.title in text(client.get(reverse("meetings:list"), {"q": "giao ban dan van"}))
    assert meeting.title not in text(client.get(reverse("meetings:list"), {"q": "khong co"}))
    assert client.get(reverse("meetings:list"), {"xuat": "xlsx"}).content.startswith(b"PK")
    with django_assert_max_num_queries(12):
        client.get(reverse("meetings:list"))
    with django_assert_max_num_queries(30):
        client.get(reverse("meetings:detail", args=[meeting.pk]))


def test_pages_load_the_look_of_the_papers_themselves(client: Client) -> None:
    """One stylesheet: the one the html writer puts into its own pages."""
    found = finders.find("desk/paper.css")
    assert found is not None
    assert Path(found).read_text("utf-8") == stylesheet()
    assert client.get("/static/desk/paper.css").status_code == 200
