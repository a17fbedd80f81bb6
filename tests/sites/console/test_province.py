"""The invented province: the same every time, nobody real in it, its stories inside their windows, and loaded once."""

import re
import socket
from argparse import Namespace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from giaoban.core.law import window
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.models import FrozenFigure, PeriodClosing
from giaoban.figures.indicators.queries import verify as verify_figures
from giaoban.figures.submissions.queries import missing_senders
from giaoban.registers.cases.models import Oversight
from giaoban.registers.people.models import Agency, Succession
from giaoban.registers.petitions.models import Petition, Reception
from giaoban.registers.tasks.models import Task
from giaoban.rounds.meetings.models import Meeting
from giaoban.rounds.reports.models import Report
from giaoban.rounds.reports.queries import explain
from giaoban.sites.console import demo, serve, setup
from giaoban.sites.console.province import affairs, bodies, calendar, letters, names, officials, scenes, steering, turns
from giaoban.sites.console.province.kit import dice, quarters
from giaoban.sites.console.province.loading import all_steps
from giaoban.trust.accounts.models import User
from giaoban.trust.audit.models import Event
from giaoban.trust.audit.queries import verify as verify_ledger
from giaoban.trust.clocks.models import Clock

Q3, Q2 = Period(2026, "Q3"), Period(2026, "Q2")
IDS = {row.code: place for place, row in enumerate(bodies.catalogue()[0], 1)}
RULING = (
    "Nguyễn Phú Trọng", "Tô Lâm", "Phạm Minh Chính", "Trần Thanh Mẫn", "Lương Cường", "Trần Cẩm Tú", "Võ Văn Thưởng", "Vương Đình Huệ",
    "Nguyễn Xuân Phúc", "Phan Đình Trạc", "Phan Văn Giang", "Lương Tam Quang", "Hồ Chí Minh", "Võ Nguyên Giáp", "Trần Đại Quang", "Trương Thị Mai",
    "Đỗ Văn Chiến", "Nguyễn Trọng Nghĩa", "Lê Minh Hưng", "Bùi Thị Minh Hoài", "Nguyễn Hòa Bình", "Lê Minh Trí", "Nguyễn Huy Tiến",
)  # fmt: skip


def quarter(period: Period = Q3, scale: float = 0.05) -> tuple[list[Any], list[Any]]:
    seen = turns.turns(period, IDS, scale)
    return seen, letters.petitions(period, IDS, seen, [], scale)


def test_same_province_every_time() -> None:
    assert quarter() == quarter()
    assert affairs.cases(Q3, IDS, date(2026, 9, 19), 0.2) == affairs.cases(Q3, IDS, date(2026, 9, 19), 0.2)
    assert steering.tasks(Q3, date(2026, 9, 19), 0.5) == steering.tasks(Q3, date(2026, 9, 19), 0.5)
    assert quarter(Q2) != quarter(Q3)


def test_size_of_one_register_leaves_the_others_alone() -> None:
    assert affairs.cases(Q3, IDS, date(2026, 9, 19), 0.1)[:3] == affairs.cases(Q3, IDS, date(2026, 9, 19), 0.2)[:3]


def test_nobody_real_can_be_named() -> None:
    parts = {
        part.split()[-1] for part in names.names_used() if part not in {s for g in names.data("names")["people"] for s in g["surnames"]}
    }
    assert not parts & {name.split()[-1] for name in RULING} - {"Giáp", "Hưng"}
    made = (
        {names.name_of(dice("names", n)) for n in range(20_000)}
        | {a.full_name for a in officials.ACCOUNTS}
        | {p[0] for p in officials.POSTS}
    )
    assert not made & set(RULING)
    assert len(made) > 3000


def test_letters_lie_in_their_window_and_days_in_order() -> None:
    for period in quarters():
        bounds = window(period)
        seen, rows = quarter(period)
        assert all(bounds.holds(row.received_on) and row.answered_on >= row.received_on for row, _ in seen)
        for row in rows:
            days = [d for d in (row.written_on, row.received_on, row.disposed_on, row.accepted_on, row.decided_on) if d]
            assert bounds.holds(row.received_on)
            assert all(a <= b for a, b in pairwise(days))


def test_letters_go_to_bodies_that_work_then() -> None:
    rows = {IDS[row.code]: row for row in bodies.catalogue()[0]}
    for period in quarters():
        for row in quarter(period)[1]:
            body = rows[row.agency_id]
            assert body.starts_on <= row.received_on
            assert body.ends_on is None or row.received_on <= body.ends_on


def test_stories_leave_no_place_unfilled_and_no_secret_in_text() -> None:
    seen, rows = quarter(Q3, 0.3)
    for row in [*rows, *(turn for turn, _ in seen)]:
        assert not re.search(r"[{}]", row.summary + row.request)
        assert not row.name or row.name not in row.summary


def test_kinds_and_eligibility_as_in_a_province() -> None:
    rows = [row for period in quarters() for row in quarter(period, 0.4)[1]]
    share = {kind: sum(row.kind == kind for row in rows) / len(rows) for kind in ("khieu_nai", "to_cao")}
    assert 0.24 < share["khieu_nai"] < 0.32
    assert 0.09 < share["to_cao"] < 0.15
    assert 0.52 < sum(row.eligibility == "khong_du" for row in rows) / len(rows) < 0.68
    assert sum(bool(row.within_competence) for row in rows) / len(rows) < 0.14


def test_turns_of_the_last_quarter_clearly_down() -> None:
    assert round((turns.SIZES["2026-Q3"] / turns.SIZES["2025-Q3"] - 1) * 100, 1) == -15.2


def test_story_is_clipped_to_the_day() -> None:
    row = next(row for row in quarter(Q3, 0.4)[1] if row.decided_on)
    before = letters.known_on(row, row.decided_on - timedelta(days=1))
    assert (before.decided_on, before.outcome, before.state) == (None, "", "da_thu_ly")
    fresh = letters.known_on(row, row.received_on - timedelta(days=1))
    assert (fresh.disposition, fresh.disposed_on, fresh.state) == ("", None, "moi")
    assert letters.known_on(row, row.decided_on) == row


def test_communes_of_today_have_heirs_of_all_old_ones() -> None:
    rows, successions = bodies.catalogue()
    old = {row.code for row in rows if row.level == "xa" and row.ends_on}
    assert len(bodies.communes()) == 24
    assert 56 <= len(old) <= 66
    assert old <= {s.old for s in successions}
    mains = [s.old for s in successions if s.main]
    assert len(mains) == len(set(mains))


@pytest.fixture
def province(db: None) -> None:
    for _, step in all_steps(0.03):
        step()


@pytest.mark.usefixtures("province")
def test_loaded_province_holds_together(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    times = list(Event.objects.order_by("seq").values_list("at", flat=True))
    assert times == sorted(times)
    assert verify_ledger()[1] is None
    assert verify_figures()[1] == []
    assert {row.period for row in PeriodClosing.objects.filter(closed_at__isnull=False)} == {"2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"}
    _scenes_hold()
    _second_load_adds_nothing(capsys)
    _last_quarter_closes_once(tmp_path, monkeypatch)


def _scenes_hold() -> None:
    four = Petition.objects.filter(source_key__startswith="form:canh-don-").order_by("received_on")
    assert len({row.agency_id for row in four}) == 4
    assert [row.duplicate_of_id for row in four] == [None, *[four[0].pk] * 3]
    sealed = Petition.objects.get(source_key="form:canh-to-cao")
    assert sealed.sealed
    assert "Phùng" not in sealed.folded + sealed.summary
    assert Clock.objects.filter(ref_kind="petition", ref_id=sealed.pk, state="dang_chay").exists()
    task = Task.objects.get(title=scenes.TASK_TITLE)
    assert task.extensions.filter(decision="dong_y").count() == 2
    assert (task.first_deadline, task.deadline) == (date(2026, 5, 15), date(2026, 7, 31))
    by = officials_actor()
    for code, delta in (("TCD_LUOT", 1), ("TB_GIAI_QUYET", -4)):
        answer = explain(code, Q2, by)
        assert answer["difference"] == delta == sum(line["delta"] for line in answer["because"])
    assert Oversight.objects.filter(case__name=scenes.CASE_NAME, left_on=date(2026, 9, 4)).exists()
    assert Succession.objects.filter(to_agency=Agency.objects.get(code="xa-khe-dong"), from_agency__level="xa").count() == 3
    assert list(Meeting.objects.order_by("period").values_list("state", flat=True)) == ["da_ket_luan", "da_ket_luan", "da_moi"]
    held = [(row.period, row.state, row.number) for row in Report.objects.order_by("period")]
    assert held == [("2026-Q1", "da_phat_hanh", "07-BC/BNCTU"), ("2026-Q2", "da_phat_hanh", "18-BC/BNCTU"), ("2026-Q3", "du_thao", "")]
    for meeting, report in zip(Meeting.objects.order_by("period"), Report.objects.order_by("period"), strict=True):
        assert report.issued_on is None or report.issued_on < meeting.on
    assert 3 <= len(missing_senders(Q3)) <= 8
    assert all(re.fullmatch(r"/[a-z-]+/(\d+/|2026-Q2/TCD_LUOT/)", scene.path()) for scene in scenes.SCENES)


def officials_actor() -> Any:
    from giaoban.sites.console.province.quarter import at

    return at(date(2026, 9, 21))


def _second_load_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = (Petition.objects.count(), Reception.objects.count(), Event.objects.count())
    demo.load(0.03)
    assert "không nạp lại" in capsys.readouterr().err
    for _, step in all_steps(0.03)[:4]:
        step()
    assert before == (Petition.objects.count(), Reception.objects.count(), Event.objects.count())


def _last_quarter_closes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TODAY", demo.TODAY)
    folder = demo.close_last_quarter(tmp_path)
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".pdf", ".xlsx", ".json"}
    frozen = FrozenFigure.objects.count()
    demo.close_last_quarter(tmp_path)
    assert FrozenFigure.objects.count() == frozen


def test_port_in_use_is_said() -> None:
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        with pytest.raises(InvalidInput, match="đang được chương trình khác dùng"):
            serve.check_free(serve.HOST, taken.getsockname()[1])
    with pytest.raises(InvalidInput, match="từ 1 đến 65535"):
        serve.check_free(serve.HOST, 70_000)


def test_pretended_day_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_TODAY", "")
    options = SimpleNamespace(HOME=tmp_path, TODAY="")
    demo.pretend_day(options)
    assert (tmp_path / "giaoban.toml").read_text("utf-8") == 'today = "2026-09-21"\n'
    assert options.TODAY == "2026-09-21"
    (tmp_path / "giaoban.toml").write_text("port = 9000\n", "utf-8")
    demo.pretend_day(options)
    assert (tmp_path / "giaoban.toml").read_text("utf-8") == "port = 9000\n"


@pytest.mark.django_db
def test_setup_makes_one_administrator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FIRST_PASSWORD", "mot-mat-khau-du-dai")
    asked = Namespace(username="quantri", full_name="Hứa Sinh Cắng", password_env="FIRST_PASSWORD")
    assert setup.run(asked) == setup.run(asked) == 0
    assert list(User.objects.values_list("username", "role")) == [("quantri", "administrator")]
    assert "đã có quản trị viên" in capsys.readouterr().err


def test_turns_of_heads_lie_on_days_of_the_calendar() -> None:
    bodies_by_code = {
        code: Agency(pk=pk, code=code, kind=kind, name=code, short_name=code, parent_id=1, starts_on=date(2025, 7, 1))
        for code, (pk, kind) in {"ban-tiep-cong-dan": (IDS["ban-tiep-cong-dan"], "ban_tiep_cong_dan")}.items()
    }
    own = [turn for turn in quarter()[0] if turn[0].agency_id in {a.pk for a in bodies_by_code.values()}]
    laid = calendar.laid(own, bodies_by_code, date(2026, 6, 15), date(2026, 9, 14))
    assert len(laid) == len(own)
    planned = {row.on: row for row in calendar.days(bodies_by_code.values(), date(2026, 6, 15), date(2026, 9, 14), date(2026, 9, 19))}
    periodic = [row for row, _ in laid if row.kind == "dinh_ky"]
    assert periodic
    assert {row.received_on for row in periodic} <= set(planned)
    assert all(planned[row.received_on].delegated == row.delegated for row in periodic)
    assert {
        row.mode for row, _ in calendar.laid(own, bodies_by_code, date(2026, 6, 15), date(2026, 6, 30)) if row.received_on.month == 6
    } <= {"truc_tiep"}
