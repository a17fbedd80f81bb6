"""Writing the register of bodies, officials and committees, outcome by outcome."""

from datetime import date, timedelta

import pytest

from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.people import actions, queries
from giaoban.registers.people.actions import AgencyRow, SuccessionRow
from giaoban.registers.people.choices import ChangeKind, Event
from giaoban.registers.people.models import Agency, Person, Post, Succession
from giaoban.trust.audit.queries import history
from tests.factories.agencies import REFORM

NOW = date(2026, 9, 20)
SO = {"kind": "so", "bloc": "khac", "level": "tinh"}


def events(kind: str, row) -> list[str]:
    return [e.event for e in history(RecordRef(kind, row.pk))]


@pytest.fixture
def so(agencies, actor) -> Agency:
    return actions.create_agency(
        code="so-lao-dong", name="Sở Lao động", starts_on=date(2020, 1, 1), parent=agencies.ubnd_tinh, by=actor, **SO
    )


@pytest.fixture
def so_moi(agencies, actor) -> Agency:
    return actions.create_agency(code="so-noi-vu", name="Sở Nội vụ", starts_on=date(2025, 3, 1), parent=agencies.ubnd_tinh, by=actor, **SO)


def test_create_agency_is_recorded_and_found(so) -> None:
    assert queries.by_name("sở lao động", NOW) == so.pk
    assert events("agency", so) == [Event.AGENCY_CREATED]


def test_create_agency_again_changes_nothing(so, actor) -> None:
    again = actions.create_agency(code="so-lao-dong", name="Sở Lao động", starts_on=date(2020, 1, 1), by=actor, **SO)
    assert again == so
    assert events("agency", so) == [Event.AGENCY_CREATED]


def test_create_agency_refuses_taken_code_and_name(so, actor) -> None:
    with pytest.raises(Conflict, match="Mã"):
        actions.create_agency(code="so-lao-dong", name="Sở Khác", starts_on=NOW, by=actor, **SO)
    with pytest.raises(Conflict, match="đã có trong danh sách"):
        actions.create_agency(code="khac", name="Sở Lao động", starts_on=NOW, by=actor, **SO)


def test_create_agency_refuses_bad_words_and_empty_name(db, actor) -> None:
    with pytest.raises(InvalidInput) as caught:
        actions.create_agency(code="x", name="X", kind="bo", bloc="khac", level="tinh", starts_on=NOW, by=actor)
    assert caught.value.field == "kind"
    with pytest.raises(InvalidInput):
        actions.create_agency(code="x", name="  ", starts_on=NOW, by=actor, **SO)


def test_create_agency_refuses_abolished_parent(agencies, actor) -> None:
    with pytest.raises(RefusedByLaw, match="đã kết thúc hoạt động"):
        actions.create_agency(code="x", name="X", starts_on=NOW, parent=agencies.huyen_cu, by=actor, **SO)


def test_create_agency_needs_the_right(agencies, make_actor) -> None:
    with pytest.raises(NotAllowed):
        actions.create_agency(code="x", name="X", starts_on=NOW, by=make_actor("clerk", agencies.so_tu_phap), **SO)


def test_change_agency(so, actor) -> None:
    row = actions.change_agency(agency=so, version=1, short_name="Sở LĐ", reports=False, by=actor)
    assert (row.short_name, row.reports, row.version) == ("Sở LĐ", False, 2)
    assert history(RecordRef("agency", row.pk)).last().details["before"] == {"short_name": "Sở Lao động", "reports": "True"}
    assert actions.change_agency(agency=so, short_name="Sở LĐ", by=actor).version == 2


def test_change_agency_refuses(so, agencies, actor) -> None:
    with pytest.raises(Conflict, match="Người khác vừa sửa"):
        actions.change_agency(agency=so, version=9, short_name="A", by=actor)
    with pytest.raises(InvalidInput, match="ends_on"):
        actions.change_agency(agency=so, ends_on=NOW, by=actor)
    with pytest.raises(RefusedByLaw, match="trực thuộc chính mình"):
        actions.change_agency(agency=agencies.ubnd_tinh, parent=so, by=actor)
    with pytest.raises(Conflict):
        actions.change_agency(agency=so, name="Sở Tư pháp", by=actor)
    with pytest.raises(InvalidInput):
        actions.change_agency(agency=agencies.huyen_cu, starts_on=NOW, by=actor)


def test_end_agency(so, actor) -> None:
    row = actions.end_agency(agency=so, on=NOW, by=actor)
    assert row.ends_on == NOW
    assert actions.end_agency(agency=so, on=NOW, version=1, by=actor).version == 2
    assert events("agency", so) == [Event.AGENCY_CREATED, Event.AGENCY_ENDED]
    with pytest.raises(RefusedByLaw, match="đã kết thúc"):
        actions.end_agency(agency=so, on=NOW + timedelta(days=1), by=actor)


def test_end_agency_with_running_bodies_under_it(agencies, actor) -> None:
    with pytest.raises(RefusedByLaw, match="còn cơ quan trực thuộc đang hoạt động"):
        actions.end_agency(agency=agencies.ubnd_tinh, on=NOW, by=actor)
    agencies.ubnd_tinh.refresh_from_db()
    assert agencies.ubnd_tinh.ends_on is None


def test_end_agency_before_its_first_day(so, actor) -> None:
    with pytest.raises(InvalidInput):
        actions.end_agency(agency=so, on=date(2019, 1, 1), by=actor)


def test_succeed_by_merger_ends_the_old_body(so, so_moi, actor) -> None:
    paper = "Nghị quyết 01/NQ-HĐND"
    row = actions.succeed(from_agency=so, to_agency=so_moi, on=date(2025, 3, 1), kind=ChangeKind.HOP_NHAT, paper=paper, by=actor)
    so.refresh_from_db()
    assert (row.main, so.ends_on) == (True, date(2025, 2, 28))
    assert queries.heir_of(so.pk, NOW) == so_moi.pk
    assert events("agency", so) == [Event.AGENCY_CREATED, Event.AGENCY_ENDED, Event.AGENCY_SUCCEEDED]
    again = actions.succeed(from_agency=so, to_agency=so_moi, on=date(2025, 3, 1), kind=ChangeKind.HOP_NHAT, paper=paper, by=actor)
    assert again == row
    assert Succession.objects.filter(from_agency=so).count() == 1


def test_succeed_by_handing_over_part_leaves_the_old_body(so, so_moi, actor) -> None:
    actions.succeed(from_agency=so, to_agency=so_moi, on=date(2025, 3, 1), kind=ChangeKind.TIEP_NHAN, paper="QĐ 1", by=actor)
    so.refresh_from_db()
    assert so.ends_on is None
    assert queries.heir_of(so.pk, NOW) == so.pk


def test_succeed_renaming_takes_the_children_along(agencies, actor) -> None:
    new = actions.create_agency(
        code="ubnd-tp", name="Ủy ban nhân dân thành phố", kind="ubnd_tinh", bloc="khac", level="tinh", starts_on=NOW, by=actor
    )
    actions.succeed(from_agency=agencies.ubnd_tinh, to_agency=new, on=NOW, kind=ChangeKind.DOI_TEN, paper="NQ 2", by=actor)
    agencies.so_tu_phap.refresh_from_db()
    agencies.huyen_cu.refresh_from_db()
    assert agencies.so_tu_phap.parent == new
    assert agencies.huyen_cu.parent == agencies.ubnd_tinh


def test_succeed_second_heir_is_not_main(agencies, so, so_moi, actor) -> None:
    kind, on = ChangeKind.CHIA_TACH, date(2025, 7, 1)
    actions.succeed(from_agency=so, to_agency=so_moi, on=on, kind=kind, paper="NQ", by=actor)
    assert not actions.succeed(from_agency=so, to_agency=agencies.so_tai_chinh, on=on, kind=kind, paper="NQ", by=actor).main
    with pytest.raises(RefusedByLaw, match="kế thừa chính"):
        actions.succeed(from_agency=so, to_agency=agencies.so_tu_phap, on=on, kind=kind, paper="NQ", main=True, by=actor)


def test_succeed_refuses_circle_and_other_day(agencies, so, so_moi, actor) -> None:
    kind = ChangeKind.TIEP_NHAN
    actions.succeed(from_agency=so, to_agency=so_moi, on=date(2025, 3, 1), kind=kind, paper="NQ", by=actor)
    with pytest.raises(RefusedByLaw, match="vòng"):
        actions.succeed(from_agency=so_moi, to_agency=so, on=NOW, kind=kind, paper="NQ", by=actor)
    with pytest.raises(Conflict):
        actions.succeed(from_agency=so, to_agency=so_moi, on=NOW, kind=kind, paper="NQ", by=actor)
    with pytest.raises(InvalidInput):
        actions.succeed(from_agency=so_moi, to_agency=agencies.so_tu_phap, on=NOW, kind=kind, paper=" ", by=actor)


def catalogue() -> tuple[list[AgencyRow], list[SuccessionRow]]:
    xa = {"kind": "ubnd_xa", "bloc": "dia_phuong", "level": "xa"}
    rows = [
        AgencyRow("a", "UBND xã A", "xã A", starts_on=date(2010, 1, 1), ends_on=REFORM - timedelta(days=1), parent="h", **xa),
        AgencyRow("b", "UBND xã B", "xã B", starts_on=REFORM, **xa),
        AgencyRow("h", "UBND huyện H", "huyện H", "ubnd_huyen", "dia_phuong", "huyen", date(2010, 1, 1), REFORM - timedelta(days=1)),
    ]
    return rows, [SuccessionRow("a", "b", REFORM, "hop_nhat", "NQ"), SuccessionRow("h", "b", REFORM, "tiep_nhan", "NQ", main=False)]


def test_load_agencies_once_and_twice(db, actor) -> None:
    rows, successions = catalogue()
    found = actions.load_agencies(rows=rows, successions=successions, by=actor)
    assert found["a"].parent == found["h"]
    assert queries.today_bodies(NOW)[found["a"].pk] == found["b"].pk
    assert events("agency", found["a"]) == [Event.AGENCY_CREATED, Event.AGENCY_SUCCEEDED]
    actions.load_agencies(rows=rows, successions=successions, by=actor)
    assert (Agency.objects.count(), Succession.objects.count()) == (3, 2)


def test_load_agencies_refuses_unknown_parent_and_circle(db, actor) -> None:
    rows, successions = catalogue()
    with pytest.raises(InvalidInput, match="không có cơ quan cấp trên"):
        actions.load_agencies(rows=rows[:1], by=actor)
    with pytest.raises(InvalidInput, match="không có cơ quan mã"):
        actions.load_agencies(rows=rows, successions=[SuccessionRow("a", "z", REFORM, "hop_nhat", "NQ")], by=actor)
    with pytest.raises(RefusedByLaw):
        actions.load_agencies(rows=rows, successions=[*successions, SuccessionRow("b", "a", NOW, "tiep_nhan", "NQ")], by=actor)


def test_create_person_and_post(agencies, actor) -> None:
    person = actions.create_person(name="ĐẶNG THỊ  MÙA", by=actor)
    assert (person.name, person.folded) == ("Đặng Thị Mùa", "dang thi mua")
    assert actions.create_person(name="Đặng Thị Mùa", by=actor) == person
    assert actions.create_person(name="Đặng Thị Mùa", note="Công an tỉnh", by=actor) != person
    post = {"person": person, "agency": agencies.so_tu_phap, "title": "Giám đốc", "starts_on": REFORM}
    first = actions.give_post(**post, term="2025-2030", by=actor)
    assert actions.give_post(**post, by=actor) == first
    assert Person.objects.count() == 2
    assert events("person", person) == [Event.PERSON_CREATED, Event.POST_GIVEN]


def test_give_post_refuses(agencies, actor) -> None:
    person = actions.create_person(name="Lò Văn Ó", by=actor)
    with pytest.raises(RefusedByLaw, match="đã kết thúc"):
        actions.give_post(person=person, agency=agencies.huyen_cu, title="Chủ tịch", starts_on=NOW, by=actor)
    with pytest.raises(InvalidInput):
        actions.give_post(person=person, agency=None, title="Bí thư", starts_on=NOW, ends_on=REFORM, by=actor)
    with pytest.raises(InvalidInput):
        actions.give_post(person=person, agency=None, title="", by=actor)
    assert not Post.objects.exists()


def test_end_post(agencies, actor) -> None:
    person = actions.create_person(name="Lò Văn Ó", by=actor)
    post = actions.give_post(person=person, agency=agencies.so_tu_phap, title="Giám đốc", starts_on=REFORM, by=actor)
    with pytest.raises(InvalidInput):
        actions.end_post(post=post, on=REFORM - timedelta(days=1), by=actor)
    assert actions.end_post(post=post, on=NOW, by=actor).ends_on == NOW
    actions.end_post(post=post, on=NOW, by=actor)
    assert events("person", person).count(Event.POST_ENDED) == 1
    with pytest.raises(RefusedByLaw, match="20/9/2026"):
        actions.end_post(post=post, on=REFORM, by=actor)
    assert not queries.holders(agencies.so_tu_phap.pk, NOW + timedelta(days=1)).exists()


@pytest.fixture
def committee(agencies, actor):
    return actions.create_committee(
        name="Ban Chỉ đạo 35", decision="QĐ 1-QĐ/TU", standing_agency=agencies.ban_noi_chinh, starts_on=REFORM, by=actor
    )


def test_committee_members(committee, actor) -> None:
    head, other = (actions.create_person(name=name, by=actor) for name in ("Hồ Trưởng", "Vũ Ủy"))
    seat = actions.add_member(committee=committee, person=head, role="truong", starts_on=REFORM, by=actor)
    assert actions.add_member(committee=committee, person=head, role="truong", starts_on=REFORM, by=actor) == seat
    with pytest.raises(RefusedByLaw, match="đang là thành viên"):
        actions.add_member(committee=committee, person=head, role="pho", starts_on=NOW, by=actor)
    with pytest.raises(RefusedByLaw, match="Trưởng ban là Hồ Trưởng"):
        actions.add_member(committee=committee, person=other, role="truong", starts_on=NOW, by=actor)
    with pytest.raises(RefusedByLaw, match="thời gian hoạt động"):
        actions.add_member(committee=committee, person=other, role="pho", starts_on=date(2020, 1, 1), by=actor)
    with pytest.raises(InvalidInput, match="vai trò"):
        actions.add_member(committee=committee, person=other, role="chu_tich", starts_on=NOW, by=actor)
    actions.remove_member(membership=seat, on=NOW - timedelta(days=1), by=actor)
    actions.add_member(committee=committee, person=other, role="truong", starts_on=NOW, by=actor)
    assert [m.person for m in queries.members_of(committee, NOW)] == [other]
    assert events("committee", committee) == [Event.COMMITTEE_CREATED, Event.MEMBER_ADDED, Event.MEMBER_LEFT, Event.MEMBER_ADDED]


def test_remove_member_twice(committee, actor) -> None:
    seat = actions.add_member(
        committee=committee, person=actions.create_person(name="Vũ Ủy", by=actor), role="uy_vien", starts_on=REFORM, by=actor
    )
    actions.remove_member(membership=seat, on=NOW, by=actor)
    actions.remove_member(membership=seat, on=NOW, by=actor)
    with pytest.raises(RefusedByLaw):
        actions.remove_member(membership=seat, on=REFORM, by=actor)


def test_end_committee_takes_members_along(committee, actor) -> None:
    seat = actions.add_member(
        committee=committee, person=actions.create_person(name="Vũ Ủy", by=actor), role="uy_vien", starts_on=REFORM, by=actor
    )
    with pytest.raises(InvalidInput):
        actions.end_committee(committee=committee, on=date(2020, 1, 1), by=actor)
    actions.end_committee(committee=committee, on=NOW, by=actor)
    seat.refresh_from_db()
    assert seat.ends_on == NOW
    assert actions.end_committee(committee=committee, on=NOW, by=actor).ends_on == NOW
    with pytest.raises(RefusedByLaw):
        actions.add_member(committee=committee, person=seat.person, role="pho", starts_on=NOW + timedelta(days=1), by=actor)
