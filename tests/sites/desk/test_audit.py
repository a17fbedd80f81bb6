"""The ledger on the desk."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions.choices import Event
from giaoban.trust.audit.actions import record
from tests.factories.agencies import Agencies

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_event(actor: Actor) -> None:
    record(event=Event.CHECKED, ref=RecordRef("petition", 7), details={"reason": "thiếu chữ ký"}, by=actor)


def test_events_read_as_sentences(sign_in: Callable[..., Client], one_event: None) -> None:
    page = sign_in("auditor").get(reverse("audit:list")).content.decode()
    assert "kết luận điều kiện xử lý" in page
    assert "lý do thiếu chữ ký" in page
    assert reverse("petitions:detail", args=[7]) in page


def test_filter_by_event_leaves_others_out(sign_in: Callable[..., Client], one_event: None) -> None:
    client = sign_in("auditor")
    assert "thiếu chữ ký" not in client.get(reverse("audit:list"), {"event": "petitions.closed"}).content.decode()
    assert "thiếu chữ ký" in client.get(reverse("audit:list"), {"event": "petitions.checked"}).content.decode()


def test_wrong_day_is_a_sentence(sign_in: Callable[..., Client]) -> None:
    answer = sign_in("auditor").get(reverse("audit:list"), {"start": "31/02/2026"})
    assert answer.status_code == 200
    assert "31/02/2026" in answer.content.decode()


def test_chain_is_checked_on_request(sign_in: Callable[..., Client], one_event: None) -> None:
    assert "Chuỗi nguyên vẹn" in sign_in("auditor").get(reverse("audit:list"), {"kiem-tra": "1"}).content.decode()


def test_clerk_may_not_read_the_ledger(sign_in: Callable[..., Client], agencies: Agencies) -> None:
    assert sign_in("clerk", agencies.ban_tiep_cong_dan).get(reverse("audit:list")).status_code == 403


def test_codes_days_and_rules_are_told_in_words(sign_in: Callable[..., Client], actor: Actor) -> None:
    details = {"disposition": "chuyen_don", "on": "2026-09-16", "rule": "KN_ACCEPT_1", "fields": "received_on, person"}
    record(event=Event.DISPOSED, ref=RecordRef("petition", 9), details=details, by=actor)
    page = sign_in("auditor").get(reverse("audit:list")).content.decode()
    for words in ("chuyển đơn", "16/9/2026", "Thụ lý khiếu nại lần đầu", "ngày nhận, người viết"):
        assert words in page
    assert "hướng xử lý chuyen_don" not in page
    assert "2026-09-16" not in page
