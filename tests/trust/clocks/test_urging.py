"""Urging about what falls due: recorded once a day, nothing closed by it, one letter for an agency."""

from datetime import date
from typing import Any

import pytest

from giaoban.core.paper import docx, pdf
from giaoban.core.paper.tree import plain_text
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed
from giaoban.core.values.refs import RecordRef
from giaoban.trust.clocks.rules import Due, Issuer, late_words, urging_letter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 20)
HERE = Issuer("Thanh tra tỉnh Hà Lam", "Ủy ban nhân dân tỉnh Hà Lam", "TTT", "Hà Lam")


def due(number: int, on: date, agency: int = 3) -> Due:
    ref = RecordRef("petition", number)
    return Due(ref, "TC_RESOLVE", "Giải quyết tố cáo", f"Đơn số {number}/2026 (tố cáo)", agency, date(2026, 8, 1), on)


@pytest.fixture
def started(actor: Actor) -> Any:
    """Two denunciations of 17/8 at two bodies, late on 20/9, and one that is not due yet."""
    from giaoban.trust.clocks import actions

    def start(number: int, agency: int, day: date) -> Any:
        ref = RecordRef("petition", number)
        return actions.start(rule="TC_RESOLVE", ref=ref, ref_label=f"Đơn số {number}/2026", agency_ref=agency, start=day, by=actor)

    return [start(1, 3, date(2026, 8, 17)), start(2, 4, date(2026, 8, 17)), start(3, 3, date(2026, 9, 15))]


def urge(actor: Actor, dues: list[Due], batch: str, seen: list[str] | None = None) -> Any:
    from giaoban.trust.clocks import actions

    return actions.urge(dues=dues, seen=seen if seen is not None else [item.seen for item in dues], batch=batch, by=actor)


def late(actor: Actor) -> list[Due]:
    from giaoban.trust.clocks import queries

    return queries.dues(actor, TODAY, window="late")


def test_agencies_are_counted_by_how_late_they_are(started: Any, actor: Actor) -> None:
    from giaoban.trust.clocks import queries

    assert [(row.agency_ref, row.late, row.today, row.soon) for row in queries.loads(actor, TODAY)] == [(3, 1, 0, 0), (4, 1, 0, 0)]


def test_urging_is_recorded_in_the_ledger_of_each_record_and_closes_nothing(started: Any, actor: Actor) -> None:
    from giaoban.trust.audit.models import Event
    from giaoban.trust.clocks import queries
    from giaoban.trust.clocks.models import Clock

    before = list(Clock.objects.order_by("pk").values())
    urge(actor, late(actor), "b1")
    assert list(Clock.objects.order_by("pk").values()) == before
    events = Event.objects.filter(event="clocks.urged").order_by("seq")
    assert [(row.ref_kind, row.ref_id, row.details["due"]) for row in events] == [
        ("petition", 1, "2026-09-16"),
        ("petition", 2, "2026-09-16"),
    ]
    assert queries.urged("petition", [1, 2, 3]) == {1: queries.Urged(1, TODAY), 2: queries.Urged(1, TODAY)}


def test_second_click_and_second_form_of_a_day_urge_no_more(started: Any, actor: Actor) -> None:
    from giaoban.trust.clocks.models import Urging

    first = urge(actor, late(actor), "b1")
    assert urge(actor, late(actor), "b1") == first
    assert urge(actor, late(actor), "b2") == []
    assert Urging.objects.count() == 2


def test_another_day_urges_again(started: Any, actor: Actor) -> None:
    from datetime import timedelta

    from giaoban.trust.accounts.queries import system_actor
    from giaoban.trust.clocks import queries

    urge(actor, late(actor), "b1")
    later = system_actor(actor.at + timedelta(days=2))
    urge(later, late(actor), "b2")
    assert queries.urged("petition", [1]) == {1: queries.Urged(2, date(2026, 9, 22))}


def test_a_matter_done_since_the_preview_stops_the_urging(started: Any, actor: Actor) -> None:
    from giaoban.trust.clocks import actions
    from giaoban.trust.clocks.models import Urging

    seen = [item.seen for item in late(actor)]
    actions.meet(clock=started[0], on=TODAY, by=actor)
    with pytest.raises(Conflict, match="1 việc đã xong"):
        urge(actor, late(actor), "b1", seen)
    assert Urging.objects.count() == 0


def test_nothing_ticked_or_more_than_fifty_is_refused(actor: Actor) -> None:
    with pytest.raises(InvalidInput, match="Chưa chọn"):
        urge(actor, [], "b1")
    with pytest.raises(InvalidInput, match="tối đa 50"):
        urge(actor, [due(number, date(2026, 9, 1)) for number in range(1, 52)], "b1")


def test_reading_is_not_urging(started: Any, make_actor: Any) -> None:
    with pytest.raises(NotAllowed):
        urge(make_actor("reporter", 3), [], "b1")


def test_only_what_the_agency_may_read_is_offered(started: Any, make_actor: Any) -> None:
    from giaoban.trust.clocks import queries

    clerk = make_actor("clerk", 4)
    assert [item.ref.id for item in late(clerk)] == [2]
    assert queries.dues_of_keys(clerk, ["petition:1:TC_RESOLVE", "petition:2:TC_RESOLVE", "x", "petition:a:b"]) == late(clerk)


def test_letter_lists_every_matter_of_one_agency_late_ones_first() -> None:
    paper = urging_letter(HERE, "Ủy ban nhân dân xã Đông", [due(2, date(2026, 9, 20)), due(1, date(2026, 9, 8))], TODAY)
    said = plain_text(paper)
    assert said.index("Đơn số 1/2026") < said.index("Đơn số 2/2026")
    assert "quá 12 ngày" in said
    assert "còn 2 việc đến hạn, trong đó 1 việc quá hạn" in said
    assert docx.write(paper).startswith(b"PK")
    assert pdf.write(paper).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 9, 8), "quá 12 ngày"), (TODAY, "đến hạn trong ngày"), (date(2026, 9, 23), "còn 3 ngày")]
)
def test_how_late_in_words(on: date, words: str) -> None:
    assert late_words(on, TODAY) == words
