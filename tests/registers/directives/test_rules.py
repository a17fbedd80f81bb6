"""Decisions about documents as tables."""

from datetime import date
from itertools import pairwise

import pytest

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.registers.directives import rules
from giaoban.registers.directives.choices import DirectiveKind, Standing

NOW = date(2026, 9, 20)


@pytest.mark.parametrize(
    ("issued", "effective", "ends", "expected"),
    [
        (date(2026, 9, 20), None, None, Standing.CON),
        (date(2026, 9, 1), date(2026, 9, 21), None, Standing.CHUA),
        (date(2026, 9, 1), None, date(2026, 9, 20), Standing.CON),
        (date(2026, 9, 1), None, date(2026, 9, 19), Standing.HET),
        (None, None, None, Standing.CON),
    ],
)
def test_standing(issued: date | None, effective: date | None, ends: date | None, expected: Standing) -> None:
    assert rules.standing(issued, effective, ends, NOW) == expected


@pytest.mark.parametrize(
    ("kind", "symbol", "on", "key", "fifth"),
    [
        (DirectiveKind.THONG_BAO_KET_LUAN, "TU", NOW, "TB/TU/2025-2030", "05-TB/TU"),
        (DirectiveKind.THONG_BAO, "TU", date(2025, 9, 30), "TB/TU/2020-2025", "05-TB/TU"),
        (DirectiveKind.KE_HOACH, "UBND", NOW, "KH/UBND/2026", "05/KH-UBND"),
        (DirectiveKind.CONG_VAN, "UBND-NC", NOW, "CV/UBND-NC/2026", "05/UBND-NC"),
        (DirectiveKind.CONG_VAN, "BNCTU", NOW, "CV/BNCTU/2025-2030", "05-CV/BNCTU"),
    ],
)
def test_series_of(kind: str, symbol: str, on: date, key: str, fifth: str) -> None:
    series = rules.series_of(kind, symbol, on)
    assert (series.key, series.written(5)) == (key, fifth)
    assert series.read(fifth) == 5
    assert series.read(f"1{fifth}") == 105
    assert series.read(f"{fifth}X") is None


def test_series_of_quyet_dinh_and_quy_dinh_is_one() -> None:
    assert rules.series_of("quyet_dinh", "TU", NOW).key == rules.series_of("quy_dinh", "TU", NOW).key


@pytest.mark.parametrize(("kind", "symbol"), [("khac", "TU"), ("thong_bao", ""), ("thong_bao", "T U")])
def test_series_of_refuses(kind: str, symbol: str) -> None:
    with pytest.raises(InvalidInput):
        rules.series_of(kind, symbol, NOW)


def test_terms_follow_one_another() -> None:
    found = rules.terms()
    assert all((b.start - a.until).days == 1 for a, b in pairwise(found))
    with pytest.raises(InvalidInput, match="nhiệm kỳ"):
        rules.term_of(date(1999, 1, 1))


@pytest.mark.parametrize(("last", "taken", "expected"), [(0, [], 1), (5, [5, 6, 7, 9], 8), (5, [1, 2], 6)])
def test_next_free(last: int, taken: list[int], expected: int) -> None:
    assert rules.next_free(last, taken) == expected


@pytest.mark.parametrize(
    ("change", "box"),
    [
        ({"kind": "tho"}, "kind"),
        ({"level": "xa"}, "level"),
        ({"recorded_on": date(2026, 9, 21)}, "recorded_on"),
        ({"issued_on": date(2026, 9, 19), "recorded_on": date(2026, 9, 18)}, "issued_on"),
        ({"effective_on": date(2026, 8, 1)}, "effective_on"),
        ({"ends_on": date(2026, 8, 1)}, "ends_on"),
    ],
)
def test_check_directive_refuses(change: dict, box: str) -> None:
    good = {
        "kind": "chi_thi",
        "level": "tinh",
        "issued_on": date(2026, 9, 1),
        "effective_on": None,
        "ends_on": None,
        "recorded_on": NOW,
        "today": NOW,
    }
    rules.check_directive(**good)
    with pytest.raises(InvalidInput) as caught:
        rules.check_directive(**(good | change))
    assert caught.value.field == box


def test_check_dissemination_goes_forward_only() -> None:
    good = {
        "state": "da_nhan",
        "to": "da_quan_triet",
        "sent_on": date(2026, 9, 1),
        "last": date(2026, 9, 2),
        "on": NOW,
        "plan_number": "",
        "today": NOW,
    }
    rules.check_dissemination(**good)
    with pytest.raises(RefusedByLaw, match="Đã nhận"):
        rules.check_dissemination(**(good | {"to": "da_gui"}))
    for change in ({"to": "xong"}, {"on": date(2026, 9, 1)}, {"on": date(2026, 9, 21)}, {"to": "da_co_ke_hoach"}):
        with pytest.raises(InvalidInput):
            rules.check_dissemination(**(good | change))
