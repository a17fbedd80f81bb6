"""The nineteen obligations to protect who denounces, P1 to P19 of the law data 2.13, each with a test that names it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.core.paper import pdf
from giaoban.core.paper.tree import Document, para, plain_text
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError, InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Petition, ProtectedPerson, RedactedCopy, SecrecyWaiver
from giaoban.registers.petitions.queries.letters import facts_of
from giaoban.registers.petitions.rules.letters import WRITER_FIELDS, forms
from giaoban.registers.petitions.rules.small_counts import shown_counts
from giaoban.trust.accounts.rules import role_sheets
from giaoban.trust.audit.models import Event
from giaoban.trust.files.models import Attachment
from giaoban.trust.vault.models import Opening, Reveal
from giaoban.trust.vault.rules import WARNING

from .sealed_scene import FILE_NAME, RELATIVE, SCAN, WRITER, every_table, leaks, opened, play

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 10)


@pytest.fixture
def clerk(agencies: Any, make_actor: Callable[..., Actor]) -> Actor:
    return make_actor("clerk", agencies.thanh_tra, user_id=61, name="Cán bộ một")


@pytest.fixture
def approver(agencies: Any, make_actor: Callable[..., Actor]) -> Actor:
    return make_actor("approver", agencies.thanh_tra, user_id=62, name="Lãnh đạo hai")


@pytest.fixture
def row(agencies: Any, clerk: Actor, approver: Actor) -> Petition:
    return play(agencies, clerk, approver)


@pytest.fixture
def new(agencies: Any, clerk: Actor) -> Petition:
    """A denunciation just received."""
    return actions.register(
        agency=agencies.thanh_tra, received_on=date(2026, 9, 1), channel="truc_tiep", kind="to_cao", person=WRITER,
        summary="Tố cáo lập khống hồ sơ", respondent="Cán bộ địa chính", by=clerk,
    )  # fmt: skip


def protection(row: Petition, by: Actor, **changes: Any) -> Any:
    people = [actions.ToProtect(RELATIVE, "vo_chong", ("tinh_mang", "viec_lam"))]
    given = {"people": people, "reason": "Bị đe dọa tại nhà nhiều lần", "on": DAY, "signed": True}
    return actions.ask_protection(petition=row, by=by, **(given | changes))


DECIDED = {
    "decision": "9/QĐ", "on": DAY, "ground": "Luật Tố cáo Điều 52", "measures": "Bố trí nơi tạm lánh", "bodies": "Công an xã", "starts_on": DAY,
    "sent_to": "Người được bảo vệ; Công an xã",
}  # fmt: skip


def test_p1_nothing_that_tells_of_the_denouncer_is_disclosed(row: Petition) -> None:
    """P1, Luật Tố cáo Điều 8.3: name, address, handwriting and other information are nowhere but in the vault."""
    assert not {table: told for table, cells in every_table(lambda table: None) if (told := leaks(cells))}
    assert row.sealed


def test_p2_denouncer_has_the_right_to_secrecy_from_the_first_moment(new: Petition, clerk: Actor) -> None:
    """P2, Luật Tố cáo Điều 9.1.b: sealed without anybody asking; the name is in no list and no search."""
    assert new.sealed
    assert queries.names([new], clerk) == {}
    assert not queries.listing(clerk, queries.PetitionFilter(q="quang thi my le")).exists()


def test_p3_resolver_sees_only_what_the_case_needs(row: Petition, approver: Actor, make_actor: Callable[..., Actor], agencies: Any) -> None:
    """P3, Luật Tố cáo Điều 11.2.c: other agencies do not find the record; within the agency each opening is its asker's alone."""
    with pytest.raises(NotFound):
        queries.get(make_actor("clerk", agencies.ban_tiep_cong_dan, user_id=70), row.pk)
    with pytest.raises(NotAllowed):
        actions.reveal(record=row, purpose="gui_van_ban", by=approver)


def test_p4_each_body_answers_for_its_own_looks(row: Petition, agencies: Any) -> None:
    """P4, Luật Tố cáo Điều 49.2: the ledger tells of each look by which agency's person it was."""
    looks = Event.objects.filter(event="vault.revealed")
    assert looks.exists()
    assert set(looks.values_list("agency_ref", flat=True)) == {agencies.thanh_tra.pk}


def test_p5_transfer_takes_a_clean_copy_and_never_the_original(row: Petition, clerk: Actor, approver: Actor) -> None:
    """P5, Luật Tố cáo Điều 56.2: the copy is typed anew, searched, and refused while anything of the identity is in it."""
    copy = RedactedCopy.objects.get(petition=row)
    content, _, name = actions.open_paper(record=row, number=copy.attachment_id, by=clerk)
    assert not leaks(content)
    assert name == "ban-da-che-1.docx"
    opened(row, clerk, approver, "lap_ban_che", "originals")
    with pytest.raises(InvalidInput, match="bản chụp"):
        actions.release_redacted(petition=row, recipient="Thanh tra", file=(b"\x89PNG\r\n\x1a\n", "quet.png"), by=clerk)
    dirty = pdf.write(Document(form="state", issuer="A", body=(para(f"Bà {WRITER.name}"),)))
    with pytest.raises(RefusedByLaw, match="chữ"):
        actions.release_redacted(petition=row, recipient="Thanh tra", file=(dirty, "ban.pdf"), by=clerk)
    assert RedactedCopy.objects.count() == 1


def test_p6_what_is_published_points_at_nobody(row: Petition) -> None:
    """P6, Luật Tố cáo Điều 56.1: counts never by person, small ones hidden."""
    assert not [one.name for one in queries.COUNTS if "identity" in one.name]
    assert shown_counts([1, 8, 30], with_total=True) == ["dưới 3", "…", "30"]


def test_p7_meeting_the_denouncer_leaves_no_name_on_shared_pages(row: Petition, clerk: Actor) -> None:
    """P7, Luật Tố cáo Điều 56.3: the motive of an opening to meet the person is kept without the name, deadlines name the number only."""
    from giaoban.trust.clocks.models import Clock

    assert not [text for text in Opening.objects.values_list("motive", "answer") if leaks(" ".join(text).encode())]
    assert not [label for label in Clock.objects.values_list("ref_label", flat=True) if leaks(label.encode())]


def test_p8_denounced_person_is_told_the_content_only(row: Petition, clerk: Actor) -> None:
    """P8, Luật Tố cáo Điều 29.3: TC-06 has no place for an identity, and none is opened for it."""
    before = Reveal.objects.count()
    said = plain_text(actions.write_letter(record=row, form="tc-06", by=clerk))
    assert not leaks(said.encode())
    assert not [name for name in WRITER_FIELDS if any(f"{{{name}}}" in line for line in forms()["tc-06"].body)]
    assert Reveal.objects.count() == before


def test_p9_publication_is_without_the_denouncer(row: Petition) -> None:
    """P9, Luật Tố cáo Điều 40.3: what letters and notices are filled from holds nothing of a sealed writer."""
    assert not leaks(str(facts_of(row)).encode())
    assert all(forms()[slug].identity == "none" for slug in ("tc-04", "tc-06", "tc-12"))


def test_p10_seal_outlives_the_case(row: Petition, clerk: Actor) -> None:
    """P10, Luật Tố cáo Điều 39.3: a concluded and closed denunciation is as sealed as before, its papers too."""
    row = actions.decide(petition=row, on=date(2026, 9, 18), number="7/KL", outcome="sai", by=clerk)
    assert row.sealed
    paper = Attachment.objects.filter(ref_kind="petition", ref_id=row.pk, sealed=True).get()
    with pytest.raises(GiaoBanError):
        actions.open_paper(record=queries.get(clerk, row.pk), number=paper.pk + 1000, by=clerk)
    assert SCAN not in paper.file.sha256.encode()
    assert queries.names([row], clerk) == {}


def test_p11_secrecy_ends_only_by_the_denouncers_own_paper(new: Petition, clerk: Actor) -> None:
    """P11, Luật Tố cáo Điều 47.2: waived with a paper of a day, which is kept."""
    with pytest.raises(InvalidInput):
        actions.waive_seal(petition=new, paper=" ", on=DAY, by=clerk)
    row = actions.waive_seal(petition=new, paper="Văn bản ngày 10/9/2026", on=DAY, ground="tu_cong_khai", by=clerk)
    kept = SecrecyWaiver.objects.get()
    assert (row.sealed, kept.on, kept.ground) == (False, DAY, "tu_cong_khai")
    assert Event.objects.filter(event="petitions.waived").count() == 1


def test_p12_protected_people_are_those_of_the_law_and_sealed(new: Petition, clerk: Actor) -> None:
    """P12, Luật Tố cáo Điều 47.1: denouncer, spouse, parents, children; who they are is in the vault alone."""
    protection(new, clerk)
    one = ProtectedPerson.objects.get()
    assert (one.relation, one.goods) == ("vo_chong", ["tinh_mang", "viec_lam"])
    assert not {table: told for table, cells in every_table(lambda table: None) if (told := leaks(cells))}
    with pytest.raises(InvalidInput):
        protection(new, clerk, people=[actions.ToProtect(RELATIVE, "ban_be", ("tinh_mang",))])


def test_p13_request_is_written_and_signed_or_urgent_and_written_later(new: Petition, clerk: Actor) -> None:
    """P13, Luật Tố cáo Điều 50."""
    with pytest.raises(RefusedByLaw, match="chữ ký"):
        protection(new, clerk, signed=False)
    with pytest.raises(RefusedByLaw, match="khẩn cấp"):
        protection(new, clerk, channel="dien_thoai")
    request = protection(new, clerk, channel="dien_thoai", urgent=True, signed=False)
    assert request.written_on is None
    request = actions.write_protection(petition=new, number=request.pk, on=date(2026, 9, 11), by=clerk)
    assert (request.written_on, request.signed) == (date(2026, 9, 11), True)


def test_p14_decision_says_all_the_law_asks_and_goes_to_few(new: Petition, clerk: Actor) -> None:
    """P14, Luật Tố cáo Điều 52: day, ground, measures, bodies, start, and whom it is sent to."""
    request = protection(new, clerk)
    with pytest.raises(InvalidInput, match="Điều 52"):
        actions.decide_protection(petition=new, number=request.pk, by=clerk, **(DECIDED | {"sent_to": ""}))
    made = actions.decide_protection(petition=new, number=request.pk, by=clerk, **DECIDED)
    assert (made.starts_on, made.sent_to) == (DAY, "Người được bảo vệ; Công an xã")
    assert Petition.objects.get(pk=new.pk).protected_people == 1
    assert queries.protected_counts(DAY, DAY, clerk) == {"total": 1, "denouncers": 0, "relatives": 1, "work": 1, "person": 1}


def test_p15_protection_ends_by_the_grounds_of_the_law(new: Petition, clerk: Actor) -> None:
    """P15, Luật Tố cáo Điều 54.2."""
    request = protection(new, clerk)
    with pytest.raises(RefusedByLaw):
        actions.end_protection(petition=new, number=request.pk, ground="quyet_dinh", on=DAY, paper="1/QĐ", by=clerk)
    actions.decide_protection(petition=new, number=request.pk, by=clerk, **DECIDED)
    with pytest.raises(RefusedByLaw, match="kết luận"):
        actions.end_protection(petition=new, number=request.pk, ground="ket_luan", on=DAY, by=clerk)
    made = actions.end_protection(petition=new, number=request.pk, ground="vi_pham", on=date(2026, 9, 15), paper="2/QĐ", by=clerk)
    assert (made.ended_on, made.request.petition_id) == (date(2026, 9, 15), new.pk)


def test_p16_file_of_a_protection_is_checked_from_a_to_i(new: Petition, clerk: Actor) -> None:
    """P16, Luật Tố cáo Điều 55."""
    request = protection(new, clerk)
    actions.file_protection_paper(petition=new, number=request.pk, kind="c", on=DAY, paper="9/QĐ", by=clerk)
    (told,) = queries.protections(new, clerk)
    assert [code for code, _, _ in told.papers] == ["a", "b", "c", "d", "dd", "e", "g", "h", "i"]
    assert [code for code, _, held in told.papers if held] == ["c"]


def test_p17_opening_warns_takes_two_people_and_is_never_forgotten(new: Petition, clerk: Actor, approver: Actor) -> None:
    """P17, Nghị định 31/2019/NĐ-CP Điều 22.2.b: warned of the discipline, two persons, who, when, why, which parts, agreed to by whom."""
    assert "cảnh cáo" in WARNING
    opened(new, clerk, approver, "lien_he", "name", "phone")
    person = actions.reveal(record=new, purpose="lien_he", by=clerk)
    assert (person.name, person.phone, person.address) == (WRITER.name, WRITER.phone, "")
    (line,) = queries.openings(new, approver)
    assert (line.opening.asked_name, line.opening.answered_name, len(line.looks)) == ("Cán bộ một", "Lãnh đạo hai", 1)
    told = Event.objects.get(event="vault.revealed").details
    assert (told["parts"], told["approved_by"]) == (["name", "phone"], "Lãnh đạo hai")
    with pytest.raises(Exception, match=r"(?i)protect|ledger|append|restrict|nhật ký|audit"):
        Event.objects.filter(event="vault.revealed").delete()


def test_p18_no_machine_and_no_export_goes_round_the_rights(row: Petition, agencies: Any, settings: Any) -> None:
    """P18, Nghị định 55/2022/NĐ-CP: interface and export ask for the right; who may ask and who may agree are two rights."""
    from tests.sites.desk.people import official

    settings.TODAY = "2026-09-21"
    stranger = Client()
    assert stranger.get("/don/?xuat=xlsx").status_code == 302
    stranger.force_login(official("administrator"))
    assert stranger.get("/don/?xuat=xlsx").status_code == 403
    assert stranger.get(reverse("petitions:reveal", args=[row.pk])).status_code == 403
    assert stranger.get("/api/petitions").status_code in (401, 403, 404)
    sheets = role_sheets()
    assert [code for code, sheet in sheets.items() if "identities.approve" in sheet.rights] == ["approver"]
    assert not sheets["administrator"].rights & {"identities.read", "identities.reveal", "identities.approve"}


def test_p19_data_at_rest_is_encrypted_and_bound_to_the_key(
    row: Petition, clerk: Actor, approver: Actor, settings: Any, tmp_path: Any
) -> None:
    """P19, Nghị định 124/2020/NĐ-CP Điều 30a.3: without the key neither identity nor paper opens, whoever agrees."""
    opened(row, clerk, approver, "xac_minh", "name", "originals")
    paper = Attachment.objects.filter(ref_kind="petition", ref_id=row.pk, sealed=True).get()
    assert actions.open_paper(record=row, number=paper.pk, by=clerk)[0] == SCAN
    assert FILE_NAME not in paper.title
    settings.VAULT_KEY_FILE = tmp_path / "other.key"
    settings.VAULT_KEY_FILE.write_text("11" * 32)
    for attempt in (
        lambda: actions.open_paper(record=row, number=paper.pk, by=clerk),
        lambda: actions.reveal(record=row, purpose="xac_minh", by=clerk),
    ):
        with pytest.raises(NotAllowed, match="không mở được"):
            attempt()
