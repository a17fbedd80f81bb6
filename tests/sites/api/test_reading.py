"""What machines read: through the same gate as the desk, and never an identity."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from giaoban.core.values.actors import Actor
from giaoban.trust.vault.rules import Person

WRITER = Person(name="Hoàng Thị Mến", address="Thôn Khe Tre", phone="0987 111 222")


@pytest.fixture
def letters(agencies: Any, actor: Actor) -> Any:
    from giaoban.registers.petitions import actions

    def write(agency: Any, kind: str) -> Any:
        return actions.register(
            agency=agency, received_on=date(2026, 9, 14), channel="truc_tiep", person=WRITER, kind=kind,
            summary="Trình bày việc bồi thường ao cá", by=actor,
        )  # fmt: skip

    return write(agencies.ban_tiep_cong_dan, "khieu_nai"), write(agencies.thanh_tra, "to_cao")


@pytest.mark.parametrize("path", ["petitions", "tasks", "figures/2026-Q3"])
@pytest.mark.django_db
def test_nobody_unknown_is_answered(path: str) -> None:
    assert Client().get(f"/api/v1/{path}").status_code == 401


def test_account_reads_its_agency_only_and_no_name(sign_in: Any, agencies: Any, letters: Any) -> None:
    found = sign_in("clerk", agencies.thanh_tra).get("/api/v1/petitions").json()
    assert [(row["id"], row["sealed"]) for row in found] == [(letters[1].pk, True)]
    assert "Mến" not in str(found)
    assert len(sign_in("specialist").get("/api/v1/petitions").json()) == 2


def test_right_is_asked_for(sign_in: Any, letters: Any) -> None:
    assert sign_in("auditor").get("/api/v1/petitions").status_code == 403
    assert sign_in("clerk").get("/api/v1/figures/2026-Q3").status_code == 403


def test_figures_of_a_period_come_by_code(sign_in: Any, letters: Any) -> None:
    found = {row["code"]: row["value"] for row in sign_in("specialist").get("/api/v1/figures/2026-Q3").json()}
    assert found["DON_TIEP_NHAN"] == 2


@pytest.mark.parametrize("period", ["2026-Q9", "hôm nay"])
def test_period_that_is_none_is_refused_in_one_sentence(sign_in: Any, period: str) -> None:
    answer = sign_in("specialist").get(f"/api/v1/figures/{period}")
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_password_to_be_changed_first(sign_in: Any) -> None:
    from django.contrib.auth import get_user_model

    client = sign_in("specialist")
    get_user_model().objects.update(must_change_password=True)
    assert client.get("/api/v1/tasks").status_code == 401
