"""The register of petitions on the desk: who sees what, typing a letter, every next step, loading a file."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions import actions
from giaoban.registers.petitions.choices import Channel, PetitionKind
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.sealing import Person
from tests.factories.agencies import Agencies

pytestmark = pytest.mark.django_db
SECRET = "Giàng Thị Mỷ Sua"
ROAD = "Đề nghị bồi thường đất nông nghiệp khi làm đường vào thôn Bản Mế"


@pytest.fixture
def letter(actor: Actor, agencies: Agencies) -> Callable[..., Petition]:
    """``letter(kind="to_cao")``: a letter in the book of the reception office."""

    def build(kind: str = PetitionKind.KHIEU_NAI, summary: str = ROAD, name: str = "Nguyễn Văn Đức", **fields: Any) -> Petition:
        given = {"received_on": date(2026, 9, 14), "channel": Channel.BUU_CHINH, "agency": agencies.ban_tiep_cong_dan, **fields}
        return actions.register(kind=kind, summary=summary, person=Person(name=name, phone="0912345678"), by=actor, **given)

    return build


@pytest.fixture
def clerk(sign_in: Callable[..., Client], agencies: Agencies) -> Client:
    return sign_in("clerk", agencies.ban_tiep_cong_dan)


def typed(agencies: Agencies, **changes: Any) -> dict[str, Any]:
    return {
        "agency": agencies.ban_tiep_cong_dan.pk,
        "received_on": "14/9/2026",
        "channel": "buu_chinh",
        "kind": "khieu_nai",
        "round": "lan_dau",
        "field": "dat_dai",
        "name": "Lò Văn Pành",
        "summary": "Không đồng ý quyết định thu hồi đất số 212",
        "signatories": "1",
        "key": "k1",
        **changes,
    }


def test_list_shows_row_with_next_step_and_deadline(
    clerk: Client, letter: Callable[..., Petition], django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        row = letter()
    with django_assert_max_num_queries(12):
        page = clerk.get(reverse("petitions:list")).content.decode()
    for word in (row.number, "Bản Mế", "Nguyễn Văn Đức", row.next_step, "23/9/2026"):
        assert word in page


def test_sealed_writer_is_a_tag_everywhere(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter(PetitionKind.TO_CAO, "Lập khống hồ sơ hỗ trợ nhà ở", SECRET, respondent="Một cán bộ xã")
    assert row.sealed
    for url in (
        reverse("petitions:list"),
        reverse("petitions:detail", args=[row.pk]),
        reverse("petitions:panel", args=[row.pk]),
        reverse("petitions:edit", args=[row.pk]),
        reverse("petitions:matter", args=[row.matter_id]),
    ):
        page = clerk.get(url).content.decode()
        assert SECRET not in page
        assert "niêm phong" in page or "panel" in url or "xem-nhanh" in url
    book = CalamineWorkbook.from_filelike(io.BytesIO(clerk.get(reverse("petitions:list"), {"xuat": "xlsx"}).content))
    text = str(book.get_sheet_by_index(0).to_python())
    assert SECRET not in text
    assert "[niêm phong]" in text
    assert row.number in text


def test_search_needs_no_marks_and_filter_leaves_out(clerk: Client, letter: Callable[..., Petition]) -> None:
    letter()
    letter(PetitionKind.PHAN_ANH, "Bãi tập kết vật liệu gây bụi cạnh trường học", "Giàng A Páo")
    page = clerk.get(reverse("petitions:list"), {"q": "bui canh truong"}).content.decode()
    assert "Bãi tập kết" in page
    assert "Bản Mế" not in page
    page = clerk.get(reverse("petitions:list"), {"kind": "khieu_nai", "due": ""}).content.decode()
    assert "Bãi tập kết" not in page
    assert "Bản Mế" in page
    assert "Bản Mế" not in clerk.get(reverse("petitions:list"), {"from_": "15/9/2026"}).content.decode()


def test_other_agency_sees_nothing(sign_in: Callable[..., Client], agencies: Agencies, letter: Callable[..., Petition]) -> None:
    row, other = letter(), sign_in("clerk", agencies.so_tu_phap)
    assert row.number + "</a>" not in other.get(reverse("petitions:list")).content.decode()
    assert other.get(reverse("petitions:detail", args=[row.pk])).status_code == 404
    assert other.post(reverse("petitions:act", args=[row.pk, "check"]), {"eligible": "1"}).status_code == 404


def test_leader_reads_but_does_not_write(sign_in: Callable[..., Client], letter: Callable[..., Petition]) -> None:
    row, leader = letter(), sign_in("leader")
    assert leader.get(reverse("petitions:detail", args=[row.pk])).status_code == 200
    assert leader.get(reverse("petitions:create")).status_code == 403
    assert leader.get(reverse("petitions:act", args=[row.pk, "check"])).status_code == 403
    assert leader.get(reverse("petitions:reveal", args=[row.pk])).status_code == 403


def test_administrator_may_not_read_petitions(sign_in: Callable[..., Client]) -> None:
    assert sign_in("administrator").get(reverse("petitions:list")).status_code == 403


def test_create_keeps_letter_once_for_two_clicks(clerk: Client, agencies: Agencies) -> None:
    first = clerk.post(reverse("petitions:create"), typed(agencies))
    second = clerk.post(reverse("petitions:create"), typed(agencies))
    row = Petition.objects.get()
    assert first.url == second.url == reverse("petitions:detail", args=[row.pk])
    assert (row.kind, row.received_on) == ("khieu_nai", date(2026, 9, 14))


def test_names_are_never_in_the_draft(clerk: Client) -> None:
    page = clerk.get(reverse("petitions:create")).content.decode()
    part = page[page.index("<fieldset data-nodraft") :]
    part = part[: part.index("</fieldset>")]
    for name in ("name", "phone", "identity_no", "address", "birth_year"):
        assert f'name="{name}"' in part


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"received_on": "31/02/2026"}, "31/02/2026"),
        ({"received_on": "30/9/2026"}, "tương lai"),
        ({"name": ""}, "Chưa ghi họ tên"),
        ({"kind": "to_cao"}, "không thống kê theo lĩnh vực"),
    ],
)
def test_refusal_keeps_what_was_typed(clerk: Client, agencies: Agencies, changes: dict[str, str], words: str) -> None:
    answer = clerk.post(reverse("petitions:create"), typed(agencies, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "thu hồi đất số 212" in page
    assert not Petition.objects.exists()


def test_edit_on_an_old_version_is_refused_and_kept(clerk: Client, agencies: Agencies, letter: Callable[..., Petition]) -> None:
    row = letter()
    url = reverse("petitions:edit", args=[row.pk])
    given = typed(agencies, name="", version=row.version)
    assert clerk.post(url, given).status_code == 302
    again = clerk.post(url, {**given, "summary": "Nội dung khác hẳn"})
    assert again.status_code == 422
    assert "Người khác vừa sửa" in again.content.decode()
    assert "Nội dung khác hẳn" in again.content.decode()


def act(client: Client, row: Petition, name: str, **given: Any) -> Any:
    return client.post(reverse("petitions:act", args=[row.pk, name]), {"version": row.version, **given})


def test_letter_goes_from_receipt_to_its_close(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter()
    steps = (
        ("check", {"within": "1"}, "dang_kiem_tra"),
        ("dispose", {"disposition": "de_xuat_thu_ly", "on": "16/9/2026"}, "da_xu_ly"),
        ("accept", {"on": "17/9/2026", "paper": "12/TB"}, "da_thu_ly"),
        ("suspend", {"on": "18/9/2026", "paper": "3/QĐ", "ground": "cho_ket_qua"}, "tam_dinh_chi"),
        ("resume", {"on": "21/9/2026", "paper": "4/QĐ"}, "da_thu_ly"),
        ("decide", {"on": "21/9/2026", "number": "15/QĐ", "outcome": "dung", "returned_people_million": "12,5"}, "da_giai_quyet"),
        ("execute", {"on": "21/9/2026", "returned_people_million": "12,5", "key": "k"}, "dang_thi_hanh"),
        ("close", {}, "ket_thuc"),
    )
    for name, given, state in steps:
        page = clerk.get(reverse("petitions:detail", args=[row.pk])).content.decode()
        assert reverse("petitions:act", args=[row.pk, name]) in page, name
        answer = act(clerk, row, name, **given)
        assert answer.status_code == 302, answer.content.decode()
        row.refresh_from_db()
        assert row.state == state
    assert float(row.returned_people_million) == 12.5
    page = clerk.get(reverse("petitions:detail", args=[row.pk])).content.decode()
    assert "thụ lý" in page
    assert "tạm đình chỉ giải quyết" in page


def test_unlawful_step_is_a_sentence(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter()
    answer = act(clerk, row, "decide", on="21/9/2026", number="1/QĐ", outcome="dung")
    assert answer.status_code == 422
    assert "chưa thụ lý" in answer.content.decode()
    assert clerk.get(reverse("petitions:act", args=[row.pk, "khong-co"])).status_code == 404


def test_ineligible_letter_names_its_fault(clerk: Client, letter: Callable[..., Petition]) -> None:
    row = letter()
    act(clerk, row, "check", faults=["signed"], within="1")
    row.refresh_from_db()
    assert row.eligibility == "khong_du"
    assert "chữ ký" in row.ineligible_reason
    page = clerk.get(reverse("petitions:act", args=[row.pk, "dispose"])).content.decode()
    assert "Luật gợi ý" in page


def test_same_letter_is_offered_and_linked(clerk: Client, letter: Callable[..., Petition]) -> None:
    first, second = letter(received_on=date(2026, 9, 2)), letter()
    page = clerk.get(reverse("petitions:detail", args=[second.pk])).content.decode()
    assert "Có thể trùng" in page
    assert first.number in page
    answer = clerk.post(reverse("petitions:duplicate", args=[second.pk]), {"master": f"#{first.pk}", "version": second.version})
    second.refresh_from_db()
    assert answer.status_code == 302
    assert second.duplicate_of_id == first.pk
    clerk.post(reverse("petitions:unlink", args=[second.pk]))
    second.refresh_from_db()
    assert second.duplicate_of_id is None


def test_unknown_master_number_is_a_sentence(clerk: Client, letter: Callable[..., Petition]) -> None:
    answer = clerk.post(reverse("petitions:duplicate", args=[letter().pk]), {"master": "999/2020"})
    assert answer.status_code == 422
    assert "999/2020" in answer.content.decode()


CSV = (
    "id;ngày nhận;nguồn đơn;loại đơn;họ tên;nội dung;lĩnh vực\n"
    "a1;02/9/2026;bưu chính;khiếu nại;Vàng Thị Say;Bồi thường đất ruộng;đất đai\n"
    "a2;45/9/2026;bưu chính;khiếu nại;Lý A Sử;Đất rừng;đất đai\n"
)


def test_file_is_checked_then_loaded_and_bad_rows_come_back(clerk: Client) -> None:
    url = reverse("petitions:load")
    page = clerk.post(url, {"file": SimpleUploadedFile("don.csv", CSV.encode()), "do": "check"})
    text = page.content.decode()
    assert "45/9/2026" in text
    assert not Petition.objects.exists()
    kept = {"kept": page.context["form"].initial["kept"], "kept_name": "don.csv"}
    bad = clerk.post(url, {**kept, "do": "bad"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(bad.content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "a2"
    assert "45/9/2026" in rows[1][-1]
    clerk.post(url, {**kept, "do": "load"})
    clerk.post(url, {**kept, "do": "load"})
    assert [row.source_key for row in Petition.objects.all()] == ["a1"]


def test_hostile_or_missing_file_is_a_sentence(clerk: Client) -> None:
    url = reverse("petitions:load")
    assert "Chọn tệp" in clerk.post(url, {"do": "check"}).content.decode()
    answer = clerk.post(url, {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 hong"), "do": "check"})
    assert answer.status_code == 422
    assert "Không đọc được" in answer.content.decode()


def test_numbers_over_a_thousand_stay_plain_in_addresses(clerk: Client, letter: Callable[..., Petition]) -> None:
    first = letter(received_on=date(2026, 9, 2))
    Petition.objects.filter(pk=first.pk).update(version=1200)
    second = letter()
    Petition.objects.filter(pk=second.pk).update(version=1300)
    page = clerk.get(reverse("petitions:detail", args=[second.pk])).content.decode()
    assert 'name="version" value="1300"' in page
    assert "1.300" not in page
