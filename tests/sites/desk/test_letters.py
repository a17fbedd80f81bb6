import io
import zipfile
from datetime import date
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.trust.vault.models import Opening
from giaoban.trust.vault.rules import Person

WRITER = Person(name="Hoàng Thị Mến", address="Thôn Khe Tre, xã Khê Đông", identity_no="038070000456")


@pytest.fixture
def denunciation(agencies: Any, actor: Actor) -> Any:
    from giaoban.registers.petitions import actions

    row = actions.register(
        agency=agencies.thanh_tra, received_on=date(2026, 9, 1), channel="truc_tiep", kind="to_cao", person=WRITER,
        summary="Tố cáo lập khống danh sách hỗ trợ nhà ở", respondent="Cán bộ địa chính xã Khê Đông", by=actor,
    )  # fmt: skip
    row = actions.check(petition=row, eligible=True, within_competence=True, by=actor)
    row = actions.dispose(petition=row, disposition="de_xuat_thu_ly", on=date(2026, 9, 3), paper="1/PĐX", by=actor)
    return actions.accept(petition=row, on=date(2026, 9, 4), paper="2/QĐ", by=actor)


def words(page: Any) -> str:
    return zipfile.ZipFile(io.BytesIO(page.content)).read("word/document.xml").decode()


def test_list_marks_the_forms_that_name_the_writer(sign_in: Any, agencies: Any, denunciation: Any) -> None:
    said = sign_in("clerk", agencies.thanh_tra).get(f"/don/{denunciation.pk}/mau/").content.decode()
    assert "TC-06" in said
    assert "KN-03" not in said
    assert said.count("cần mở danh tính") == 3  # TC-02, TC-03, TC-05
    assert "Mến" not in said


def test_notice_to_the_denounced_comes_as_word_and_pdf_without_the_name(sign_in: Any, agencies: Any, denunciation: Any) -> None:
    clerk = sign_in("clerk", agencies.thanh_tra)
    page = clerk.post(f"/don/{denunciation.pk}/mau/", {"form": "tc-06", "kind": "docx"})
    assert "tc-06" in page["Content-Disposition"]
    assert "Cán bộ địa chính" in words(page)
    assert "Mến" not in words(page)
    assert clerk.post(f"/don/{denunciation.pk}/mau/", {"form": "tc-06", "kind": "pdf"}).content.startswith(b"%PDF")


def test_name_needs_an_opening_that_a_second_person_agreed_to(sign_in: Any, agencies: Any, denunciation: Any) -> None:
    asked, address = {"form": "tc-05", "kind": "docx"}, f"/don/{denunciation.pk}/mau/"
    clerk, approver = sign_in("clerk", agencies.thanh_tra), sign_in("approver", agencies.thanh_tra)
    assert clerk.post(address, asked).status_code == 403
    wanted = {"purpose": "gui_van_ban", "parts": ["name", "address"], "motive": "Gửi thông báo thụ lý cho người tố cáo"}
    clerk.post(f"/don/{denunciation.pk}/danh-tinh/", wanted)
    number = Opening.objects.get().pk
    approver.post(f"/don/{denunciation.pk}/danh-tinh/{number}/tra-loi/", {"agreed": "1"})
    assert "Hoàng Thị Mến" in words(clerk.post(address, asked))
    assert approver.post(address, asked).status_code == 403


def test_reader_without_writing_is_refused(sign_in: Any, denunciation: Any) -> None:
    assert sign_in("leader").get(f"/don/{denunciation.pk}/mau/").status_code == 403
