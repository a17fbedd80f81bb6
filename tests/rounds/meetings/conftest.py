"""A conference of the third quarter held on 18/9/2026, two days before the acting person's day."""

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.periods import Period
from giaoban.rounds.meetings.rules import PointDraft

if TYPE_CHECKING:
    from giaoban.rounds.meetings.models import Meeting
    from tests.factories.agencies import Agencies


@pytest.fixture
def meeting(agencies: "Agencies", actor: Actor) -> "Meeting":
    from giaoban.registers.people.actions import create_person
    from giaoban.rounds.meetings import actions

    chair = create_person(name="Nguyễn Văn Khuê", by=actor)
    return actions.prepare(
        period=Period(2026, "Q3"),
        on=date(2026, 9, 18),
        start_time=time(8),
        place="Hội trường Tỉnh ủy",
        chair=chair,
        chair_post="Bí thư Tỉnh ủy",
        by=actor,
    )


@pytest.fixture
def points(agencies: "Agencies") -> list[PointDraft]:
    a = agencies
    return [
        PointDraft("danh_gia", "Công tác nội chính, dân vận quý III có nhiều chuyển biến"),
        PointDraft(
            "giao_viec", "Rà soát các cuộc thanh tra", a.thanh_tra.pk, (a.so_tai_chinh.pk, a.so_tu_phap.pk), "Báo cáo", date(2026, 11, 30)
        ),
        PointDraft("giao_viec", "Giải quyết dứt điểm đơn tồn đọng", a.ban_tiep_cong_dan.pk, deadline=date(2026, 10, 31)),
        PointDraft("to_chuc", "Ban Nội chính Tỉnh ủy theo dõi, đôn đốc"),
    ]


@pytest.fixture
def held(meeting: "Meeting", points: list[PointDraft], agencies: "Agencies", actor: Actor) -> "Meeting":
    """The conference took place, two agencies came, the conclusions are drafted."""
    from giaoban.rounds.meetings import actions

    came = meeting.invitations.filter(agency__in=[agencies.cong_an, agencies.toa_an])
    row = actions.record_attendance(meeting=meeting, lines=[actions.Came(i.pk, "co_mat", "Trần Văn Mạnh") for i in came], by=actor)
    actions.record_opinion(meeting=row, agency=agencies.cong_an, text="Đề nghị tăng cường phối hợp.", by=actor)
    actions.hold(meeting=row, by=actor)
    return actions.set_points(meeting=row, points=points, by=actor)
