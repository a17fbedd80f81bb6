"""What the entry form says while a letter is typed, and what it keeps for the next."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from giaoban.core.values.actors import Actor
from giaoban.sites.desk.petitions.entering import missing_of
from giaoban.trust.vault.rules import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
STORY = "Khiếu nại mức bồi thường khi thu hồi thửa đất số 4512 tờ bản đồ 24 làm đường liên xã qua thôn Ba Lạch"
TYPED = {
    "received_on": "14/9/2026", "channel": "buu_chinh", "kind": "khieu_nai", "round": "lan_dau", "field": "dat_dai",
    "name": "Nguyễn Thị Tám", "birth_year": "1961", "address": "Thôn Ba Lạch, xã Khê Đông", "summary": STORY,
}  # fmt: skip


@pytest.fixture
def kept(actor: Actor, agencies: Any) -> Callable[..., Any]:
    from giaoban.registers.petitions import actions

    def register(**more: Any) -> Any:
        given = {
            "agency": agencies.ban_tiep_cong_dan, "received_on": date(2026, 9, 1), "channel": "buu_chinh", "kind": "khieu_nai",
            "summary": STORY, "person": Person(name="Nguyễn Thị Tám", birth_year=1961, address="Thôn Ba Lạch, xã Khê Đông"),
        }  # fmt: skip
        return actions.register(**{**given, **more}, by=actor)

    return register


def beside(client: Client, **more: Any) -> str:
    return client.post("/don/moi/ben-canh/", {**TYPED, **more}).content.decode()


def test_same_letter_is_shown_while_typing(sign_in: SignIn, agencies: Any, kept: Callable[..., Any]) -> None:
    row = kept()
    said = beside(sign_in("clerk", agencies.ban_tiep_cong_dan))
    assert "Có thể trùng" in said
    assert f"đơn số {row.number}" in said
    assert f'value="{row.pk}"' in said


def test_letter_of_another_agency_is_told_by_its_place_only(sign_in: SignIn, agencies: Any, kept: Callable[..., Any]) -> None:
    row = kept(agency=agencies.xa_dong)
    said = beside(sign_in("clerk", agencies.ban_tiep_cong_dan))
    assert "Có thể trùng" in said
    assert "Tám" not in said
    assert f"/don/{row.pk}/" not in said
    assert "một đơn tại" in said


def test_sealed_letter_is_never_named(sign_in: SignIn, agencies: Any, kept: Callable[..., Any]) -> None:
    kept(kind="to_cao")
    said = beside(sign_in("clerk", agencies.ban_tiep_cong_dan), kind="to_cao")
    assert "niêm phong" in said
    assert "Tám" not in said


def test_refused_letter_is_no_longer_offered_and_may_be_taken_back(sign_in: SignIn, agencies: Any, kept: Callable[..., Any]) -> None:
    row = kept()
    said = beside(sign_in("clerk", agencies.ban_tiep_cong_dan), refused=str(row.pk))
    assert "Có thể trùng" not in said
    assert "Đã bỏ qua" in said


def test_chosen_letter_is_linked_and_refused_one_kept(sign_in: SignIn, agencies: Any, kept: Callable[..., Any]) -> None:
    from giaoban.registers.petitions.models import DuplicateRefusal, Petition

    first, other = kept(), kept(summary="Đề nghị sửa kênh mương thủy lợi nội đồng thôn Hai trước vụ xuân")
    clerk = sign_in("clerk", agencies.ban_tiep_cong_dan)
    clerk.post("/don/moi/", {**TYPED, "agency": agencies.ban_tiep_cong_dan.pk, "master": first.pk, "refused": [other.pk], "key": "k1"})
    row = Petition.objects.latest("pk")
    assert row.duplicate_of_id == first.pk
    assert DuplicateRefusal.objects.count() == 1


def test_wrong_choice_does_not_lose_the_letter(sign_in: SignIn, agencies: Any, kept: Callable[..., Any]) -> None:
    later = kept(received_on=date(2026, 9, 18))
    clerk = sign_in("clerk", agencies.ban_tiep_cong_dan)
    page = clerk.post("/don/moi/", {**TYPED, "agency": agencies.ban_tiep_cong_dan.pk, "master": later.pk, "key": "k2"}, follow=True)
    assert "Đã vào sổ đơn số 2/2026" in page.content.decode()
    assert "nhận sau đơn này" in page.content.decode()


def test_missing_is_said_and_does_not_hinder() -> None:
    said = missing_of({"kind": "khieu_nai", "summary": STORY, "name": "Tám"})
    assert any("ngày, tháng, năm" in text for text in said)
    assert any("địa chỉ người viết" in text for text in said)
    assert not any("họ, tên" in text for text in said)
    assert missing_of(TYPED | {"written_on": "1/9/2026", "respondent": "UBND xã", "request": "Xem lại"}) == ()


def test_next_letter_begins_with_what_repeats(sign_in: SignIn, agencies: Any) -> None:
    clerk = sign_in("clerk", agencies.ban_tiep_cong_dan)
    saved = clerk.post(
        "/don/moi/", {**TYPED, "agency": agencies.ban_tiep_cong_dan.pk, "do": "next", "forwarded_by": "UBND tỉnh", "key": "k3"}
    )
    assert saved["Location"] == "/don/moi/?tiep=1"
    following = clerk.get("/don/moi/?tiep=1").content.decode()
    assert 'value="14/9/2026"' in following
    assert "UBND tỉnh" in following
    assert "Tám" not in following
    assert "4512" not in following
    assert '<option value="dat_dai" selected>' in clerk.get("/don/moi/").content.decode()


def test_page_that_sent_by_itself_is_told_where_to_go(sign_in: SignIn, agencies: Any) -> None:
    clerk = sign_in("clerk", agencies.ban_tiep_cong_dan)
    answer = clerk.post("/don/moi/", {**TYPED, "agency": agencies.ban_tiep_cong_dan.pk, "key": "k4"}, headers={"X-Typing": "1"})
    assert answer.status_code == 204
    assert answer["X-Go-To"].startswith("/don/")


def test_places_before_and_after_the_merger_are_offered(sign_in: SignIn, agencies: Any) -> None:
    page = sign_in("clerk", agencies.ban_tiep_cong_dan).get("/don/moi/").content.decode()
    assert '<option value="xã Suối Ngàn" data-now="phường Ngàn Lau">' in page
    assert '<option value="xã Khê Đông">' in page
