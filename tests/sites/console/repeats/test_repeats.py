"""The invented letters, and an examination of the shipped weights on letters they were not learnt from."""

import json
from collections import Counter
from pathlib import Path

import pytest

from giaoban.conf.main import main
from giaoban.registers.petitions.rules.duplicates_index import Table, box_of, packed, text_keys, unpacked
from giaoban.registers.petitions.rules.duplicates_pairs import judged
from giaoban.registers.petitions.rules.duplicates_person import marks, open_mark
from giaoban.registers.petitions.rules.duplicates_text import told
from giaoban.sites.console.repeats import training
from giaoban.sites.console.repeats.dataset import made, truth, written


def test_same_seed_gives_the_same_letters_and_another_seed_others() -> None:
    first, again, other = (written(made(seed, 40, "ab", "ab")) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_every_verdict_and_hard_negative_is_in_a_file() -> None:
    letters = made(5, 600, "abd", "ab")
    answers = Counter(truth(letters).values())
    assert set(answers) == {"duplicate", "same_matter", "campaign"}
    stories = Counter((letter.matter.place, id(letter.matter.story)) for letter in letters)
    neighbours = [letter for letter in letters if stories[letter.matter.place, id(letter.matter.story)] > 1]
    assert len({letter.about for letter in neighbours}) > 20
    assert any(letter.who is None for letter in letters)
    assert any(letter.others for letter in letters)


def test_learning_and_examination_share_no_seed_and_no_family() -> None:
    learnt = {spec[0] for spec in training.LEARN}
    assert not learnt & {spec[0] for spec in training.EXAMS}
    assert not any("c" in spec[2] or "c" in spec[3] for spec in training.LEARN)
    assert any(spec[2:4] == ("c", "c") for spec in training.EXAMS)


@pytest.mark.parametrize(("families", "noises"), [("c", "c"), ("abd", "ab")])
def test_examination_on_unseen_letters(families: str, noises: str) -> None:
    letters = made(977, 700, families, noises, 0.6)
    found = training.marks_of(judged(written(letters)), truth(letters))
    recall, precision, many = found["duplicate"]
    assert many > 100
    assert recall >= 0.96
    assert precision >= 0.95
    assert found["campaign"][1] >= 0.8


def test_regression_learns_what_separates() -> None:
    rows = [({"x": float(i % 2), "y": (i % 7) / 7}, i % 2) for i in range(400)]
    weights = training.learn_binary(rows)
    assert weights["x"] > 2 > abs(weights["y"])


def test_packed_marks_come_back() -> None:
    written_as = {"name": "Lò Văn Pản, Vi T. Ót", "birth_year": 1961, "address": "Thôn Ba Lạch, xã Khê Đông", "phone": "0912345678",
                  "identity_no": "038161000123"}  # fmt: skip
    whole, small = marks(**written_as, mark=open_mark), unpacked(box_of(**written_as, mark=open_mark))  # type: ignore[arg-type]
    assert len(small.names) == 2
    assert small.names[1].initials == (False, True, False)
    assert [s & 0xFFFF for s in whole.names[0].syllables] == list(small.names[0].syllables)
    assert [s & 0xFFFF for s in whole.place] == list(small.place)
    assert len(packed(whole)) < 90
    assert unpacked(box_of(name="", birth_year=None, address="", phone="", identity_no="", mark=open_mark)) == type(small)()


def test_kept_keys_are_among_those_a_shortened_letter_probes_with() -> None:
    letters = [one for one in written(made(3, 200, "ab", "a", 0.0)) if len(one.text.split()) > 80]
    table, shared = Table(), []
    for one in letters:
        kept = text_keys(told(one.text), table, 16)
        half = " ".join(one.text.split()[: len(one.text.split()) * 2 // 3])
        shared.append(len(set(kept) & set(text_keys(told(half), table, 40))))
    assert sum(many >= 3 for many in shared) > 0.95 * len(shared) > 20


def test_command_answers_pairs_with_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "id,received_on,agency,channel,kind,name,birth_year,address,phone,identity_no,respondent,text\n"
    text = "Khiếu nại Quyết định số 1873/QĐ-UBND thu hồi thửa đất số 214 tờ bản đồ 12 tại thôn Ba Lạch để làm khu dân cư Khê Đông"
    rows = [
        f"a1,2026-01-05,x,buu_chinh,khieu_nai,Nguyễn Thị Tám,1961,Thôn Ba Lạch,,,UBND xã,{text}",
        f"a2,05/03/2026,y,truc_tiep,khieu_nai,Nguyễn Tám,,Thôn Ba Lạch,,,UBND xã,{text.upper()}",
        "a3,,,,,Lò Văn Pản,năm 1950,,,,,Kiến nghị sửa đèn đường tổ 3 hỏng từ mùa mưa",
    ]
    path = tmp_path / "don.csv"
    path.write_text(head + "\n".join(rows), "utf-8")
    assert main(["petitions", "duplicates", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(p["a"], p["b"], p["verdict"]) for p in answer["pairs"]] == [("a1", "a2", "duplicate")]
    assert 0 <= answer["pairs"][0]["score"] <= 1
    assert "cùng quyết định số 1873" in answer["pairs"][0]["reasons"]
    assert answer["seconds"] >= 0
