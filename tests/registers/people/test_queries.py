"""Reading bodies, officials and committees."""

from datetime import date

import pytest

from giaoban.core.values.errors import NotFound, RefusedByLaw
from giaoban.registers.people import actions, queries
from giaoban.registers.people.choices import AgencyKind
from giaoban.registers.people.queries import AgencyFilter, CommitteeFilter, PersonFilter
from tests.factories.agencies import LAST_DAY_OF_DISTRICTS, REFORM

NOW = date(2026, 9, 20)


def test_agency_ids_of_office_reads_only_itself(agencies) -> None:
    assert queries.agency_ids_of(agencies.so_tu_phap.pk) == {agencies.so_tu_phap.pk}


def test_agency_ids_of_merged_ward_reads_its_three_old_communes(agencies) -> None:
    assert queries.agency_ids_of(agencies.phuong_moi.pk) == {agencies.phuong_moi.pk, *(x.pk for x in agencies.xa_cu)}


def test_agency_ids_of_part_heir_does_not_read_the_district(agencies) -> None:
    assert agencies.huyen_cu.pk in queries.agency_ids_of(agencies.xa_dong.pk)
    assert agencies.huyen_cu.pk not in queries.agency_ids_of(agencies.xa_tay.pk)


def test_agency_ids_of_heir_does_not_read_what_stood_under_the_district(agencies) -> None:
    assert not {x.pk for x in agencies.xa_cu} & queries.agency_ids_of(agencies.xa_dong.pk)


def test_agency_ids_of_provincial_committee_reads_its_offices_and_no_vertical_branch(agencies) -> None:
    ids = queries.agency_ids_of(agencies.ubnd_tinh.pk)
    assert {agencies.so_tu_phap.pk, agencies.phuong_moi.pk, agencies.xa_cu[0].pk} <= ids
    assert agencies.cong_an.pk not in ids
    assert agencies.ban_noi_chinh.pk not in ids


def test_agency_ids_of_party_committee_does_not_read_its_departments(agencies) -> None:
    assert queries.agency_ids_of(agencies.tinh_uy.pk) == {agencies.tinh_uy.pk}


def test_agency_ids_of_nobody(db) -> None:
    assert queries.agency_ids_of(None) == frozenset()


def test_agency_ids_of_costs_two_queries(agencies, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        queries.agency_ids_of(agencies.ubnd_tinh.pk)


def test_today_bodies_recounts_in_heirs(agencies, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        found = queries.today_bodies(NOW)
    assert {found[x.pk] for x in agencies.xa_cu} == {agencies.phuong_moi.pk}
    assert found[agencies.huyen_cu.pk] == agencies.xa_dong.pk
    assert found[agencies.so_tu_phap.pk] == agencies.so_tu_phap.pk
    assert queries.today_bodies(LAST_DAY_OF_DISTRICTS)[agencies.huyen_cu.pk] == agencies.huyen_cu.pk


def test_reporting_agencies_of_a_day(agencies) -> None:
    found = list(queries.reporting_agencies(NOW))
    assert agencies.phuong_moi in found
    assert agencies.tinh_uy not in found
    assert agencies.phuong_moi not in queries.reporting_agencies(LAST_DAY_OF_DISTRICTS)
    assert [a.order for a in found] == sorted(a.order for a in found)


def test_check_exists_says_what_became_of_the_district(agencies) -> None:
    assert queries.check_exists(agencies.huyen_cu, LAST_DAY_OF_DISTRICTS) == agencies.huyen_cu
    with pytest.raises(RefusedByLaw, match="từ 1/7/2025, nay là Ủy ban nhân dân xã Khê Đông; Ủy ban nhân dân xã Khê Tây"):
        queries.check_exists(agencies.huyen_cu, REFORM)
    with pytest.raises(RefusedByLaw, match="mới hoạt động"):
        queries.check_exists(agencies.phuong_moi.pk, LAST_DAY_OF_DISTRICTS)
    with pytest.raises(NotFound):
        queries.check_exists(987_654, NOW)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UBND xã Khê Đông", "xa_dong"),
        ("xã Khê Đông", "xa_dong"),
        ("UỶ BAN NHÂN DÂN PHƯỜNG NGÀN LAU", "phuong_moi"),
        ("UBND tỉnh", "ubnd_tinh"),
        ("UBND tỉnh Hà Lam", "ubnd_tinh"),
        ("Sở Tư pháp tỉnh", "so_tu_phap"),
        ("CA tỉnh", "cong_an"),
        ("Toà án nhân dân tỉnh Hà Lam", "toa_an"),
        ("Uỷ ban MTTQ Việt Nam tỉnh", "mat_tran"),
        ("Mặt trận Tổ quốc tỉnh", "mat_tran"),
        ("Hội Nông dân", "nong_dan"),
        ("Ban Nội chính", "ban_noi_chinh"),
        ("Tỉnh ủy", "tinh_uy"),
        ("STP", "so_tu_phap"),
        ("UBND huyện An Khê Thượng", "huyen_cu"),
    ],
)
def test_by_name(agencies, text: str, name: str) -> None:
    assert queries.by_name(text, NOW) == getattr(agencies, name).pk


@pytest.mark.parametrize("text", ["", "Sở Tư pháp tỉnh Quảng Nam", "Ủy ban nhân dân", "xã Khê", "Công ty Xây dựng"])
def test_by_name_does_not_guess(agencies, text: str) -> None:
    found = queries.by_name(text, NOW)
    assert found in (None, agencies.ubnd_tinh.pk)
    assert found is None or text == "Ủy ban nhân dân"


def test_by_name_on_a_day_prefers_the_body_of_that_day(agencies, actor) -> None:
    old = agencies.xa_cu[0]
    new = actions.create_agency(
        code="xa-suoi-ngan-moi", name=old.name, kind="ubnd_xa", bloc="dia_phuong", level="xa", starts_on=NOW, by=actor
    )
    assert queries.by_name("xã Suối Ngàn", NOW) == new.pk
    assert queries.by_name("xã Suối Ngàn", LAST_DAY_OF_DISTRICTS) == old.pk


def test_listing_filters(agencies, actor) -> None:
    assert list(queries.listing(actor, AgencyFilter(q="khe dong"))) == [agencies.xa_dong]
    assert agencies.huyen_cu not in queries.listing(actor, AgencyFilter(on=NOW))
    found = queries.listing(actor, AgencyFilter(kind=AgencyKind.UBND_XA, on=NOW, parent=agencies.ubnd_tinh.pk))
    assert set(found) == {agencies.xa_dong, agencies.xa_tay, agencies.phuong_moi}
    assert not queries.listing(actor, AgencyFilter(bloc="dan_van", level="xa")).exists()


def test_listing_is_closed_without_the_right(agencies, make_actor) -> None:
    assert not queries.listing(make_actor("auditor"), AgencyFilter()).exists()
    with pytest.raises(NotFound):
        queries.get(make_actor("auditor"), agencies.tinh_uy.pk)
    assert queries.get(make_actor("reporter", agencies.so_tu_phap), agencies.tinh_uy.pk) == agencies.tinh_uy


def test_options_are_in_vietnamese_order_and_running(agencies) -> None:
    names = [name for _, name in queries.options(NOW)]
    assert names.index("Sở Tài chính") < names.index("Sở Tư pháp") < names.index("UBND tỉnh") < names.index("Ủy ban Kiểm tra Tỉnh ủy")
    assert not any("huyện" in name for name in names)
    kept = queries.options(NOW, kinds=[AgencyKind.UBND_XA], also=agencies.huyen_cu.pk)
    assert {pk for pk, _ in kept} == {agencies.huyen_cu.pk, agencies.xa_dong.pk, agencies.xa_tay.pk, agencies.phuong_moi.pk}


def test_persons_listing_with_posts_costs_two_queries(agencies, actor, django_assert_num_queries) -> None:
    for name in ("Đặng Thị Mùa", "Lò Văn Ó", "Trần Thử"):
        person = actions.create_person(name=name, by=actor)
        actions.give_post(person=person, agency=agencies.so_tu_phap, title="Giám đốc", starts_on=date(2025, 7, 1), by=actor)
    with django_assert_num_queries(2):
        shown = [(p.name, [x.agency.short_name for x in p.shown_posts]) for p in queries.persons(actor, PersonFilter())]
    assert len(shown) == 3
    assert shown[0] == ("Trần Thử", ["Sở Tư pháp"])
    assert [p.name for p in queries.persons(actor, PersonFilter(q="dang mua"))] == ["Đặng Thị Mùa"]
    assert not queries.persons(actor, PersonFilter(agency=agencies.so_tu_phap.pk, on=date(2025, 6, 1))).exists()
    assert [label for _, label in queries.person_options()] == ["Đặng Thị Mùa, Giám đốc", "Lò Văn Ó, Giám đốc", "Trần Thử, Giám đốc"]
    assert queries.holders(agencies.so_tu_phap.pk, NOW).count() == 3
    assert [p.name for p in queries.persons_named("lo van o")] == ["Lò Văn Ó"]


def test_committees_and_their_members_in_order(agencies, actor) -> None:
    row = actions.create_committee(
        name="Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh",
        decision="Quyết định 15-QĐ/TU",
        starts_on=date(2025, 7, 1),
        by=actor,
    )
    for name, role in (("Vũ Ủy", "uy_vien"), ("Lê Anh", "uy_vien"), ("Hồ Trưởng", "truong")):
        actions.add_member(
            committee=row, person=actions.create_person(name=name, by=actor), role=role, starts_on=date(2025, 7, 1), by=actor
        )
    assert [m.person.name for m in queries.members_of(row)] == ["Hồ Trưởng", "Lê Anh", "Vũ Ủy"]
    assert queries.members_of(row, date(2025, 1, 1)) == []
    assert list(queries.committees(actor, CommitteeFilter(q="lang phi", on=NOW))) == [row]
    assert not queries.committees(actor, CommitteeFilter(q="giam ngheo")).exists()
    assert queries.committee_options(NOW) == [(row.pk, row.name)]
    with pytest.raises(NotFound):
        queries.committee(actor, row.pk + 1)
