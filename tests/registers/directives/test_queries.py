"""Reading documents and counting them."""

from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps

from giaoban.core.values.errors import NotFound
from giaoban.registers.directives import actions, queries
from giaoban.registers.directives.queries import COUNTS, DirectiveFilter, Spread

NOW = date(2026, 9, 20)


def counted(name: str, start: date, end: date) -> int:
    one = next(c for c in COUNTS if c.name == name)
    rows = apps.get_model(one.model).objects.filter(one.condition(start, end))
    assert rows.values(one.agency).exists() == rows.exists()
    return rows.values(one.distinct).distinct().count() if one.distinct else rows.count()


def test_listing_filters(record, agencies, actor) -> None:
    old = record(number="01-CT/TU", issued_on=date(2025, 1, 1), recorded_on=date(2025, 1, 2), subject="Về hòa giải ở cơ sở")
    new = record(kind="ke_hoach", number="118-KH/TU", issuer_agency=agencies.tinh_uy)
    central = record(kind="chi_thi", number="26-CT/TW", issuer="Bộ Chính trị", level="trung_uong", effective_on=date(2026, 10, 1))
    actions.end(directive=old, on=date(2026, 6, 30), by=actor)
    actions.disseminate(directive=new, agencies=[agencies.so_tu_phap], by=actor)

    def found(**f) -> list:
        return list(queries.listing(actor, DirectiveFilter(**f)))

    assert found() == [central, new, old]
    assert found(q="hoa giai co so") == [old]
    assert found(q="118-kh/tu") == [new]
    assert found(q="bo chinh tri 26") == [central]
    assert found(kind="chi_thi", level="tinh") == [old]
    assert found(in_force=NOW) == [new]
    assert found(in_force=date(2026, 10, 1)) == [central, new]
    assert found(in_force=date(2026, 6, 30)) == [old]
    assert found(start=date(2026, 9, 1), end=date(2026, 9, 1)) == [central, new]
    assert found(agency=agencies.so_tu_phap.pk) == found(issuer_agency=agencies.tinh_uy.pk) == [new]
    assert found(issued_here=True) == []


def test_listing_costs_one_query_whatever_its_length(record, actor, django_assert_num_queries) -> None:
    for n in range(1, 9):
        record(number=f"{n:02d}-CT/TU")
    with django_assert_num_queries(2):
        rows = list(queries.listing(actor, DirectiveFilter()))
        spread = queries.spread_of(r.pk for r in rows)
    assert [r.number for r in rows][:2] == ["08-CT/TU", "07-CT/TU"]
    assert set(spread.values()) == {Spread()}


def test_gate(directive, agencies, actor, make_actor) -> None:
    own, other = make_actor("reporter", agencies.so_tu_phap), make_actor("reporter", agencies.thanh_tra)
    row = actions.disseminate(directive=directive, agencies=[agencies.so_tu_phap], by=actor)[0]
    assert queries.get(other, directive.pk) == directive
    assert list(queries.disseminations(own, directive=directive.pk)) == [row]
    assert not queries.disseminations(other).exists()
    assert queries.dissemination(own, row.pk) == row
    with pytest.raises(NotFound):
        queries.dissemination(other, row.pk)
    nobody = replace(make_actor("auditor"), rights=frozenset())
    assert not queries.listing(nobody, DirectiveFilter()).exists()
    with pytest.raises(NotFound):
        queries.get(nobody, directive.pk)


def test_provision_is_read_through_its_directive(directive, actor, make_actor) -> None:
    point = actions.add_provision(directive=directive, number="1", text="Rà soát.", by=actor)
    assert queries.provision(actor, point.pk) == point
    with pytest.raises(NotFound):
        queries.provision(replace(make_actor("auditor"), rights=frozenset()), point.pk)


def test_spread(directive, agencies, actor) -> None:
    rows = actions.disseminate(
        directive=directive,
        agencies=[agencies.so_tu_phap, agencies.thanh_tra, agencies.cong_an, agencies.toa_an],
        on=date(2026, 9, 2),
        by=actor,
    )
    for row, state in zip(rows, ("da_nhan", "da_quan_triet", "da_co_ke_hoach"), strict=False):
        actions.update_dissemination(dissemination=row, state=state, plan_number="1/KH" if state == "da_co_ke_hoach" else "", by=actor)
    assert queries.spread_of([directive.pk]) == {directive.pk: Spread(sent=4, received=3, studied=2, planned=1)}
    assert list(queries.disseminations(actor, state="da_gui")) == [rows[3]]


@pytest.mark.parametrize(
    ("number", "said", "expected"),
    [
        ("26-CT/TW", {}, "26-CT/TW"),
        ("Số: 26 - CT/TW", {}, "26-CT/TW"),
        ("26", {"issuer": "Bộ Chính trị", "kind": "chi_thi"}, "26-CT/TW"),
        ("26", {"issuer": "của Bộ Chính trị khóa XIV"}, "26-CT/TW"),
        ("26", {}, None),  # two documents bear 26
        ("2", {}, None),
        ("126-CT/TW", {}, None),
        ("26-CT/TW", {"issuer": "Ban Bí thư"}, None),
        ("26-CT/TW", {"issued_on": date(2020, 1, 1)}, None),
        ("", {}, None),
    ],
)
def test_find(record, number: str, said: dict, expected: str | None) -> None:
    record(number="26-CT/TW", issuer="Bộ Chính trị", level="trung_uong")
    record(number="26/KH-UBND", issuer="UBND tỉnh", kind="ke_hoach")
    row = queries.find(number, **said)
    assert (row.number if row else None) == expected


def test_find_of_several_terms_is_the_newest(record) -> None:
    record(number="05-CT/TU", issued_on=date(2021, 1, 1))
    new = record(number="05-CT/TU", issued_on=date(2026, 1, 1))
    assert queries.find("05-CT/TU") == new


def test_counts(record, agencies, actor) -> None:
    central = record(number="26-CT/TW", issuer="Bộ Chính trị", level="trung_uong", issued_on=date(2026, 5, 1), recorded_on=date(2026, 7, 2))
    record(number="1-CT/TU", issuer_agency=agencies.tinh_uy, issued_on=date(2026, 7, 1))
    record(number="2-KH/TU", kind="ke_hoach", issuer_agency=agencies.tinh_uy, issued_on=date(2026, 9, 14))
    record(number="3/KH-SNV", kind="ke_hoach", issuer="Sở", level="co_quan", issued_on=date(2026, 8, 1))
    record(number="4-TB/TU", kind="thong_bao_ket_luan", issued_on=date(2026, 9, 15))
    row = actions.disseminate(directive=central, agencies=[agencies.so_tu_phap, agencies.cong_an], on=date(2026, 7, 3), by=actor)[0]
    actions.update_dissemination(dissemination=row, state="da_quan_triet", on=date(2026, 8, 1), by=actor)
    window = date(2026, 6, 15), date(2026, 9, 14)
    expected = {
        "central_received": 1,
        "issued_province": 2,
        "issued_agencies": 1,
        "plans": 1,
        "conclusions": 0,
        "issued_chi_thi": 1,
        "issued_ke_hoach": 1,
        "in_force": 1,
        "sent": 2,
        "studied": 1,
        "studied_directives": 1,
        "not_studied": 1,
        "planned": 0,
        "ended": 0,
    }
    assert {name: counted(f"directives.{name}", *window) for name in expected} == expected
    assert len({c.name for c in COUNTS}) == len(COUNTS)
