"""giaoban quarter open | status | close."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from giaoban.figures.indicators.models import PeriodClosing
from giaoban.trust.audit.models import Event
from tests.figures.sample import Province
from tests.sites.console.conftest import Answer

pytestmark = pytest.mark.django_db
Call = Callable[..., Answer]
FIGURE = {"code", "name", "unit", "value", "numerator", "denominator", "base", "change", "source", "records", "records_sha256"}
FILES = {"bao-cao-2026-Q3.docx", "bao-cao-2026-Q3.pdf", "bieu-2026-Q3.xlsx", "figures.json"}


def test_open_then_status_says_who_has_not_sent(call: Call, province: Province) -> None:
    before = call("quarter", "status", "2026-Q3", "--json")
    assert (before.code, before.json["state"]) == (0, "none")
    opened = call("quarter", "open", "2026-Q3", "--json")
    assert opened.code == 0
    assert opened.json["returns"] > 3
    answer = call("quarter", "status", "2026-Q3", "--json").json
    assert (answer["period"], answer["state"], answer["unbalanced"]) == ("2026-Q3", "open", [])
    assert len(answer["missing"]) == opened.json["returns"]
    said = call("quarter", "status", "2026-Q3")
    assert said.out == ""
    assert "đang mở" in said.err
    assert answer["missing"][0] in said.err


def test_open_twice_changes_nothing(call: Call, province: Province) -> None:
    first = call("quarter", "open", "2026-Q3", "--json")
    events = Event.objects.count()
    assert call("quarter", "open", "2026-Q3", "--json").json == first.json
    assert Event.objects.count() == events


def test_close_names_who_has_not_sent_unless_forced(call: Call, province: Province, tmp_path: Path) -> None:
    call("quarter", "open", "2026-Q3")
    refused = call("quarter", "close", "2026-Q3", "--out", tmp_path / "ra", "--json")
    assert (refused.code, refused.out) == (1, "")
    assert "chưa gửi" in refused.err
    assert not PeriodClosing.objects.filter(closed_at__isnull=False).exists()
    answer = call("quarter", "close", "2026-Q3", "--out", tmp_path / "ra", "--force", "Kịp hạn báo cáo", "--json")
    assert answer.code == 0
    found = answer.json
    assert {"period", "figures", "files", "seconds"} <= set(found)
    assert (found["period"]["from"], found["period"]["to"]) == ("2026-06-15", "2026-09-14")
    assert {Path(file).name for file in found["files"]} == FILES == {path.name for path in (tmp_path / "ra").iterdir()}
    assert json.loads((tmp_path / "ra" / "figures.json").read_text("utf-8")) == found
    assert "Kịp hạn báo cáo" in json.dumps(list(Event.objects.values_list("details", flat=True)), ensure_ascii=False)


def test_every_figure_has_the_promised_keys(call: Call, province: Province, tmp_path: Path) -> None:
    rows = call("quarter", "close", "2026-Q3", "--out", tmp_path, "--force", "Thử", "--json").json["figures"]
    by_code = {row["code"]: row for row in rows}
    assert all(set(row) >= FIGURE for row in rows)
    assert {row["source"] for row in rows} <= {"counted", "submitted", "derived"}
    letters = by_code["DON_TIEP_NHAN"]
    assert (letters["value"], letters["records"], letters["source"]) == (5, 5, "counted")
    assert letters["base"]["period"] == "2025-Q3"
    assert letters["base"]["as"] in ("reported", "recounted")
    assert {"direction", "value", "unit"} <= set(letters["change"])
    assert len(letters["records_sha256"]) == 64


def test_a_closed_period_is_written_again_but_not_opened_or_counted_again(call: Call, province: Province, tmp_path: Path) -> None:
    first = call("quarter", "close", "2026-Q3", "--out", tmp_path / "a", "--force", "Thử", "--json").json
    province.petitions[0].delete()
    events = Event.objects.count()
    again = call("quarter", "close", "2026-Q3", "--out", tmp_path / "b", "--json")
    assert again.code == 0
    assert again.json["figures"] == first["figures"]
    assert Event.objects.count() == events
    opened = call("quarter", "open", "2026-Q3")
    assert opened.code == 1
    assert "đã chốt" in opened.err
    assert call("quarter", "status", "2026-Q3", "--json").json["state"] == "closed"


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_frozen(call: Call, province: Province, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    for out in (tmp_path / "tep", tmp_path / "tep" / "trong", Path("/proc/khong-co")):
        answer = call("quarter", "close", "2026-Q3", "--out", out, "--force", "Thử", "--json")
        assert (answer.code, answer.out) == (1, "")
        assert str(out) in answer.err
    assert not PeriodClosing.objects.filter(closed_at__isnull=False).exists()


def test_a_period_that_has_not_ended_is_refused(call: Call, province: Province, tmp_path: Path, settings: Any) -> None:
    settings.TODAY = "2026-09-14"
    answer = call("quarter", "close", "2026-Q3", "--out", tmp_path, "--force", "Thử", "--json")
    assert (answer.code, answer.out) == (1, "")
    assert "chưa hết" in answer.err


@pytest.mark.parametrize("period", ["2026-Q5", "2026Q3", "quý 3", "1800-Q1"])
@pytest.mark.parametrize("verb", ["open", "status"])
def test_a_period_that_is_none_is_wrong_use(call: Call, verb: str, period: str) -> None:
    answer = call("quarter", verb, period, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert "2026-Q2" in answer.err


@pytest.mark.parametrize(("period", "window"), [("2026-H1", ("2025-12-15", "2026-06-14")), ("2026-M9", ("2025-12-15", "2026-09-14"))])
def test_longer_periods_close_too(call: Call, province: Province, tmp_path: Path, period: str, window: tuple[str, str]) -> None:
    found = call("quarter", "close", period, "--out", tmp_path, "--force", "Thử", "--json").json
    assert (found["period"]["from"], found["period"]["to"]) == window
