from datetime import timedelta
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotFound
from giaoban.registers.petitions.choices import Disposition, PetitionState, Proof
from giaoban.registers.petitions.rules.receipts import ALPHABET, BY_DISPOSITION, BY_STATE, code_of, proof_of, read_code, told

HERE = "203.0.113.7"


@pytest.mark.parametrize("number", [0, 1, 2**50 - 1, 123_456_789_012_345])
def test_code_reads_back_however_it_is_typed(number: int) -> None:
    code = code_of(number)
    assert read_code(code) == code
    assert read_code(code.lower().replace("-", " ")) == code
    assert read_code(code.replace("0", "O").replace("1", "l")) == code


def test_a_wrong_letter_or_two_exchanged_are_caught() -> None:
    code = code_of(123_456_789_012_345)
    letters = code.replace("-", "")
    for place, letter in enumerate(letters[:10]):
        for other in ALPHABET:
            if other != letter and (ALPHABET.index(other) - ALPHABET.index(letter)) % 31:
                assert read_code(letters[:place] + other + letters[place + 1 :]) is None
    swapped = letters[1] + letters[0] + letters[2:]
    assert swapped == letters or read_code(swapped) is None


@pytest.mark.parametrize(
    ("phone", "identity", "year", "expected"),
    [
        ("0912345678", "038061000123", 1961, (Proof.DIEN_THOAI, "5678")),
        ("", "038061000123", 1961, (Proof.SO_DINH_DANH, "0123")),
        ("12", "", 1961, (Proof.NAM_SINH, "1961")),
        ("", "", None, None),
    ],
)
def test_second_question_is_the_best_the_letter_gives(phone: str, identity: str, year: int | None, expected: Any) -> None:
    assert proof_of(phone, identity, year) == expected


def test_every_state_and_disposition_has_a_sentence_for_the_writer() -> None:
    assert set(BY_STATE) == set(PetitionState) - {PetitionState.DA_XU_LY}
    assert set(BY_DISPOSITION) == set(Disposition)


def test_the_state_is_told_with_days_the_vietnamese_way(actor: Actor) -> None:
    days = {"received": actor.today, "accepted": actor.today}
    facts = {"disposition": "de_xuat_thu_ly", "duplicate_of": "", "agency": "Thanh tra tỉnh", "sent_to": "", "outcome": ""}
    said = told(state="da_thu_ly", days=days, **facts)
    assert said.text() == "Thanh tra tỉnh đã thụ lý đơn ngày 20/9/2026 và đang giải quyết."
    assert said.step == 2


@pytest.fixture
def issued(db: None, letter: Any, actor: Actor) -> Any:
    from giaoban.registers.petitions import actions

    return actions.issue_receipt(petition=letter(), by=actor)


def look(code: str, proof: str, by: Actor, address: str = HERE) -> Any:
    from giaoban.registers.petitions import actions

    return actions.look_up(code=code, proof=proof, address=address, by=by)


def test_holder_sees_the_petition_with_code_and_last_digits(issued: Any, actor: Actor) -> None:
    assert issued.proof == Proof.DIEN_THOAI
    assert issued.pin == ""
    assert look(issued.code.lower(), "5678", actor).petition_id == issued.receipt.petition_id


def test_code_and_answer_are_nowhere_in_the_database(issued: Any) -> None:
    row = issued.receipt
    kept = f"{row.code_mark} {row.proof_mark}"
    assert issued.code not in kept
    assert issued.code.replace("-", "") not in kept
    assert "5678" not in row.proof_mark[:8]


def test_wrong_unknown_and_replaced_get_the_same_words(issued: Any, letter: Any, actor: Actor) -> None:
    from giaoban.registers.petitions import actions

    newer = actions.issue_receipt(petition=issued.receipt.petition, by=actor)
    said = set()
    for code, proof in ((issued.code, "5678"), (newer.code, "1111"), (code_of(99), "5678"), ("không phải mã", "5678")):
        with pytest.raises(NotFound) as refused:
            look(code, proof, actor)
        said.add(refused.value.text())
    assert len(said) == 1
    assert look(newer.code, "5678", actor)


def test_after_five_wrong_answers_the_right_one_waits_an_hour(issued: Any, actor: Actor) -> None:
    from dataclasses import replace

    for _ in range(5):
        with pytest.raises(NotFound):
            look(issued.code, "0000", actor)
    with pytest.raises(NotFound):
        look(issued.code, "5678", actor, address="198.51.100.2")
    later = replace(actor, at=actor.at + timedelta(minutes=61))
    assert look(issued.code, "5678", later)


def test_an_address_that_guesses_many_codes_waits_too(issued: Any, actor: Actor) -> None:
    for number in range(30):
        with pytest.raises(NotFound):
            look(code_of(number), "0000", actor)
    with pytest.raises(NotFound):
        look(issued.code, "5678", actor)
    assert look(issued.code, "5678", actor, address="198.51.100.2")


def test_letter_without_numbers_gets_six_digits_of_its_own(letter: Any, actor: Actor) -> None:
    from giaoban.registers.petitions import actions
    from giaoban.trust.vault.rules import Person

    issued = actions.issue_receipt(petition=letter(person=Person(name="Lò Văn Sơn")), by=actor)
    assert issued.proof == Proof.MA_RIENG
    assert len(issued.pin) == 6
    assert look(issued.code, issued.pin, actor)


def test_satisfaction_is_asked_once_and_after_the_end(issued: Any, letter: Any, actor: Actor) -> None:
    from giaoban.registers.petitions import actions, queries

    with pytest.raises(InvalidInput):
        actions.rate(receipt=issued.receipt, satisfaction="hai_long", by=actor)
    done = actions.close(petition=letter(until="da_giai_quyet"), by=actor)
    receipt = actions.issue_receipt(petition=done, by=actor).receipt
    assert queries.standing(receipt).may_rate
    with pytest.raises(InvalidInput):
        actions.rate(receipt=receipt, satisfaction="tuyệt vời", by=actor)
    actions.rate(receipt=receipt, satisfaction="hai_long", by=actor)
    assert queries.satisfaction_of(done) == "Hài lòng"
    again = actions.issue_receipt(petition=done, by=actor).receipt
    assert not queries.standing(again).may_rate
    with pytest.raises(InvalidInput):
        actions.rate(receipt=again, satisfaction="chua_hai_long", by=actor)
