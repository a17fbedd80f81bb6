from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from giaoban.core.paper import docx, pdf
from giaoban.core.paper.tree import plain_text
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotAllowed
from giaoban.registers.petitions.rules.letters import DOTS, FIELDS, WRITER_FIELDS, Head, compose, forms, load

HERE = Head("Thanh tra tỉnh Hà Lam", "Ủy ban nhân dân tỉnh Hà Lam", "TTT", "Hà Lam", 2026)
FULL = {name: f"‹{name}›" for name in FIELDS}


def test_every_form_of_the_law_data_is_here() -> None:
    expected = {"01/TCD", "02/TCD", "Mẫu 01", "Mẫu 02", "Mẫu 03", "Mẫu 04", "KN-01", "KN-02", "KN-03", "KN-04", "KN-14", "KN-14a", "KN-14b"}
    expected |= {f"TC-{number:02}" for number in range(1, 13)}
    assert expected <= {form.code for form in forms().values()}


@pytest.mark.parametrize("slug", sorted(forms()))
def test_form_is_written_as_docx_and_pdf(slug: str) -> None:
    form = forms()[slug]
    for facts in (FULL, {}):
        paper = compose(form, facts, HERE)
        assert docx.write(paper).startswith(b"PK")
        assert pdf.write(paper).startswith(b"%PDF")
    assert "{" not in plain_text(compose(form, FULL, HERE))


@pytest.mark.parametrize("slug", sorted(slug for slug, form in forms().items() if form.identity == "none"))
def test_form_without_identity_cannot_name_the_writer(slug: str) -> None:
    said = plain_text(compose(forms()[slug], FULL, HERE))
    assert not [name for name in WRITER_FIELDS if FULL[name] in said]


def test_notice_to_the_denounced_and_the_transfer_are_without_identity() -> None:
    """Luật Tố cáo Điều 29.3, 56.2."""
    assert forms()["tc-06"].identity == "none"
    assert forms()["mau-03"].identity == "none"
    assert all(form.identity == "none" for slug, form in forms().items() if slug in {"tc-04", "tc-07", "tc-09", "tc-10", "tc-11", "tc-12"})


def test_missing_facts_become_dotted_lines() -> None:
    assert DOTS in plain_text(compose(forms()["kn-03"], {}, HERE))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('surprise = "x"', "surprise"),
        ('body = ["{nickname}"]', "nickname"),
        ('identity = "none"\nbody = ["{writer}"]', "không được ghi"),
    ],
)
def test_broken_form_is_refused_naming_file_and_form(change: str, said: str) -> None:
    whole = {"code": '"X-1"', "title": '"X"', "identity": '"open"', "confirmed": "true", "body": '["a"]'}
    lines = [f"{key} = {value}" for key, value in whole.items() if not any(line.startswith(f"{key} ") for line in change.splitlines())]
    with pytest.raises(InvalidInput) as refused:
        load({"x.toml": 'about = "petition"\ninstrument = "N"\n[[form]]\n' + "\n".join([*lines, change])})
    assert said in refused.value.text()
    assert "x.toml" in refused.value.text()


def write(record: Any, form: str, by: Actor, **more: Any) -> str:
    from giaoban.registers.petitions import actions

    return plain_text(actions.write_letter(record=record, form=form, by=by, **more))


@pytest.mark.django_db
def test_complainant_is_told_of_acceptance_by_name_and_day(letter: Callable[..., Any], actor: Actor) -> None:
    said = write(letter(until="da_thu_ly"), "kn-03", actor)
    assert "Nguyễn Thị Tám" in said
    assert "từ ngày 04/9/2026" in said


@pytest.mark.django_db
def test_form_of_another_step_is_refused(letter: Callable[..., Any], actor: Actor) -> None:
    with pytest.raises(InvalidInput):
        write(letter(), "kn-03", actor)
    with pytest.raises(InvalidInput):
        write(letter(), "tc-06", actor)


@pytest.mark.django_db
def test_sealed_writer_is_named_only_by_an_opening_for_this_purpose(
    letter: Callable[..., Any], agencies: Any, make_actor: Callable[..., Actor]
) -> None:
    from giaoban.registers.petitions import actions
    from giaoban.registers.petitions.sealing import reveals

    row = letter(until="da_thu_ly", kind="to_cao", respondent="Cán bộ địa chính xã Khê Đông")
    clerk, approver = (make_actor(role, agencies.ban_tiep_cong_dan, user_id=n) for n, role in ((3, "clerk"), (4, "approver")))
    assert "Tám" not in write(row, "tc-06", clerk)
    assert not reveals(row.identity_ref)
    for purpose in ("xac_minh", "gui_van_ban"):
        with pytest.raises(NotAllowed):
            write(row, "tc-05", clerk)
        asked = actions.ask_reveal(
            record=row, purpose=purpose, parts=["name", "address"], motive="Gửi thông báo thụ lý cho người tố cáo", by=clerk
        )
        actions.answer_reveal(record=row, number=asked.pk, agreed=True, by=approver)
    assert "Nguyễn Thị Tám" in write(row, "tc-05", clerk)
    assert len(reveals(row.identity_ref)) == 1
    with pytest.raises(NotAllowed):
        write(row, "tc-05", approver)


@pytest.mark.django_db
def test_each_print_is_in_the_ledger_without_a_name(letter: Callable[..., Any], actor: Actor) -> None:
    from giaoban.trust.audit.models import Event

    row = letter(until="da_thu_ly")
    write(row, "kn-03", actor)
    event = Event.objects.filter(event="petitions.letter_written").get()
    assert event.details == {"form": "KN-03", "named": True}


@pytest.mark.django_db
def test_refused_visitor_gets_the_notice(visit: Callable[..., Any], actor: Actor) -> None:
    from giaoban.registers.petitions import actions
    from giaoban.registers.petitions.queries import letters_for

    turn = visit()
    assert {form.code for form in letters_for(turn)} == {"02/TCD", "TBKL-TCD"}
    refused = actions.refuse_to_receive(reception=turn, ground="ltcd_9_3", on=date(2026, 9, 1), by=actor)
    assert "Nguyễn Thị Tám" in write(refused, "01-tcd", actor)
