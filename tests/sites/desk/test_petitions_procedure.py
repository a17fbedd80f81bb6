"""The pages beside the main line of a petition: the decision table, splitting, forwarders, dialogue, execution, papers, filters."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions import actions
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.audit.models import Event
from giaoban.trust.clocks import queries as clocks
from tests.factories.agencies import Agencies

pytestmark = pytest.mark.django_db
TAM = Person(name="Nguyễn Thị Tám", birth_year=1961, address="Thôn Ba Lạch, xã Khê Đông")


@pytest.fixture
def clerk(sign_in: Callable[..., Client], agencies: Agencies) -> Client:
    return sign_in("clerk", agencies.ban_tiep_cong_dan)


@pytest.fixture
def letter(agencies: Agencies, actor: Actor) -> Callable[..., Petition]:
    """A letter of 1/9/2026; ``checked``: eligible and within competence or not; ``accepted``: accepted on 4/9."""

    def write(kind: str = "khieu_nai", *, checked: bool | None = None, accepted: bool = False, **values: Any) -> Petition:
        given = {"summary": "Khiếu nại việc thu hồi thửa đất số 118", "channel": "buu_chinh", "person": TAM, **values}
        row = actions.register(agency=agencies.ban_tiep_cong_dan, received_on=date(2026, 9, 1), kind=kind, by=actor, **given)
        if checked is None and not accepted:
            return row
        row = actions.check(petition=row, eligible=True, within_competence=accepted or bool(checked), by=actor)
        if not accepted:
            return row
        row = actions.dispose(petition=row, disposition="de_xuat_thu_ly", on=date(2026, 9, 3), by=actor)
        return actions.accept(petition=row, on=date(2026, 9, 4), by=actor)

    return write


def page(client: Client, row: Petition) -> str:
    return client.get(reverse("petitions:detail", args=[row.pk])).content.decode()


def side(client: Client, row: Petition, name: str, target: int = 0, **given: Any) -> Any:
    row.refresh_from_db()
    url = reverse("petitions:beside_row", args=[row.pk, name, target]) if target else reverse("petitions:beside", args=[row.pk, name])
    assert client.get(url).status_code == 200
    return client.post(url, {"version": row.version, **given})


def handle(client: Client, row: Petition, **given: Any) -> Any:
    return client.post(reverse("petitions:act", args=[row.pk, "dispose"]), {"version": row.version, "on": "16/9/2026", **given})


def test_proposal_is_shown_with_why_law_and_form(clerk: Client, letter: Callable[..., Petition]) -> None:
    said = clerk.get(reverse("petitions:act", args=[letter("to_cao", checked=False).pk, "dispose"])).content.decode()
    for words in ("Luật gợi ý: Chuyển đơn", "chuyển một lần cho cùng nội dung", "Mẫu 03 Phiếu chuyển đơn tố cáo", "Điều 24 khoản 2"):
        assert words in said


def test_marks_change_the_proposal_and_stay_in_the_form(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter("to_cao", checked=True)
    said = clerk.get(reverse("petitions:act", args=[row.pk, "dispose"]), {"signs": ["crime_signs", "khong_co"]}).content.decode()
    assert "Luật gợi ý: Chuyển cơ quan điều tra" in said
    assert re.findall(r'<input type="hidden" name="signs" value="(\w+)"', said) == ["crime_signs"]
    assert handle(clerk, row, disposition="chuyen_dieu_tra", sent_to="Công an tỉnh", signs=["crime_signs"]).status_code == 302


def test_another_choice_asks_why_and_the_ledger_keeps_it(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter(checked=True)
    answer = handle(clerk, row, disposition="huong_dan")
    assert answer.status_code == 422
    assert "Chọn hướng khác thì ghi lý do" in answer.content.decode()
    assert handle(clerk, row, disposition="huong_dan", reason="Người viết xin hướng dẫn lại").status_code == 302
    kept = Event.objects.get(event="petitions.disposed", ref_id=row.pk).details
    assert (kept["proposed"], kept["reason"]) == ("de_xuat_thu_ly", "Người viết xin hướng dẫn lại")
    assert "Người viết xin hướng dẫn lại" in page(clerk, row)


def test_transfer_to_an_abolished_body_names_the_successor(clerk: Client, letter: Callable[..., Petition], agencies: Agencies) -> None:
    answer = handle(clerk, letter("to_cao", checked=False), disposition="chuyen_don", sent_to=agencies.huyen_cu.name)
    assert answer.status_code == 422
    assert agencies.xa_dong.short_name in answer.content.decode()


def test_mixed_letter_is_split_on_its_page(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter("nhieu_noi_dung")
    assert reverse("petitions:beside", args=[row.pk, "tach-don"]) in page(clerk, row)
    parts = {
        "on": "16/9/2026", "kind1": "to_cao", "summary1": "Tố cáo nhận tiền", "field1": "tham_nhung", "kind2": "khieu_nai",
        "summary2": "Khiếu nại thu hồi đất", "field2": "dat_dai",
    }  # fmt: skip
    assert side(clerk, row, "tach-don", **parts).status_code == 302
    made = list(row.parts.order_by("pk"))
    said = page(clerk, row)
    assert all(f"đơn {part.number}" in said for part in made)
    assert f"đơn {row.number}" in page(clerk, made[0])
    assert TAM.name not in said + page(clerk, made[0])


def test_part_without_a_kind_is_refused_and_kept(clerk: Client, letter: Callable[..., Petition]) -> None:
    answer = side(clerk, letter("nhieu_noi_dung"), "tach-don", on="16/9/2026", summary1="Nội dung một")
    assert answer.status_code == 422
    assert "Chọn loại của nội dung này" in answer.content.decode()
    assert "Nội dung một" in answer.content.decode()


def test_every_forwarder_is_listed_and_answered_on_the_page(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter("to_cao", channel="chuyen_den", forwarded_by="Mặt trận Tổ quốc tỉnh")
    assert side(clerk, row, "co-quan-chuyen", body="Báo Hà Lam", received_on="8/9/2026", paper="5/BHL").status_code == 302
    said = page(clerk, row)
    assert said.count("Ghi trả lời ") == 2
    second = row.forwarders.get(body="Báo Hà Lam")
    assert side(clerk, row, "tra-loi", second.pk, on="18/9/2026", paper="40/TTT").status_code == 302
    assert page(clerk, row).count("Ghi trả lời ") == 1


def test_forwarder_of_another_letter_does_not_exist(clerk: Client, letter: Callable[..., Petition], actor: Actor) -> None:
    other = actions.add_forwarder(petition=letter("to_cao"), body="Báo Hà Lam", received_on=date(2026, 9, 2), by=actor)
    assert side(clerk, letter("to_cao"), "tra-loi", other.pk, on="18/9/2026", paper="40/TTT").status_code == 422


def test_deadline_of_a_forwarders_answer_opens_its_petition(clerk: Client, letter: Callable[..., Petition], actor: Actor) -> None:
    row = letter("to_cao")
    body = actions.add_forwarder(petition=row, body="Báo Hà Lam", received_on=date(2026, 9, 2), by=actor)
    answer = clerk.get(reverse("petitions:forwarded", args=[body.pk]))
    assert answer.url == reverse("petitions:detail", args=[row.pk])
    assert clerk.get(reverse("petitions:forwarded", args=[999])).status_code == 404
    assert f'href="{reverse("petitions:forwarded", args=[body.pk])}"' in clerk.get("/thoi-han/").content.decode()


def test_dialogue_is_planned_notified_and_recorded(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter(accepted=True, round="lan_hai")
    given = {"on": "21/9/2026", "place": "Trụ sở", "chair": "Trần Văn Bé"}
    refused = side(clerk, row, "doi-thoai", **given)
    assert refused.status_code == 422
    assert "chậm nhất ngày" in refused.content.decode()
    assert side(clerk, row, "doi-thoai", **given, notified_on="14/9/2026").status_code == 302
    meeting = row.dialogues.get()
    assert side(clerk, row, "bien-ban", meeting.pk, on="21/9/2026", minutes="BB 1", disputed="Giá bồi thường").status_code == 302
    assert "Còn khác nhau: Giá bồi thường" in page(clerk, row)


def test_execution_shows_what_remains_until_nothing_does(clerk: Client, letter: Callable[..., Petition], actor: Actor) -> None:
    orders = actions.Consequences(recovered_state_million=Decimal("100.5"), people_handled=2)
    row = actions.decide(petition=letter(accepted=True), on=date(2026, 9, 10), number="9/QĐ", outcome="dung", consequences=orders, by=actor)
    url = reverse("petitions:act", args=[row.pk, "execute"])
    assert "còn 100,5 triệu đồng" in clerk.get(url).content.decode()
    step = {"on": "16/9/2026", "recovered_state_million": "60,5", "paper": "2/BB"}
    assert clerk.post(url, {"version": row.version, "key": "a", **step}).status_code == 302
    assert "60%" in page(clerk, row)
    row.refresh_from_db()
    beyond = clerk.post(url, {"version": row.version, "key": "b", "on": "16/9/2026", "recovered_state_million": "41"})
    assert beyond.status_code == 422
    assert "chỉ còn 40 phải thi hành" in beyond.content.decode()
    last = {"on": "17/9/2026", "recovered_state_million": "40", "people_handled": "2", "key": "c", "version": row.version}
    assert clerk.post(url, last).status_code == 302
    row.refresh_from_db()
    assert row.executed_on == date(2026, 9, 17)


def test_grounds_are_choices_of_the_law(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter("to_cao", accepted=True)
    said = clerk.get(reverse("petitions:act", args=[row.pk, "terminate"])).content.decode()
    assert "Người bị tố cáo chết" in said
    assert "Điều 34" in said
    given = {"on": "16/9/2026", "paper": "4/QĐ", "ground": "Vì thích thế", "version": row.version}
    assert clerk.post(reverse("petitions:act", args=[row.pk, "terminate"]), given).status_code == 422


def test_originals_are_given_back_once(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter(originals=True)
    assert reverse("petitions:beside", args=[row.pk, "giay-to-goc"]) in page(clerk, row)
    assert side(clerk, row, "giay-to-goc", on="16/9/2026", paper="Biên nhận 3").status_code == 302
    assert "giấy tờ gốc đã trả 16/9/2026" in page(clerk, row)
    assert reverse("petitions:beside", args=[row.pk, "giay-to-goc"]) not in page(clerk, row)


def test_second_complaint_names_the_decision_before(clerk: Client, letter: Callable[..., Petition]) -> None:
    first, second = letter(accepted=True), letter(round="lan_hai")
    assert side(clerk, second, "lan-truoc", earlier=first.number).status_code == 302
    assert f"đơn {first.number}" in page(clerk, second)
    assert side(clerk, letter(round="lan_hai"), "lan-truoc", earlier="99/2026").status_code == 422


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"papers": "goc"}, 1),
        ({"papers": "chua_tra"}, 1),
        ({"papers": "ban_sao"}, 2),
        ({"papers": "khong"}, 3),
        ({"many": "nhieu"}, 2),
        ({"many": "mot"}, 3),
        ({"within": "chua_ro"}, 3),
        ({"within": "khong"}, 3),
        ({"competent_kind": "to_tung"}, 2),
        ({"round": "lan_hai"}, 3),
    ],
)
def test_axes_of_classification_filter_the_register(
    clerk: Client, letter: Callable[..., Petition], asked: dict[str, str], found: int
) -> None:
    first = letter(originals=True, signatories=2)
    second = letter(attachments=3, signatories=7, competent_kind="to_tung")
    third = letter("to_cao", checked=False)
    fourth = letter(round="lan_hai")
    rows = {1: [first], 2: [second], 3: []}
    shown = re.findall(r'data-key="open" href="/don/(\d+)/"', clerk.get(reverse("petitions:list"), asked).content.decode())
    expected = {
        "papers=khong": [third, fourth], "many=mot": [first, third, fourth], "within=chua_ro": [first, second, fourth], "within=khong": [third],
        "round=lan_hai": [fourth],
    }.get("=".join(*asked.items()), rows[found])  # fmt: skip
    assert {int(pk) for pk in shown} == {row.pk for row in expected}


def test_axes_are_typed_on_the_form_and_kept(clerk: Client, agencies: Agencies) -> None:
    given = {
        "agency": agencies.ban_tiep_cong_dan.pk, "received_on": "16/9/2026", "channel": "buu_chinh", "kind": "khieu_nai", "round": "lan_dau",
        "field": "dat_dai", "name": "Lò Thị Bưởi", "summary": "Khiếu nại đất", "signatories": "6", "attachments": "4", "originals": "on",
        "competent_kind": "hanh_chinh", "key": "k1",
    }  # fmt: skip
    assert clerk.post(reverse("petitions:create"), given).status_code == 302
    row = Petition.objects.get()
    assert (row.attachments, row.originals, row.competent_kind, row.signatories) == (4, True, "hanh_chinh", 6)


def test_urgings_are_told_on_the_record_and_the_register(clerk: Client, letter: Callable[..., Petition], actor: Actor) -> None:
    from giaoban.trust.clocks import actions as urging

    row = letter()
    dues = [item for item in clocks.dues(actor, actor.today) if item.ref.id == row.pk]
    urging.urge(dues=dues, seen=[item.seen for item in dues], batch="b", by=actor)
    words = "đã đôn đốc 1 lần, lần cuối 20/9/2026"
    assert words in page(clerk, row)
    assert words in clerk.get(reverse("petitions:list")).content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"received_on": "30/02/2026"}, "30/02/2026"),
        ({"birth_year": "2041"}, "tương lai"),
        ({"name": "Ă" * 500}, "120"),
        ({"name": "Nguyễn 😀 Tám"}, "ký tự lạ"),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_typed_is_lost(clerk: Client, agencies: Agencies, changes: dict[str, str], words: str) -> None:
    given = {
        "agency": agencies.ban_tiep_cong_dan.pk, "received_on": "16/9/2026", "channel": "buu_chinh", "kind": "khieu_nai", "round": "lan_dau",
        "field": "dat_dai", "name": "Lò Thị Bưởi", "summary": "Khiếu nại đất \u202eruộng", "signatories": "1", "key": "k1", **changes,
    }  # fmt: skip
    answer = clerk.post(reverse("petitions:create"), given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Khiếu nại đất" in answer.content.decode()
    assert not Petition.objects.exists()


def test_side_pages_take_few_queries(clerk: Client, letter: Callable[..., Petition], django_assert_max_num_queries: Any) -> None:
    row = letter("to_cao", channel="chuyen_den", forwarded_by="Báo Hà Lam", accepted=True)
    with django_assert_max_num_queries(40):
        page(clerk, row)


def test_reader_has_no_buttons_beside(sign_in: Callable[..., Client], letter: Callable[..., Petition]) -> None:
    row, leader = letter("nhieu_noi_dung"), sign_in("leader")
    assert reverse("petitions:beside", args=[row.pk, "tach-don"]) not in page(leader, row)
    assert leader.get(reverse("petitions:beside", args=[row.pk, "tach-don"])).status_code == 403
