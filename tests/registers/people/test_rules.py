"""Bodies through time as tables."""

from datetime import date

import pytest

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.registers.people import rules
from giaoban.registers.people.choices import AgencyKind, ChangeKind, Level
from giaoban.registers.people.rules import Body, Edge

DAY = date(2025, 7, 1)
OLD = Body(1, date(2010, 1, 1), date(2025, 6, 30))
NEW = Body(2, DAY, None)


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        (1, date(2025, 6, 30), 1),  # its last day
        (1, DAY, 2),
        (1, date(2027, 1, 1), 3),  # two steps
        (2, date(2026, 12, 31), 2),
        (4, date(2027, 1, 1), 4),  # ended without an heir
        (3, date(2020, 1, 1), 3),  # not yet begun
    ],
)
def test_heirs_on(start: int, on: date, expected: int) -> None:
    bodies = [
        OLD,
        Body(2, DAY, date(2026, 12, 31)),
        Body(3, date(2027, 1, 1), None),
        Body(4, date(2010, 1, 1), date(2025, 6, 30)),
        Body(5, DAY, None),
    ]
    edges = [Edge(1, 5, DAY, main=False), Edge(1, 2, DAY), Edge(2, 3, date(2027, 1, 1))]
    assert rules.heirs_on(bodies, edges, on)[start] == expected


def test_heirs_on_running_body_that_gave_part_away_stays_itself() -> None:
    assert rules.heirs_on([Body(1, OLD.starts_on, None), NEW], [Edge(1, 2, DAY)], DAY)[1] == 1


def test_history_goes_back_through_main_heirs_only() -> None:
    edges = [Edge(1, 2, DAY), Edge(2, 3, DAY), Edge(4, 3, DAY, main=False), Edge(5, 6, DAY)]
    assert rules.history_of([3], edges) == {1, 2, 3}


def test_check_succession_refuses_a_circle() -> None:
    edges = [Edge(2, 3, DAY), Edge(3, 1, DAY)]
    with pytest.raises(RefusedByLaw, match="vòng"):
        rules.check_succession(OLD, NEW, DAY, ChangeKind.HOP_NHAT, edges)


@pytest.mark.parametrize(
    ("old", "new", "on", "kind"),
    [
        (OLD, OLD, DAY, ChangeKind.HOP_NHAT),  # itself
        (OLD, Body(2, date(2025, 8, 1), None), DAY, ChangeKind.HOP_NHAT),  # the heir begins later
        (OLD, NEW, date(2025, 6, 1), ChangeKind.HOP_NHAT),  # the old one still works, the new does not
        (Body(1, DAY, None), NEW, DAY, ChangeKind.TIEP_NHAN),  # the old one begins that very day
        (Body(1, OLD.starts_on, date(2025, 12, 31)), NEW, DAY, ChangeKind.DOI_TEN),  # a renamed body does not go on
    ],
)
def test_check_succession_refuses(old: Body, new: Body, on: date, kind: str) -> None:
    with pytest.raises(RefusedByLaw):
        rules.check_succession(old, new, on, kind, [])


def test_check_succession_lets_a_split_body_go_on() -> None:
    rules.check_succession(Body(1, OLD.starts_on, None), NEW, DAY, ChangeKind.CHIA_TACH, [])


def test_check_succession_unknown_kind() -> None:
    with pytest.raises(InvalidInput, match="hình thức"):
        rules.check_succession(OLD, NEW, DAY, "ban_giao", [])


def test_check_parent_refuses_a_circle() -> None:
    parents = {1: None, 2: 1, 3: 2}
    rules.check_parent(3, 1, parents)
    with pytest.raises(RefusedByLaw):
        rules.check_parent(1, 3, parents)
    with pytest.raises(RefusedByLaw):
        rules.check_parent(1, 1, parents)


def test_check_exists_names_the_heirs() -> None:
    with pytest.raises(RefusedByLaw) as caught:
        rules.check_exists("Huyện An Khê Thượng", OLD.starts_on, OLD.ends_on, DAY, ["Xã Khê Đông", "Xã Khê Tây"])
    assert str(caught.value) == (
        "Huyện An Khê Thượng đã kết thúc hoạt động từ 1/7/2025, nay là Xã Khê Đông; Xã Khê Tây. Chọn cơ quan đang hoạt động."
    )


def test_check_exists_before_the_first_day() -> None:
    rules.check_exists("Xã Khê Đông", DAY, None, DAY)
    with pytest.raises(RefusedByLaw, match="đến 1/7/2025 mới hoạt động"):
        rules.check_exists("Xã Khê Đông", DAY, None, date(2025, 6, 30))


def test_check_order() -> None:
    rules.check_order(DAY, DAY)
    rules.check_order(None, DAY)
    with pytest.raises(InvalidInput, match="trước ngày bắt đầu"):
        rules.check_order(DAY, date(2025, 6, 30))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("UBND xã  Khê Đông", "uy ban nhan dan xa khe dong"),
        ("Uỷ ban MTTQ Việt Nam tỉnh", "uy ban mat tran to quoc tinh"),
        ("TAND khu vực 2 - Hà Lam", "toa an nhan dan khu vuc 2 ha lam"),
    ],
)
def test_spoken(written: str, said: str) -> None:
    assert rules.spoken(written) == said


def test_spellings_know_the_own_province_only() -> None:
    texts = {t for _, t in rules.spellings("Sở Tư pháp", "Sở Tư pháp", "STP", AgencyKind.SO, Level.TINH, "ha lam")}
    assert {"so tu phap", "so tu phap tinh", "so tu phap tinh ha lam", "stp"} <= texts
    assert "so tu phap tinh khac" not in texts


def test_name_table_leaves_out_what_two_bodies_share() -> None:
    table = rules.name_table([(1, True, [(0, "a"), (2, "x")]), (2, True, [(0, "b"), (2, "x")]), (3, False, [(0, "a"), (0, "c")])])
    assert table == {"a": 1, "b": 2, "c": 3}
