"""Closing freezes; what happens afterwards is told beside it, record by record; and tampering shows."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotAllowed, NotFound, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.actions import close_period, open_period
from giaoban.figures.indicators.models import FrozenFigure, PeriodClosing
from giaoban.figures.indicators.queries import as_reported, checked_catalogue, explain, figures, verify
from giaoban.figures.indicators.rules import records_hash, value_of
from giaoban.registers.cases import actions as cases
from giaoban.registers.cases.models import Case
from giaoban.registers.petitions import actions as petitions
from giaoban.registers.petitions.models import Matter, Petition
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.audit import queries as ledger
from tests.figures.sample import Q3, Province, handled, letter

LATER = date(2026, 9, 25)


def close(by: Actor, period: Period = Q3, **sent: Any) -> PeriodClosing:
    return close_period(period=period, submitted=sent.get("submitted", {}), submitted_base={}, reason="Thử", by=by)


def told(code: str, by: Actor, **more: Any) -> dict[str, Any]:
    """The explanation, after checking what must hold of every one."""
    answer = explain(code, more.pop("period", Q3), by, submitted=more.pop("submitted", {}), **more)
    assert sum((line["delta"] for line in answer["because"]), Decimal(0)) == answer["difference"]
    assert (answer["now"] or 0) - (answer["frozen"] or 0) == answer["difference"]
    return answer


def brief(answer: dict[str, Any]) -> list[tuple[str, str, Decimal]]:
    return [(line["record"], line["kind"], line["delta"]) for line in answer["because"]]


def test_close_freezes_every_figure_with_its_records(province: Province, actor: Actor) -> None:
    closing = close(actor)
    province_rows = {row.code: row for row in closing.figures.filter(agency_ref=None)}
    assert set(province_rows) == set(checked_catalogue())
    for code, figure in figures(Q3, actor, submitted={}, submitted_base={}).items():
        row = province_rows[code]
        assert (row.value, row.base_value, row.numerator) == (figure.value, figure.base_value, figure.numerator), code
    received = province_rows["DON_TIEP_NHAN"]
    assert [pk for pk, _ in received.records] == [p.pk for p in [*province.petitions[:4], province.petitions[5]]]
    assert received.records_sha256 == records_hash(received.records)
    own = closing.figures.get(code="DON_TIEP_NHAN", agency_ref=province.agencies.xa_dong.pk)
    assert (own.value, own.base_value, own.base_as) == (1, 2, "recounted")
    assert value_of(closing.figures.get(code="TCD_VU_VIEC", agency_ref=None).records) == 2


def test_close_twice_is_the_same_and_early_is_refused(province: Province, actor: Actor, on: Callable[[date], Actor]) -> None:
    with pytest.raises(RefusedByLaw):
        close(on(date(2026, 9, 14)))
    first = close(actor)
    letter(province.agencies, 90, Matter.objects.create(title="Mới", opened_on=date(2026, 7, 1)))
    again = close(on(LATER))
    assert (again.digest, again.closed_at, FrozenFigure.objects.filter(closing=again).count()) == (
        first.digest, first.closed_at, FrozenFigure.objects.filter(closing=first).count(),
    )  # fmt: skip
    assert as_reported(Q3)["DON_TIEP_NHAN"].value == 5


def test_close_needs_the_right(province: Province, make_actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotAllowed):
        close(make_actor("leader"))


def test_base_is_as_reported_once_closed(province: Province, actor: Actor) -> None:
    before = Period(2025, "Q3")
    close(actor, before)
    letter(province.agencies, 91, Matter.objects.create(title="Muộn", opened_on=date(2025, 7, 1)), date(2025, 7, 1))
    found = figures(Q3, actor, submitted={}, submitted_base={})["DON_TIEP_NHAN"]
    assert (found.base_value, found.base_as) == (4, "reported")
    FrozenFigure.objects.filter(closing__period=before.code, code="DON_TIEP_NHAN").update(definition="another")
    found = figures(Q3, actor, submitted={}, submitted_base={})["DON_TIEP_NHAN"]
    assert (found.base_value, found.base_as) == (5, "recounted"), "another definition cannot be compared as reported"


def test_explain_late_record(province: Province, actor: Actor, on: Callable[[date], Actor]) -> None:
    close(actor)
    late = petitions.register(
        agency=province.agencies.xa_dong,
        received_on=date(2026, 7, 7),
        channel="buu_chinh",
        kind="kien_nghi",
        summary="Xin sửa cầu tràn ở thôn Ba",
        person=Person(name="Nguyễn Thị Thử", address="Thôn Ba"),
        by=on(LATER),
    )
    answer = told("DON_TIEP_NHAN", actor)
    assert (answer["frozen"], answer["now"]) == (5, 6)
    assert brief(answer) == [(f"petition:{late.pk}", "late", 1)]
    assert (answer["because"][0]["at"], answer["because"][0]["by"]) == (on(LATER).at, "Người sửa")
    assert brief(told("DON_TIEP_NHAN", actor, agency=province.agencies.xa_dong.pk)) == [(f"petition:{late.pk}", "late", 1)]
    assert brief(told("DON_TIEP_NHAN", actor, agency=province.agencies.ban_tiep_cong_dan.pk)) == []


def test_explain_correction_in_amount(province: Province, actor: Actor, on: Callable[[date], Actor]) -> None:
    close(actor)
    case = Case.objects.get(number="VA-2026-001")
    cases.change(case=case, damage_million=Decimal("100.25"), suspects=4, by=on(LATER))
    assert brief(told("PCTN_THIET_HAI", actor)) == [(f"case:{case.pk}", "corrected", Decimal("-20.25"))]
    assert brief(told("KT_BI_CAN", actor)) == [(f"case:{case.pk}", "corrected", 1)]


def test_explain_moved_to_another_period_and_agency(province: Province, actor: Actor, on: Callable[[date], Actor]) -> None:
    close(actor)
    case = Case.objects.get(number="VA-2026-002")
    cases.change(case=case, initiated_on=date(2026, 9, 15), by=on(LATER))
    assert brief(told("KT_VU_AN", actor)) == [(f"case:{case.pk}", "moved", -1)]
    moved = province.petitions[3]
    Petition.objects.filter(pk=moved.pk).update(agency=province.agencies.xa_dong)
    own = province.agencies.ban_tiep_cong_dan.pk, province.agencies.xa_dong.pk
    assert [brief(told("DON_TIEP_NHAN", actor, agency=a)) for a in (None, *own)] == [
        [], [(f"petition:{moved.pk}", "moved", -1)], [(f"petition:{moved.pk}", "moved", 1)],
    ]  # fmt: skip


def test_explain_duplicate_link_merges_two_matters(province: Province, actor: Actor, on: Callable[[date], Actor]) -> None:
    matter = Matter.objects.create(title="Khác", opened_on=date(2026, 7, 1))
    double = letter(province.agencies, 92, matter, date(2026, 7, 2), **handled(accepted_on=None, state="da_xu_ly"))
    close(actor)
    petitions.link_duplicate(petition=double, master=province.petitions[0], by=on(LATER))
    assert brief(told("DON_VU_VIEC", actor)) == [(f"petition:{double.pk}", "merged", -1)]
    for code in checked_catalogue():
        assert {line["kind"] for line in told(code, actor)["because"]} <= {"merged"}, code


def test_explain_rate_tells_the_records_of_both_parts(province: Province, actor: Actor, on: Callable[[date], Actor]) -> None:
    close(actor)
    rate = next(code for code, one in checked_catalogue().items() if one.numerator == "KNTC_GIAI_QUYET")
    decided = province.petitions[1]
    by = on(LATER)
    petitions.decide(petition=decided, on=date(2026, 9, 1), number="9/QĐ", outcome="dung", by=by)
    answer = told(rate, actor)
    assert answer["now"] > answer["frozen"]
    assert {line["record"] for line in answer["because"]} == {f"petition:{decided.pk}"}


def test_explain_own_agency_only(province: Province, actor: Actor, make_actor: Callable[..., Actor]) -> None:
    close(actor)
    reporter = make_actor("reporter", province.agencies.xa_dong)
    assert told("DON_TIEP_NHAN", reporter)["frozen"] == 1
    with pytest.raises(NotAllowed):
        explain("DON_TIEP_NHAN", Q3, reporter, agency=province.agencies.cong_an.pk, submitted={})


def test_explain_before_closing_refused(province: Province, actor: Actor) -> None:
    open_period(period=Q3, by=actor)
    with pytest.raises(NotFound):
        explain("DON_TIEP_NHAN", Q3, actor, submitted={})


def test_every_figure_explains_to_its_difference(province: Province, actor: Actor, on: Callable[[date], Actor]) -> None:
    """Whatever happens to whichever records, and whatever nobody wrote down, the deltas sum up."""
    close(actor)
    Petition.objects.filter(pk=province.petitions[0].pk).update(kind="to_cao", decided_on=date(2026, 10, 1))
    Petition.objects.filter(pk=province.petitions[2].pk).update(received_on=date(2026, 6, 1), matter=province.petitions[0].matter)
    Case.objects.filter(number="VA-2026-001").update(agency=province.agencies.toa_an, recovered_million=0, suspects=0)
    letter(province.agencies, 93, province.petitions[0].matter)
    for code in checked_catalogue():
        for agency in (None, province.agencies.ban_tiep_cong_dan.pk, province.agencies.cong_an.pk, province.agencies.toa_an.pk):
            told(code, actor, agency=agency)


@pytest.mark.parametrize(
    ("code", "change", "why"),
    [
        ("DON_TIEP_NHAN", {"value": 7}, {"value", "closing"}),
        ("DON_TIEP_NHAN", {"records": [[1, None]]}, {"records"}),
        ("DON_TIEP_NHAN", {"records": [[1, None]], "records_sha256": records_hash([[1, None]]), "value": 1}, {"closing"}),
        ("DON_TIEP_NHAN", {"base_value": 99}, {"closing"}),
        ("KNTC_TY_LE", {"value": 99}, {"rate", "closing"}),
    ],
)
def test_verify_finds_tampering(province: Province, actor: Actor, code: str, change: dict[str, Any], why: set[str]) -> None:
    close(actor)
    number, bad = verify()
    assert (number, bad) == (FrozenFigure.objects.count(), [])
    FrozenFigure.objects.filter(code=code, agency_ref=None).update(**change)
    assert {row["why"] for row in verify()[1]} == why


def test_verify_finds_a_digest_the_ledger_does_not_know(province: Province, actor: Actor) -> None:
    """Somebody who rewrites figures, hashes and digest alike is still betrayed by the ledger."""
    from giaoban.figures.indicators.rules import period_hash

    closing = close(actor)
    FrozenFigure.objects.filter(code="TCD_LUOT", agency_ref=None).update(base_value=1000)
    PeriodClosing.objects.filter(pk=closing.pk).update(digest=period_hash(closing.figures.all()))
    assert [row["why"] for row in verify()[1]] == ["closing"]
    assert ledger.verify()[1] is None
