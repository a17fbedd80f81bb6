"""Opening a sealed record by two people, its papers, its clean copy and its protections, on the pages of the desk."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions import actions
from giaoban.registers.petitions.models import Petition, ProtectionRequest, Reception, RedactedCopy
from giaoban.trust.audit.models import Event
from giaoban.trust.files.models import Attachment
from giaoban.trust.vault.models import Opening
from giaoban.trust.vault.rules import Person

WRITER = Person(name="Hoàng Thị Mến", birth_year=1970, address="Thôn Khe Tre, xã Khê Đông", phone="0912345987", identity_no="038070000456")
SCAN = b"%PDF-1.4 Don cua Hoang Thi Men"
MOTIVE = "Lập bản trích chuyển Thanh tra tỉnh theo văn bản 5/CV"


@pytest.fixture
def denunciation(agencies: Any, actor: Actor) -> Petition:
    return actions.register(
        agency=agencies.thanh_tra, received_on=date(2026, 9, 1), channel="truc_tiep", kind="to_cao", person=WRITER,
        summary="Tố cáo lập khống danh sách hỗ trợ nhà ở", respondent="Cán bộ địa chính xã Khê Đông", by=actor,
    )  # fmt: skip


@pytest.fixture
def clerk(sign_in: Callable[..., Client], agencies: Any) -> Client:
    return sign_in("clerk", agencies.thanh_tra)


@pytest.fixture
def approver(sign_in: Callable[..., Client], agencies: Any) -> Client:
    return sign_in("approver", agencies.thanh_tra)


def opened(clerk: Client, approver: Client, pk: int, purpose: str, parts: list[str]) -> Opening:
    asked = clerk.post(reverse("petitions:reveal", args=[pk]), {"purpose": purpose, "parts": parts, "motive": MOTIVE})
    assert asked.status_code == 302
    opening = Opening.objects.latest("pk")
    approver.post(reverse("petitions:reveal_answer", args=[pk, opening.pk]), {"agreed": "1"})
    return opening


def send(client: Client, pk: int, name: str = "Don_Hoang_Thi_Men.pdf", content: bytes = SCAN, room: str = "petitions") -> Any:
    return client.post(reverse(f"{room}:papers", args=[pk]), {"file": SimpleUploadedFile(name, content)})


def test_look_takes_two_people_and_belongs_to_the_asker(
    clerk: Client, approver: Client, sign_in: Any, agencies: Any, denunciation: Any
) -> None:
    page = clerk.get(reverse("petitions:reveal", args=[denunciation.pk])).content.decode()
    assert "cảnh cáo" in page
    assert "Mến" not in page
    opening = opened(clerk, approver, denunciation.pk, "lien_he", ["name"])
    look = reverse("petitions:look", args=[denunciation.pk, opening.pk])
    said = clerk.post(look)
    assert "Hoàng Thị Mến" in said.content.decode()
    assert "0912345987" not in said.content.decode()
    assert "no-store" in said["Cache-Control"]
    for other in (approver, sign_in("clerk", agencies.thanh_tra)):
        assert other.post(look).status_code == 403
    assert clerk.post(reverse("petitions:shut", args=[denunciation.pk, opening.pk])).status_code == 302
    assert clerk.post(look).status_code == 403
    told = clerk.get(reverse("petitions:detail", args=[denunciation.pk])).content.decode()
    assert "mục đích" in told
    assert "người đồng ý" in told
    assert "Mến" not in told


def test_waiting_requests_are_listed_for_the_second_person(clerk: Client, approver: Client, denunciation: Any) -> None:
    clerk.post(reverse("petitions:reveal", args=[denunciation.pk]), {"purpose": "lien_he", "parts": ["name"], "motive": MOTIVE})
    assert denunciation.number in approver.get(reverse("petitions:openings")).content.decode()
    own = clerk.get(reverse("petitions:reveal", args=[denunciation.pk])).content.decode()
    assert 'name="agreed"' not in own
    assert 'name="agreed"' in approver.get(reverse("petitions:reveal", args=[denunciation.pk])).content.decode()
    assert (
        clerk.post(reverse("petitions:reveal_answer", args=[denunciation.pk, Opening.objects.get().pk]), {"agreed": "1"}).status_code == 403
    )


@pytest.mark.parametrize("role", ["leader", "specialist", "reporter", "administrator", "auditor"])
def test_others_may_not_ask(sign_in: Any, agencies: Any, denunciation: Any, role: str) -> None:
    assert sign_in(role, agencies.thanh_tra).get(reverse("petitions:reveal", args=[denunciation.pk])).status_code in (403, 404)


def test_clerk_of_another_agency_finds_nothing(sign_in: Any, agencies: Any, denunciation: Any) -> None:
    other = sign_in("clerk", agencies.ban_tiep_cong_dan)
    for name in ("reveal", "papers", "redacted", "protection"):
        assert other.get(reverse(f"petitions:{name}", args=[denunciation.pk])).status_code == 404


def test_sealed_paper_is_encrypted_and_named_by_its_place(clerk: Client, approver: Client, denunciation: Any, settings: Any) -> None:
    assert send(clerk, denunciation.pk).status_code == 302
    send(clerk, denunciation.pk)
    paper = Attachment.objects.get()
    assert (paper.title, paper.sealed, paper.file.media_type) == ("tai-lieu-1.pdf", True, "application/x-giaoban-sealed")
    kept = [path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert not [content for content in kept if b"Hoang" in content]
    address = reverse("petitions:paper", args=[denunciation.pk, paper.pk])
    assert clerk.get(address).status_code == 403
    opened(clerk, approver, denunciation.pk, "xac_minh", ["name"])
    assert clerk.get(address).status_code == 403
    opened(clerk, approver, denunciation.pk, "xac_minh", ["originals"])
    handed = clerk.get(address)
    assert handed.content == SCAN
    assert 'filename="tai-lieu-1.pdf"' in handed["Content-Disposition"]
    assert Event.objects.filter(event="files.opened").count() == 1


def test_open_paper_of_a_visit_goes_by_its_own_name(sign_in: Any, agencies: Any, actor: Actor) -> None:
    turn = actions.receive(
        agency=agencies.thanh_tra, received_on=date(2026, 9, 1), kind="thuong_xuyen", petition_kind="khieu_nai",
        summary="Trình bày việc bồi thường đất", person=WRITER, by=actor,
    )  # fmt: skip
    clerk = sign_in("clerk", agencies.thanh_tra)
    assert send(clerk, turn.pk, "bản đồ.pdf", room="receptions").status_code == 302
    paper = Attachment.objects.get()
    assert clerk.get(reverse("receptions:paper", args=[turn.pk, paper.pk])).content == SCAN
    assert "bản đồ.pdf" in clerk.get(reverse("receptions:papers", args=[turn.pk])).content.decode()
    assert Reception.objects.get().sealed is False


def test_sealing_later_moves_papers_under_seal(
    clerk: Client, actor: Actor, agencies: Any, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    row = actions.register(
        agency=agencies.thanh_tra, received_on=date(2026, 9, 1), channel="truc_tiep", kind="khieu_nai", person=WRITER,
        summary="Khiếu nại việc thu hồi đất", by=actor,
    )  # fmt: skip
    send(clerk, row.pk)
    with django_capture_on_commit_callbacks(execute=True):
        actions.request_seal(petition=row, paper="Đơn ngày 2/9/2026", by=actor)
    paper = Attachment.objects.get()
    assert (paper.title, paper.sealed) == ("tai-lieu-1.pdf", True)
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file() and path.read_bytes() == SCAN]


def test_letter_that_becomes_a_denunciation_takes_its_papers_under_seal(clerk: Client, actor: Actor, agencies: Any) -> None:
    row = actions.register(
        agency=agencies.thanh_tra, received_on=date(2026, 9, 1), channel="truc_tiep", kind="kien_nghi", person=WRITER,
        summary="Kiến nghị kiểm tra danh sách hỗ trợ", by=actor,
    )  # fmt: skip
    send(clerk, row.pk)
    actions.change(petition=row, kind="to_cao", by=actor)
    assert (Attachment.objects.get().sealed, Attachment.objects.get().title) == (True, "tai-lieu-1.pdf")


def test_papers_of_a_writer_who_waived_secrecy_open_like_the_identity(clerk: Client, sign_in: Any, denunciation: Any, actor: Actor) -> None:
    send(clerk, denunciation.pk)
    actions.waive_seal(petition=denunciation, paper="Văn bản 10/9/2026", on=date(2026, 9, 10), by=actor)
    address = reverse("petitions:paper", args=[denunciation.pk, Attachment.objects.get().pk])
    assert clerk.get(address).content == SCAN
    assert sign_in("leader").get(address).status_code == 403


def test_sealed_visit_opens_by_two_people_too(clerk: Client, sign_in: Any, agencies: Any, actor: Actor) -> None:
    turn = actions.receive(
        agency=agencies.thanh_tra, received_on=date(2026, 9, 1), kind="thuong_xuyen", petition_kind="to_cao",
        summary="Trình bày việc lập khống hồ sơ", person=WRITER, by=actor,
    )  # fmt: skip
    assert send(clerk, turn.pk, room="receptions").status_code == 302
    assert Attachment.objects.get().sealed
    asked = clerk.post(reverse("receptions:reveal", args=[turn.pk]), {"purpose": "lien_he", "parts": ["name"], "motive": MOTIVE})
    assert asked.status_code == 302
    number = Opening.objects.get().pk
    approver = sign_in("approver", agencies.thanh_tra)
    assert approver.post(reverse("receptions:reveal_answer", args=[turn.pk, number]), {"agreed": "1"}).status_code == 302
    assert "Hoàng Thị Mến" in clerk.post(reverse("receptions:look", args=[turn.pk, number])).content.decode()


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ\x00\x01"), ("a.pdf", b"")])
def test_paper_of_a_wrong_kind_is_a_sentence(clerk: Client, denunciation: Any, name: str, content: bytes) -> None:
    assert send(clerk, denunciation.pk, name, content).status_code == 422
    assert not Attachment.objects.exists()


def test_300_mb_are_refused_before_they_are_read(clerk: Client, denunciation: Any) -> None:
    class Unread(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise AssertionError("read")

    page = clerk.generic(
        "POST", reverse("petitions:papers", args=[denunciation.pk]), b"", "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * 2**20), **{"wsgi.input": Unread()},
    )  # fmt: skip
    assert page.status_code == 413
    assert "300 MB" in page.content.decode()


def test_no_upload_touches_a_temporary_file(settings: Any) -> None:
    from giaoban.sites.console.serve import held_in_memory

    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > settings.MAX_FILE_BYTES
    assert held_in_memory()["inbuf_overflow"] >= held_in_memory()["max_request_body_size"]


def test_clean_copy_is_released_only_without_a_trace(clerk: Client, approver: Client, denunciation: Any) -> None:
    url = reverse("petitions:redacted", args=[denunciation.pk])
    given = {
        "recipient": "Ủy ban nhân dân xã Khê Đông",
        "paper": "5/CV",
        "kind": "docx",
        "transcript": "Tôi là Hoàng Thị Mến. Lập khống hồ sơ.\n0912.345.987",
    }
    assert clerk.post(url, given).status_code == 422
    opened(clerk, approver, denunciation.pk, "lap_ban_che", ["name", "originals"])
    assert clerk.post(url, given).status_code == 302
    copy = RedactedCopy.objects.select_related("attachment").get()
    assert (copy.masked, copy.recipient, copy.attachment.title) == (2, "Ủy ban nhân dân xã Khê Đông", "ban-da-che-1.docx")
    handed = clerk.get(reverse("petitions:paper", args=[denunciation.pk, copy.attachment_id]))
    assert "Mến" not in __import__("docx").Document(io.BytesIO(handed.content)).element.xml
    dirty = __import__("docx").Document()
    dirty.core_properties.author = "Hoang Thi Men"
    out = io.BytesIO()
    dirty.save(out)
    refused = clerk.post(url, {**given, "file": SimpleUploadedFile("ban-che.docx", out.getvalue())})
    assert refused.status_code == 422
    assert "thuộc tính tệp" in refused.content.decode()
    assert RedactedCopy.objects.count() == 1
    assert Event.objects.filter(event="petitions.redaction_refused").count() == 1


def test_machine_reads_the_original_and_masks_it(clerk: Client, approver: Client, denunciation: Any) -> None:
    send(clerk, denunciation.pk, "don.txt", "Tôi tên Hoàng Thị Mến tố cáo lập khống hồ sơ".encode())
    opened(clerk, approver, denunciation.pk, "lap_ban_che", ["originals"])
    page = clerk.post(reverse("petitions:redacted", args=[denunciation.pk]), {"draft": str(Attachment.objects.get().pk)}).content.decode()
    assert "tố cáo lập khống hồ sơ" in page
    assert "Mến" not in page


PROTECT = {
    "on": "10/9/2026", "channel": "dien_thoai", "urgent": "on", "relation": "vo_chong", "name": "Lường Văn Kín", "address": "Thôn Khe Tre",
    "goods": ["tinh_mang", "viec_lam"], "reason": "Có người đe dọa ông Lường Văn Kín tại nhà",
}  # fmt: skip


def test_protection_from_the_call_to_its_end(clerk: Client, denunciation: Any) -> None:
    url = reverse("petitions:protection", args=[denunciation.pk])
    assert clerk.post(url, {**PROTECT, "urgent": ""}).status_code == 422
    assert clerk.post(url, PROTECT).status_code == 302
    request = ProtectionRequest.objects.get()

    def step(name: str, **given: str) -> int:
        return int(clerk.post(reverse("petitions:protect_step", args=[denunciation.pk, request.pk, name]), given).status_code)

    assert step("van-ban", on="11/9/2026") == 302
    decided = {
        "decision": "9/QĐ-TTT",
        "on": "12/9/2026",
        "starts_on": "12/9/2026",
        "ground": "Luật Tố cáo Điều 52",
        "measures": "Bố trí nơi tạm lánh",
    }
    assert step("quyet-dinh", **decided) == 422
    assert step("quyet-dinh", **decided, bodies="Công an xã Khê Đông", sent_to="Người được bảo vệ") == 302
    assert step("tai-lieu", kind="c", on="12/9/2026", paper="9/QĐ-TTT") == 302
    assert step("cham-dut", ground="ket_luan", on="15/9/2026") == 422
    assert step("cham-dut", ground="quyet_dinh", on="15/9/2026", paper="10/QĐ-TTT") == 302
    request.refresh_from_db()
    assert request.state == "da_cham_dut"
    said = clerk.get(url).content.decode()
    assert "Bố trí nơi tạm lánh" in said
    assert "Kín" not in said
    assert Petition.objects.get().protected_people == 1
