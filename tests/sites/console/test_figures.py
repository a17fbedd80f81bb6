"""giaoban figures explain."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions import actions as petitions
from giaoban.registers.petitions.sealing import Person
from tests.figures.sample import Province
from tests.sites.console.conftest import Answer

pytestmark = pytest.mark.django_db
Call = Callable[..., Answer]


@pytest.fixture
def closed(call: Call, province: Province, tmp_path: Path) -> Province:
    assert call("quarter", "close", "2026-Q3", "--out", tmp_path, "--force", "Thử").code == 0
    return province


def late_letter(province: Province, actor: Actor) -> None:
    petitions.register(
        agency=province.agencies.so_tu_phap, received_on=date(2026, 9, 10), channel="buu_chinh", kind="khieu_nai",
        summary="Khiếu nại việc bồi thường thửa đất số 90", person=Person(name="Trần Văn Thử"), by=actor,
    )  # fmt: skip


def test_nothing_happened_nothing_to_explain(call: Call, closed: Province) -> None:
    answer = call("figures", "explain", "DON_TIEP_NHAN", "--period", "2026-Q3", "--json")
    assert answer.code == 0
    assert answer.json == {"frozen": 5, "now": 5, "difference": 0, "because": []}


def test_a_late_record_is_named_and_the_deltas_sum(call: Call, closed: Province, actor: Actor) -> None:
    late_letter(closed, actor)
    found = call("figures", "explain", "DON_TIEP_NHAN", "--period", "2026-Q3", "--json").json
    assert (found["frozen"], found["now"], found["difference"]) == (5, 6, 1)
    assert sum(line["delta"] for line in found["because"]) == found["difference"]
    line = found["because"][0]
    assert set(line) == {"record", "kind", "delta", "at", "by"}
    assert line["kind"] == "late"
    assert line["record"].startswith("petition:")
    assert line["by"] == actor.name


def test_the_agency_has_its_own_figure(call: Call, closed: Province, actor: Actor) -> None:
    late_letter(closed, actor)
    of = {
        code: call("figures", "explain", "DON_TIEP_NHAN", "--period", "2026-Q3", "--agency", code, "--json").json["difference"]
        for code in (closed.agencies.so_tu_phap.code, closed.agencies.xa_dong.code)
    }
    assert list(of.values()) == [1, 0]


def test_without_json_it_is_said_in_words(call: Call, closed: Province, actor: Actor) -> None:
    late_letter(closed, actor)
    answer = call("figures", "explain", "DON_TIEP_NHAN", "--period", "2026-Q3")
    assert (answer.code, answer.out) == (0, "")
    assert "đã chốt 5, hiện nay 6, chênh 1" in answer.err
    assert "Ghi muộn" in answer.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("KHONG_CO", "--period", "2026-Q3"), 1, "KHONG_CO"),
        (("DON_TIEP_NHAN", "--period", "2025-Q1"), 1, "Chưa chốt"),
        (("DON_TIEP_NHAN", "--period", "2026-Q9"), 2, "2026-Q9"),
        (("DON_TIEP_NHAN", "--period", "2026-Q3", "--agency", "khong-co"), 1, "khong-co"),
    ],
    ids=["code", "period", "no period", "agency"],
)
def test_what_is_not_there_is_said(call: Call, closed: Province, words: tuple[str, ...], code: int, said: str) -> None:
    answer = call("figures", "explain", *words, "--json")
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
