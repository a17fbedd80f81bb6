"""The forms of a small province, their balance, and the workbook read back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotAllowed, NotFound
from giaoban.core.values.periods import Period
from giaoban.figures.forms.queries import build, layouts, tables, unbalanced, workbook
from giaoban.figures.submissions.actions import ReturnRow, load
from giaoban.registers.petitions.models import Petition, Reception
from tests.figures.sample import Q3, Province, letter, turn

CEILING = 16


def column(table: Any, number: int) -> dict[str, Decimal]:
    return {name: values[number - 1] for name, values in table.rows if values[number - 1]}


def test_build_reception_by_agency_and_total(province: Province, actor: Actor) -> None:
    table = build("01/TCD", Q3, actor)
    assert column(table, 1) == {"Ban Tiếp công dân tỉnh": 2, "Ủy ban nhân dân xã Khê Đông": 2}
    assert (table.total[0], table.total[1], table.total[3], table.total[9]) == (4, 10, 1, 1)
    assert table.columns[0] == (1, "Tổng số lượt tiếp")
    names = [name for name, _ in table.rows]
    assert "Công an tỉnh" not in names, "vertical bodies are not added into the province's figures"
    assert "Ủy ban nhân dân huyện An Khê Thượng" not in names


def test_matter_received_by_the_head_is_entered_once(province: Province, actor: Actor) -> None:
    table = build("01/TCD", Q3, actor)
    office = next(values for name, values in table.rows if name == "Ban Tiếp công dân tỉnh")
    assert (office[2], office[6], office[12]) == (1, 0, 1)


def test_forms_balance_on_lawful_records(province: Province, actor: Actor) -> None:
    assert unbalanced(Q3, actor) == []
    assert build("02/XLD", Q3, actor).total[:5] == [10, 3, 3, 3, 2]


def test_unbalanced_names_form_agency_and_rule(province: Province, actor: Actor) -> None:
    Petition.objects.filter(pk=province.petitions[0].pk).update(field="tham_nhung")
    expected = {"form": "02/XLD", "agency": "Ban Tiếp công dân tỉnh", "rule": "c6 == c9 + c10 + c11", "left": 2, "right": 1, "hard": True}
    expected["sentence"] = "Biểu 02/XLD, Ban Tiếp công dân tỉnh: cột 6 (2) phải bằng cột 9 + cột 10 + cột 11 (1)."
    assert unbalanced(Q3, actor) == [expected]


def test_year_earlier_in_todays_bodies(province: Province, actor: Actor) -> None:
    table = build("02/XLD", Period(2025, "Q3"), actor)
    assert column(table, 1) == {"Ủy ban nhân dân xã Khê Đông": 2, "Ủy ban nhân dân phường Ngàn Lau": 2}


def test_agency_bound_reader_gets_its_row(province: Province, make_actor: Callable[..., Actor]) -> None:
    table = build("01/TCD", Q3, make_actor("reporter", province.agencies.xa_dong))
    assert [name for name, _ in table.rows] == ["Ủy ban nhân dân xã Khê Đông"]
    assert table.total[0] == 2
    with pytest.raises(NotAllowed):
        build("01/TCD", Q3, make_actor("clerk", province.agencies.xa_dong))


def test_unknown_form(actor: Actor, db: None) -> None:
    with pytest.raises(NotFound):
        build("99/KHAC", Q3, actor)


def test_all_forms_in_few_queries(province: Province, actor: Actor, django_assert_max_num_queries: Any) -> None:
    layouts()
    with django_assert_max_num_queries(CEILING):
        tables(Q3, actor)


def test_workbook_reads_back_as_printed(province: Province, actor: Actor) -> None:
    Reception.objects.update(large_group=False, people=1)
    turn(province.agencies, 50, province.petitions[0].matter, date(2026, 8, 1), people=7, large_group=True, kind="dot_xuat", delegated=True)
    letter(province.agencies, 60, province.petitions[0].matter, agency=province.agencies.so_tu_phap)
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(Q3, actor)))
    assert book.sheet_names == ["01-TCD", "01-TTr", "02-TTr", "02-XLD", "03-GQKN", "04-GQTC", "05-KQTH", "Kiểm tra"]
    rows = book.get_sheet_by_name("01-TCD").to_python(skip_empty_area=False)
    assert "Biểu số 01/TCD" in rows[0]
    assert rows[2][0] == "Số liệu tính từ ngày 15/06/2026 đến ngày 14/09/2026"
    assert rows[7][:3] == ["MS", "1=5+11+17", "2=6+12+18"]
    assert rows[8][:3] == ["Tổng số", 5.0, 11.0]
    table = build("01/TCD", Q3, actor)
    for line, (name, values) in zip(rows[9:], table.rows, strict=False):
        assert line[:-1] == [name, *(float(v) for v in values)]
    checks = book.get_sheet_by_name("Kiểm tra").to_python()
    assert len(checks) == 1 + sum(len(layout.rules) for layout in layouts().values())
    assert {line[-1] for line in checks[1:]} == {"Đúng", "Chưa thử: có cột ghi tay"}
    foot = [line[0] for line in book.get_sheet_by_name("01-TTr").to_python()]
    assert "Ghi chú: các cột 2, 3, 4, 5, 7, 11, 13, 15, 17, 19, 20, 22, 23, 25 chưa có nguồn trong sổ, đơn vị ghi trước khi ký." in foot
    assert "NGƯỜI LẬP BIỂU" in foot


def test_inspection_forms_count_the_register_and_what_the_inspectorate_sent(province: Province, actor: Actor) -> None:
    bodies = province.agencies
    load(rows=[ReturnRow(Q3.code, bodies.thanh_tra.pk, {"TTR_CUOC": Decimal(7)})], by=actor)
    issued, done = build("01/TTr", Q3, actor), build("02/TTr", Q3, actor)
    row = dict(issued.rows)[bodies.thanh_tra.short_name]
    assert {n: row[n - 1] for n in (1, 2, 6, 8, 10, 12, 16)} == {
        1: 7,
        2: None,
        6: 2,
        8: Decimal("80.5"),
        10: Decimal("80.5"),
        12: Decimal("80.5"),
        16: 0,
    }
    assert issued.total[:2] == [7, None]
    row = dict(done.rows)[bodies.thanh_tra.short_name]
    expected = {1: 3, 2: 1, 3: 1, 4: 2, 5: Decimal("80.5"), 6: Decimal("30.5"), 7: None, 9: 60, 10: 10}
    assert {n: row[n - 1] for n in expected} == expected


def test_execution_form_sums_decisions_still_to_be_executed(province: Province, actor: Actor) -> None:
    Petition.objects.filter(pk=province.petitions[0].pk).update(recovered_state_million=12, people_handled=3, officials_handled=2)
    table = build("05/KQTH", Q3, actor)
    assert [table.total[n - 1] for n in (1, 2, 3, 5, 11, 13, 16)] == [1, 0, 12, 0, 0, None, 1]
    Petition.objects.filter(pk=province.petitions[0].pk).update(executed_on=date(2026, 9, 1))
    table = build("05/KQTH", Q3, actor)
    assert [table.total[n - 1] for n in (1, 2, 3, 5, 11, 12)] == [1, 1, 12, 12, 3, 2]
