"""Pages of intake: giving a paper in, deciding each proposal, what is refused, who may open what."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from giaoban.core.values.actors import Actor
from giaoban.registers.tasks.models import Task
from giaoban.rounds.intake import actions
from giaoban.rounds.intake.models import Paper, Proposal
from giaoban.trust.accounts.models import User
from tests.factories.agencies import Agencies
from tests.rounds.intake.conftest import TEXT


@pytest.fixture(autouse=True)
def _pretended_day(settings: Any) -> None:
    settings.TODAY = "2026-09-20"


@pytest.fixture
def sign_in(db: None, client: Client) -> Callable[..., Client]:
    def enter(role: str) -> Client:
        user = User.objects.create(username=f"{role}-{User.objects.count()}", full_name="Lò Thị Xuân", role=role)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture
def paper(agencies: Agencies, actor: Actor) -> Paper:
    return actions.read_paper(name="Tin giao ban quý III", text=TEXT, by=actor)


def text(response: Any) -> str:
    return response.content.decode()


def one(paper: Paper, kind: str, words: str = "") -> Proposal:
    return next(p for p in paper.proposals.filter(kind=kind) if words in paper.text[p.start : p.end])


def test_paste_a_text(sign_in: Callable[..., Client], agencies: Agencies) -> None:
    client = sign_in("specialist")
    response = client.post(reverse("intake:read"), {"text": TEXT, "name": "Tin"})
    assert response.status_code == 302
    assert client.post(reverse("intake:read"), {"text": TEXT}).url == response.url
    assert Paper.objects.count() == 1


def test_upload_a_file(sign_in: Callable[..., Client], agencies: Agencies) -> None:
    client = sign_in("specialist")
    response = client.post(reverse("intake:read"), {"file": SimpleUploadedFile("tin.txt", TEXT.encode())})
    assert response.status_code == 302
    assert Paper.objects.get().name == "tin.txt"


@pytest.mark.parametrize("sent", [{}, {"text": " "}, {"text": "x", "period": "quý III"}])
def test_nothing_to_read_stays_on_the_form(sign_in: Callable[..., Client], sent: dict[str, str]) -> None:
    assert sign_in("specialist").post(reverse("intake:read"), sent).status_code == 422


def test_the_page_marks_the_text_and_lists_the_proposals(sign_in: Callable[..., Client], paper: Paper) -> None:
    page = text(sign_in("specialist").get(reverse("intake:detail", args=[paper.pk])))
    assert '<mark class="figure' in page
    assert "cùng kỳ khoảng 1.875" in page
    assert "Sổ đang có 0." in page
    assert "giao Thanh tra tỉnh · hạn 30/11/2026" in page
    task, citation = one(paper, "task", "kiểm tra"), one(paper, "citation")
    assert f'id="chu-{task.pk}"' in page
    assert f'data-proposal="{citation.pk}"' in page


def test_confirm_goes_to_the_next(sign_in: Callable[..., Client], paper: Paper) -> None:
    client, task = sign_in("specialist"), one(paper, "task", "rà soát")
    response = client.post(reverse("intake:confirm", args=[task.pk]))
    after = paper.proposals.filter(state="cho", order__gt=task.order).first()
    assert response.url.endswith(f"?o={after.pk}#de-xuat-{after.pk}")
    page = text(client.get(response.url.partition("#")[0]))
    assert "Đã ghi vào sổ" in page
    assert f'id="de-xuat-{after.pk}" tabindex="-1" aria-selected="true"' in page


def test_edit_before_writing(sign_in: Callable[..., Client], paper: Paper, agencies: Agencies) -> None:
    client, task = sign_in("specialist"), one(paper, "task", "kiểm tra")
    assert "Ghi như đã sửa" in text(client.get(reverse("intake:detail", args=[paper.pk]), {"sua": task.pk}))
    sent = {
        "title": "Kiểm tra việc thực hiện Chỉ thị 26",
        "lead": agencies.ubkt.pk,
        "supports": [agencies.cong_an.pk],
        "deadline": "31/02/2026",
    }
    refused = client.post(reverse("intake:correct", args=[task.pk]), sent)
    assert refused.status_code == 422
    assert "31/02/2026" in text(refused)
    assert client.post(reverse("intake:correct", args=[task.pk]), {**sent, "deadline": "30/11/2026"}).status_code == 302
    assert Task.objects.get().lead == agencies.ubkt


@pytest.mark.parametrize("kind", ["figure", "citation", "person", "task", "award"])
def test_every_kind_opens_its_form_and_is_written_as_shown(sign_in: Callable[..., Client], paper: Paper, kind: str) -> None:
    client, proposal = sign_in("specialist"), one(paper, kind)
    response = client.get(reverse("intake:detail", args=[paper.pk]), {"sua": proposal.pk})
    form = response.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    done = client.post(reverse("intake:correct", args=[proposal.pk]), sent)
    assert done.status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "sua"


def test_refuse(sign_in: Callable[..., Client], paper: Paper) -> None:
    award = one(paper, "award")
    sign_in("specialist").post(reverse("intake:refuse", args=[award.pk]))
    award.refresh_from_db()
    assert award.state == "bo"


def test_write_all_that_is_ready_then_finish(sign_in: Callable[..., Client], paper: Paper) -> None:
    client = sign_in("specialist")
    assert client.post(reverse("intake:finish", args=[paper.pk]), HTTP_REFERER="/doc-van-ban/").status_code == 302
    paper.refresh_from_db()
    assert paper.state == "cho_xac_nhan"
    ready = client.get(reverse("intake:detail", args=[paper.pk])).context["ready"]
    client.post(reverse("intake:confirm_many", args=[paper.pk]), {"p": ready})
    assert paper.proposals.filter(state="dung").count() == len(ready)
    for row in paper.proposals.filter(state="cho"):
        client.post(reverse("intake:refuse", args=[row.pk]))
    client.post(reverse("intake:finish", args=[paper.pk]))
    paper.refresh_from_db()
    assert paper.state == "da_xong"


def test_period_where_the_text_gives_none(sign_in: Callable[..., Client], agencies: Agencies, actor: Actor) -> None:
    paper = actions.read_paper(name="Tin", text="Trong quý, đã tiếp 120 lượt công dân.", by=actor)
    client = sign_in("specialist")
    assert "Ghi kỳ" in text(client.get(reverse("intake:detail", args=[paper.pk])))
    client.post(reverse("intake:period", args=[paper.pk]), {"period": "2026-Q2"})
    paper.refresh_from_db()
    assert paper.period == "2026-Q2"


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [("specialist", "list", 200), ("leader", "list", 200), ("clerk", "list", 403), ("leader", "read", 403), ("reporter", "list", 403)],
)
def test_who_opens_what(sign_in: Callable[..., Client], role: str, name: str, status: int) -> None:
    assert sign_in(role).get(reverse(f"intake:{name}")).status_code == status


def test_a_reader_decides_nothing(sign_in: Callable[..., Client], paper: Paper) -> None:
    client, award = sign_in("leader"), one(paper, "award")
    page = text(client.get(reverse("intake:detail", args=[paper.pk])))
    assert reverse("intake:confirm", args=[award.pk]) not in page
    assert client.post(reverse("intake:confirm", args=[award.pk])).status_code == 403


def test_list_filters_searches_and_exports(sign_in: Callable[..., Client], paper: Paper, django_assert_max_num_queries: Any) -> None:
    client = sign_in("specialist")
    assert paper.name in text(client.get(reverse("intake:list"), {"q": "giao ban"}))
    assert paper.name not in text(client.get(reverse("intake:list"), {"q": "quoc phong"}))
    assert paper.name not in text(client.get(reverse("intake:list"), {"trang_thai": "da_xong"}))
    assert client.get(reverse("intake:list"), {"xuat": "xlsx"}).content.startswith(b"PK")
    with django_assert_max_num_queries(12):
        client.get(reverse("intake:list"))
    with django_assert_max_num_queries(45):
        client.get(reverse("intake:detail", args=[paper.pk]))
