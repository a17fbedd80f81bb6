"""Who sees conferences, what the list finds, how the work of a notice stands."""

from collections.abc import Callable
from datetime import date

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.registers.tasks.models import Task
from giaoban.rounds.meetings import actions, queries
from giaoban.rounds.meetings.models import Meeting
from giaoban.rounds.meetings.queries import MeetingFilter, Standing
from tests.factories.agencies import Agencies


@pytest.mark.parametrize(
    ("f", "found"),
    [
        (MeetingFilter(), True),
        (MeetingFilter(q="giao ban noi chinh"), True),
        (MeetingFilter(q="khue"), True),
        (MeetingFilter(q="quoc phong"), False),
        (MeetingFilter(state="da_hop"), True),
        (MeetingFilter(state="chuan_bi"), False),
        (MeetingFilter(year=2025), False),
    ],
)
def test_listing_filters(held: Meeting, actor: Actor, f: MeetingFilter, found: bool) -> None:
    rows = list(queries.listing(actor, f))
    assert bool(rows) is found
    if found:
        assert rows[0].came == 2
        assert rows[0].invited == held.invitations.count()


def test_conferences_are_not_for_clerks(held: Meeting, agencies: Agencies, make_actor: Callable[..., Actor]) -> None:
    clerk = make_actor("clerk", agencies.cong_an)
    assert not queries.listing(clerk, MeetingFilter()).exists()
    with pytest.raises(NotFound):
        queries.get(clerk, held.pk)


def test_standings_count_what_the_reader_may_see(held: Meeting, agencies: Agencies, actor: Actor, make_actor: Callable[..., Actor]) -> None:
    notice = actions.issue_notice(meeting=held, number="127-TB/TU", issued_on=date(2026, 9, 19), signer="Hoàng Thị Yến", by=actor)
    Task.objects.filter(lead=agencies.thanh_tra).update(state="hoan_thanh", closed_on=date(2026, 9, 20))
    later = date(2026, 11, 1)
    assert queries.standings(actor, [notice.pk], later) == {notice.pk: Standing(2, 1, 1)}
    assert queries.standings(make_actor("reporter", agencies.thanh_tra), [notice.pk], later) == {notice.pk: Standing(1, 1, 0)}
    assert Standing(2, 1).percent == 50
    assert [t.provision.number for t in queries.tasks_of(actor, notice) if t.provision] == ["II.1", "II.2"]
    assert list(queries.notices(actor, MeetingFilter(q="127"))) == [held]


def test_notice_before_issue_is_a_draft(held: Meeting) -> None:
    paper = queries.notice_of(held)
    assert (paper.draft, paper.number) == ("DỰ THẢO", "")
    assert queries.invitation_of(held).addressees
