"""The way of a return: opened, filled, sent, given back, accepted, corrected."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.figures.indicators.actions import close_period
from giaoban.figures.indicators.queries import as_reported, explain
from giaoban.figures.submissions import actions, queries
from giaoban.figures.submissions.models import Return
from giaoban.trust.audit.queries import history
from tests.factories.agencies import Agencies

Q3 = Period(2026, "Q3")


def numbers(sheet: Return, **changes: int | None) -> dict[str, Decimal | None]:
    values: dict[str, Decimal | None] = {i.code: Decimal(50) for i in queries.needed(sheet.agency)}
    return {**values, **{code: None if value is None else Decimal(value) for code, value in changes.items()}}


@pytest.fixture
def police(agencies: Agencies, actor: Actor) -> Return:
    """The police's return of the third quarter, open."""
    return next(s for s in actions.open_returns(period=Q3, by=actor) if s.agency == agencies.cong_an)


@pytest.fixture
def reporter(agencies: Agencies, make_actor: Callable[..., Actor]) -> Actor:
    return make_actor("reporter", agencies.cong_an)


@pytest.fixture
def specialist(make_actor: Callable[..., Actor]) -> Actor:
    return make_actor("specialist")


def sent(sheet: Return, by: Actor, **changes: int | None) -> Return:
    actions.fill(sheet=sheet, values=numbers(sheet, **changes), by=by)
    return actions.send(sheet=sheet, by=by)


def test_open_returns_once_for_bodies_of_the_day(agencies: Agencies, actor: Actor) -> None:
    opened = actions.open_returns(period=Q3, by=actor)
    assert actions.open_returns(period=Q3, by=actor) == opened
    names = {s.agency for s in opened}
    assert agencies.phuong_moi in names
    assert not names & {agencies.huyen_cu, agencies.tinh_uy, *agencies.xa_cu}
    assert {s.due_on for s in opened} == {date(2026, 9, 17)}
    assert {s.period for s in actions.open_returns(period=Period(2026, "H1"), by=actor)} == {"2026-Q1", "2026-Q2"}


def test_fill_in_parts_then_send_refused_until_complete(police: Return, reporter: Actor) -> None:
    row = actions.fill(sheet=police, values={"TP_VU": Decimal(40)}, by=reporter)
    assert (row.state, queries.progress([row])) == ("dang_nhap", {row.pk: (1, len(queries.needed(row.agency)))})
    with pytest.raises(InvalidInput):
        actions.fill(sheet=police, values={"TP_KHAM_PHA": Decimal(41)}, by=reporter)
    with pytest.raises(RefusedByLaw):
        actions.send(sheet=police, by=reporter)
    assert "TP_VU" not in queries.submitted(Q3)
    row = sent(police, reporter, TP_KHAM_PHA=0)
    again = actions.send(sheet=police, by=reporter)
    assert (row.state, row.sent_on, again.version) == ("da_gui", date(2026, 9, 20), row.version)
    assert queries.submitted(Q3)["TP_KHAM_PHA"] == {police.agency_id: 0}


def test_fill_same_twice_writes_once(police: Return, reporter: Actor) -> None:
    first = actions.fill(sheet=police, values=numbers(police), note="Đợt 1", by=reporter)
    again = actions.fill(sheet=police, values=numbers(police), note="Đợt 1", version=first.version, by=reporter)
    assert again.version == first.version
    with pytest.raises(Conflict):
        actions.fill(sheet=police, values=numbers(police, TP_VU=60), version=first.version - 1, by=reporter)


def test_fill_only_own_agency(police: Return, agencies: Agencies, make_actor: Callable[..., Actor]) -> None:
    other = make_actor("reporter", agencies.toa_an)
    with pytest.raises(NotAllowed):
        actions.fill(sheet=police, values=numbers(police), by=other)
    with pytest.raises(NotFound):
        queries.get(other, police.pk)


def test_given_back_keeps_the_earlier_revision(police: Return, reporter: Actor, specialist: Actor) -> None:
    sent(police, reporter)
    with pytest.raises(InvalidInput):
        actions.return_(sheet=police, reason=" ", by=specialist)
    row = actions.return_(sheet=police, reason="Số vụ chưa khớp", by=specialist)
    assert (row.state, row.sent_on, queries.submitted(Q3)) == ("tra_lai", None, {})
    sent(police, reporter, TP_VU=55)
    assert [(v.revision, v.value, v.latest) for v in queries.revisions(police, "TP_VU")] == [(1, 50, False), (2, 55, True)]
    assert actions.accept(sheet=police, by=specialist).state == "da_nhan"
    with pytest.raises(RefusedByLaw):
        actions.fill(sheet=police, values=numbers(police), by=reporter)


def test_window_of_the_branch_is_kept(police: Return, reporter: Actor) -> None:
    own = (date(2026, 6, 1), date(2026, 8, 31))
    actions.fill(sheet=police, values=numbers(police), windows={"TP_VU": own}, by=reporter)
    values = queries.values_of(police)
    assert (values["TP_VU"].window_from, values["TP_VU"].window_to) == own
    assert (values["TP_DOI_TUONG"].window_from, values["TP_DOI_TUONG"].window_to) == (date(2026, 6, 15), date(2026, 9, 14))


def close(by: Actor) -> None:
    close_period(period=Q3, submitted=queries.submitted(Q3), submitted_base={}, by=by)


def test_correction_after_closing_stands_beside_the_frozen(police: Return, reporter: Actor, specialist: Actor, actor: Actor) -> None:
    sent(police, reporter, TP_KHAM_PHA=40)
    close(actor)
    with pytest.raises(RefusedByLaw):
        actions.return_(sheet=police, reason="Sửa", by=specialist)
    with pytest.raises(InvalidInput):
        actions.correct(sheet=police, values={"TP_VU": Decimal(64)}, note="", by=reporter)
    row = actions.correct(sheet=police, values={"TP_VU": Decimal(64)}, note="Bỏ sót 14 vụ", by=reporter)
    again = actions.correct(sheet=police, values={"TP_VU": Decimal(64)}, note="Bỏ sót 14 vụ", by=reporter)
    assert again.version == row.version
    assert as_reported(Q3)["TP_VU"].value == 50
    answer = explain("TP_VU", Q3, actor, submitted=queries.submitted(Q3))
    assert (answer["frozen"], answer["now"], answer["difference"]) == (50, 64, 14)
    line = {"record": f"return:{police.pk}", "kind": "corrected", "delta": 14, "at": reporter.at, "by": reporter.name}
    assert answer["because"] == [line]
    rate = explain("TP_TY_LE_KHAM_PHA", Q3, actor, submitted=queries.submitted(Q3))
    assert (rate["frozen"], rate["now"]) == (80, Decimal("62.5"))
    assert [(r["record"], r["delta"]) for r in rate["because"]] == [(f"return:{police.pk}", Decimal("-17.5"))]


def test_sent_after_closing_is_late(police: Return, reporter: Actor, actor: Actor) -> None:
    close(actor)
    sent(police, reporter)
    answer = explain("TP_VU", Q3, actor, agency=police.agency_id, submitted=queries.submitted(Q3))
    assert (answer["frozen"], answer["now"], answer["difference"]) == (None, 50, 50)
    assert [(r["record"], r["kind"], r["delta"]) for r in answer["because"]] == [(f"return:{police.pk}", "late", 50)]


def test_remind_once_a_day(police: Return, specialist: Actor, make_actor: Callable[..., Actor], at: Callable[..., Any]) -> None:
    actions.remind(sheet=police, by=specialist)
    assert actions.remind(sheet=police, by=specialist).reminders == 1
    assert actions.remind(sheet=police, by=make_actor("specialist", None, at(2026, 9, 21))).reminders == 2
    assert history(RecordRef("return", police.pk)).filter(event="submissions.reminded").count() == 2


def test_who_has_not_sent(police: Return, reporter: Actor, agencies: Agencies) -> None:
    today = date(2026, 9, 20)
    before = queries.standing_of_period(Q3, today)
    assert (before["sent"], before["late"]) == (0, before["total"])
    assert "Công an tỉnh" in queries.missing_senders(Q3)
    sent(police, reporter)
    after = queries.standing_of_period(Q3, today)
    assert (after["sent"], after["late"]) == (1, after["total"] - 1)
    assert "Công an tỉnh" not in queries.missing_senders(Q3)
    assert police not in queries.late_returns(Q3, today)
    Return.objects.filter(agency=agencies.toa_an).delete()
    assert "TAND tỉnh" in queries.missing_senders(Q3), "a body that was never asked has not sent either"


def test_longer_period_adds_quarters_or_has_no_figure(agencies: Agencies, actor: Actor) -> None:
    rows = [actions.ReturnRow(f"2026-{q}", agencies.cong_an.pk, {"TP_VU": Decimal(n)}) for q, n in (("Q1", 10), ("Q2", 20))]
    assert len(actions.load(rows=rows, by=actor)) == 2
    assert actions.load(rows=rows, by=actor) == []
    assert queries.submitted(Period(2026, "H1"))["TP_VU"] == {agencies.cong_an.pk: 30}
    assert "TP_VU" not in queries.submitted(Period(2026, "M9"))


def test_listing_and_own_returns(police: Return, reporter: Actor, specialist: Actor, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        rows = list(queries.listing(specialist, Q3))
        assert queries.progress(rows)[police.pk] == (0, len(queries.needed(rows[rows.index(police)].agency)))
    assert list(queries.listing(reporter, Q3)) == queries.own_returns(reporter) == [police]
    sent(police, reporter)
    assert [(v.sheet.agency.short_name, v.value) for v in queries.sent_values("TP_VU", Q3, reporter)] == [("Công an tỉnh", 50)]
