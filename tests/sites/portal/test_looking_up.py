import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from giaoban.core.values.actors import Actor
from giaoban.trust.vault.rules import Person

WRITER = Person(name="Hoàng Thị Mến", birth_year=1970, address="Thôn Khe Tre", phone="0987 111 222")


@pytest.fixture(autouse=True)
def _known_day(settings: Any) -> None:
    settings.TODAY = "2026-09-21"


@pytest.fixture
def receipt(agencies: Any, actor: Actor) -> Callable[..., Any]:
    def issue(**values: Any) -> Any:
        from giaoban.registers.petitions import actions

        petition = actions.register(
            agency=agencies.ban_tiep_cong_dan, received_on=date(2026, 9, 14), channel="truc_tiep", person=WRITER,
            **{"kind": "khieu_nai", "summary": "Khiếu nại việc bồi thường ao cá thôn Khe Tre", **values}, by=actor,
        )  # fmt: skip
        return actions.issue_receipt(petition=petition, by=actor)

    return issue


def ask(client: Client, code: str, proof: str) -> Any:
    return client.post("/cong-dan/tra-cuu/", {"ma": code, "xac-nhan": proof})


def test_holder_sees_state_and_next_day_but_no_content_and_no_name(client: Client, receipt: Any) -> None:
    page = ask(client, receipt().code, "1222")
    said = page.content.decode()
    assert page.status_code == 200
    assert "đã nhận đơn ngày 14/9/2026" in said
    assert "23/9/2026" in said  # 7 working days to answer whether it is accepted, by the version in force from 01/7/2026
    assert "ao cá" not in said
    assert "Mến" not in said
    assert page["Cache-Control"].startswith("max-age=0")


def test_sealed_denunciation_shows_nothing_of_its_kind(client: Client, receipt: Any) -> None:
    said = ask(client, receipt(kind="to_cao", summary="Tố cáo cán bộ địa chính lập khống hồ sơ").code, "1222").content.decode()
    assert "đã nhận đơn" in said
    assert "địa chính" not in said
    assert "Mến" not in said


def test_guesser_is_answered_alike(client: Client, receipt: Any) -> None:
    real = receipt().code
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|value="[^"]*" placeholder')
    answers = {
        (page.status_code, token.sub("", page.content.decode())) for page in (ask(client, real, "0000"), ask(client, "K7QM2XRD9F4", "0000"))
    }
    assert len(answers) == 1


def test_code_is_never_in_an_address_that_is_opened(client: Client, receipt: Any) -> None:
    assert client.get("/cong-dan/tra-cuu/?ma=" + receipt().code)["Location"] == "/cong-dan/"


def test_page_is_light_and_without_script(client: Client, receipt: Any) -> None:
    page = ask(client, receipt().code, "1222")
    assert len(page.content) < 8_000
    assert b"<script" not in page.content


def test_clerk_issues_a_slip_with_code_and_picture(client: Client, receipt: Any, sign_in: Any, agencies: Any) -> None:
    petition = receipt().receipt.petition
    clerk = sign_in("clerk", agencies.ban_tiep_cong_dan)
    page = clerk.post(f"/don/{petition.pk}/giay-tra-cuu/")
    said = page.content.decode()
    code = re.search(r'class="code">([0-9A-Z-]+)<', said)
    assert code
    assert "data:image/svg+xml" in said
    assert ask(client, code[1], "1222").status_code == 200
    assert clerk.get(f"/don/{petition.pk}/giay-tra-cuu/").status_code == 302
