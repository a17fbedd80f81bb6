"""The loader refuses what a lawyer could mistype, naming file and key."""

import pytest

from giaoban.core.law.loading import rules_from
from giaoban.core.values.errors import InvalidInput

GOOD = """
procedure = "thu"
title = "Thử"
suspension_paper = "quyết định"
[[rule]]
id = "THU_1"
label = "Thử"
subject = "thu"
event = "Nhận"
[[rule.version]]
from = 2020-01-01
until = 2025-12-31
basis = [{ document = "Luật Thử", article = "1" }]
amount = 5
unit = "day"
confirmed = true
[[rule.version]]
from = 2026-01-01
basis = [{ document = "Luật Thử", article = "2" }]
amount = 7
unit = "working_day"
confirmed = true
"""


def test_a_good_file_is_read() -> None:
    rule = rules_from({"thu.toml": GOOD})["THU_1"]
    assert [str(version.length) for version in rule.versions] == ["5 ngày", "7 ngày làm việc"]
    assert rule.versions[0].basis[0].cite == "Luật Thử, Điều 1"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('label = "Thử"', 'label = "Thử"\nmau = 1', ["THU_1", "mau"]),
        ("until = 2025-12-31", "until = 2026-01-01", ["chồng nhau", "2026-01-01"]),
        ("until = 2025-12-31\n", "", ["chồng nhau"]),
        ("until = 2025-12-31", "until = 2019-12-31", ["until"]),
        ('basis = [{ document = "Luật Thử", article = "2" }]\n', "", ["căn cứ"]),
        ('basis = [{ document = "Luật Thử", article = "2" }]', "basis = []", ["căn cứ"]),
        ('basis = [{ document = "Luật Thử", article = "2" }]', 'basis = [{ dieu = "2" }]', ["dieu"]),
        ("amount = 7", "amount = 0", ["amount"]),
        ("amount = 7", 'amount = "7"', ["amount"]),
        ("amount = 7", "amount = true", ["amount"]),
        ('unit = "working_day"', 'unit = "week"', ["week"]),
        ('unit = "working_day"\nconfirmed = true', 'unit = "working_day"', ["confirmed"]),
        ('unit = "working_day"', 'unit = "working_day"\ndirection = "sau"', ["direction"]),
        ('unit = "working_day"', 'unit = "working_day"\nrollover = 1', ["rollover"]),
        ("from = 2026-01-01", 'from = "2026-01-01"', ["from"]),
        ("from = 2026-01-01", "from = 2026-01-01T00:00:00", ["from"]),
        ('event = "Nhận"', 'event = "Nhận"\ncounting = "am lich"', ["counting"]),
        ('event = "Nhận"\n', "", ["event"]),
        ('title = "Thử"', 'title = "Thử"\ntac_gia = "x"', ["tac_gia"]),
        ("amount = 7", 'variants = { a = { amount = 1, unit = "day", label = "a", them = 1 } }\namount = 7', ["them"]),
        ("amount = 7", 'severity = { a = { amount = 1, unit = "day", label = "a" } }\namount = 7', ["bốn loại"]),
        ("amount = 7", 'extensions = [{ amount = 1, unit = "day", label = "a", max = 1 }]\namount = 7', ["max"]),
        ("amount = 7", "amount = ", ["TOML"]),
    ],
)
def test_a_mistake_is_refused_with_file_and_key(old: str, new: str, words: list[str]) -> None:
    head, found, tail = GOOD.rpartition(old)
    assert found
    with pytest.raises(InvalidInput) as refusal:
        rules_from({"thu.toml": head + new + tail})
    for word in ["thu.toml", *words]:
        assert word in str(refusal.value)


def test_one_id_in_two_files_is_refused() -> None:
    with pytest.raises(InvalidInput, match="trùng"):
        rules_from({"a.toml": GOOD, "b.toml": GOOD})
