"""Histories loaded at once, numbers without gaps, and files of every kind of trouble."""

import io
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotAllowed
from giaoban.registers.petitions import actions
from giaoban.registers.petitions.actions.keeping import take_numbers
from giaoban.registers.petitions.models import Matter, NumberSeries, Petition, Reception
from giaoban.registers.petitions.rules import PetitionRow, ReceptionRow
from giaoban.trust.audit.models import Event as LedgerRow
from giaoban.trust.clocks.models import Clock

pytestmark = pytest.mark.django_db
HEADER = ["id", "received_on", "agency", "channel", "kind", "name", "birth_year", "address", "phone", "identity_no", "respondent", "text"]
GOOD = [
    "D1",
    "5/8/2026",
    "Ban Tiếp công dân tỉnh",
    "Bưu chính",
    "Khiếu nại",
    "Lò Thị Bưởi",
    1970,
    "Bản Na",
    "0987654321",
    "038070000456",
    "UBND xã",
    "Thu hồi đất",
]


def row(agency: Any, **values: Any) -> PetitionRow:
    given: dict[str, Any] = {
        "agency_id": agency.pk, "received_on": date(2026, 8, 3), "channel": "buu_chinh", "kind": "khieu_nai", "summary": "Bồi thường đất",
        "name": "Lò Thị Bưởi", "source_key": "a", **values,
    }  # fmt: skip
    return PetitionRow(**given)


def test_history_with_all_outcomes(agencies: Any, actor: Actor) -> None:
    office = agencies.ban_tiep_cong_dan
    done = row(
        office, source_key="done", received_on=date(2026, 1, 5), eligibility="du", within_competence=True, disposition="de_xuat_thu_ly",
        disposed_on=date(2026, 1, 7), state="ket_thuc", accepted_on=date(2026, 1, 8), decided_on=date(2026, 2, 3), decision_number="4/QĐ",
        outcome="dung", executed_on=date(2026, 3, 2), recovered_state_million=Decimal("12.5"), matter_key="m",
    )  # fmt: skip
    again = row(office, source_key="again", received_on=date(2026, 2, 5), duplicate_of_key="done", eligibility="khong_du")
    running = row(
        office, source_key="running", received_on=date(2026, 9, 1), eligibility="du", within_competence=True, disposition="de_xuat_thu_ly",
        disposed_on=date(2026, 9, 2), state="da_thu_ly", accepted_on=date(2026, 9, 4), kind="to_cao", extensions=1,
    )  # fmt: skip
    paused = replace(running, source_key="paused", kind="khieu_nai", extensions=0, state="tam_dinh_chi", suspended_on=date(2026, 9, 10))
    found = actions.load(rows=[running, done, again, paused], by=actor)
    assert (found.read, found.loaded, found.skipped) == (4, 4, 0)
    assert [Petition.objects.get(pk=found.ids[key]).seq for key in ("done", "again", "running", "paused")] == [1, 2, 3, 4]
    repeated = Petition.objects.get(pk=found.ids["again"])
    assert (repeated.duplicate_of_id, repeated.matter_id) == (found.ids["done"], found.matters["m"])
    open_clocks = {c.ref_id: (c.rule, c.state, c.due_on) for c in Clock.objects.all()}
    assert open_clocks == {
        found.ids["running"]: ("TC_RESOLVE", "dang_chay", date(2026, 11, 3)),
        found.ids["paused"]: ("KN_RESOLVE_1", "tam_dung", date(2026, 10, 5)),
    }
    shown = Petition.objects.get(pk=found.ids["running"])
    assert (shown.sealed, shown.next_due, shown.resolve_due) == (True, date(2026, 11, 3), date(2026, 11, 3))
    assert LedgerRow.objects.filter(event="petitions.loaded").count() == 4


def test_loading_twice_loads_nothing_twice(agencies: Any, actor: Actor) -> None:
    rows = [row(agencies.xa_dong, source_key=f"k{i}", summary=f"Đơn {i}") for i in range(5)]
    first = actions.load(rows=rows, by=actor)
    second = actions.load(rows=[*rows, row(agencies.xa_tay, source_key="k1")], by=actor)
    assert (second.loaded, second.skipped) == (1, 5)
    assert second.ids["k3"] == first.ids["k3"]
    assert (Petition.objects.count(), Matter.objects.count()) == (6, 6)
    assert NumberSeries.objects.get(agency=agencies.xa_dong).last == 5


def test_later_load_repeats_an_earlier_letter(agencies: Any, actor: Actor) -> None:
    first = actions.load(rows=[row(agencies.xa_dong, source_key="first")], by=actor)
    actions.load(rows=[row(agencies.xa_dong, source_key="second", duplicate_of_key="first")], by=actor)
    second = Petition.objects.get(source_key="second")
    master = Petition.objects.get(pk=first.ids["first"])
    assert (second.duplicate_of_id, second.matter_id) == (master.pk, master.matter_id)


def test_one_bad_story_loads_nothing(agencies: Any, actor: Actor) -> None:
    with pytest.raises(InvalidInput):
        actions.load(rows=[row(agencies.xa_dong), row(agencies.xa_dong, source_key="b", decided_on=date(2026, 8, 1))], by=actor)
    assert Petition.objects.count() == 0


def test_loading_for_another_agency(agencies: Any, make_actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotAllowed):
        actions.load(rows=[row(agencies.xa_dong)], by=make_actor("clerk", agencies.xa_tay))


def test_turns_and_letters_share_matters(agencies: Any, actor: Actor) -> None:
    turn = ReceptionRow(
        agency_id=agencies.xa_dong.pk, received_on=date(2026, 8, 3), kind="dinh_ky", petition_kind="khieu_nai", summary="Đất", people=7,
        source_key="t1", matter_key="m1", name="Lò Thị Bưởi",
    )  # fmt: skip
    turns = actions.load_receptions(rows=[turn, replace(turn, source_key="t2", answer="thu_ly", answered_on=date(2026, 8, 9))], by=actor)
    assert turns.loaded == 2
    assert Reception.objects.filter(large_group=True).count() == 2
    assert Clock.objects.filter(rule="TCD_ANSWER").count() == 1
    letters = actions.load(rows=[row(agencies.xa_dong, matter_key="m1", reception_key="t1")], matters=turns.matters, by=actor)
    petition = Petition.objects.get(pk=letters.ids["a"])
    assert (petition.reception_id, petition.matter_id) == (turns.ids["t1"], turns.matters["m1"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="two writers at once need PostgreSQL")
def test_numbers_have_no_gap_under_two_writers(agencies: Any) -> None:
    agency, taken, lock = agencies.xa_dong.pk, [], threading.Lock()

    def take() -> None:
        try:
            for turn in range(20):
                with transaction.atomic():
                    number = take_numbers("don", agency, 2026)
                    if turn % 5 == 4:
                        transaction.set_rollback(True)
                        continue
                with lock:
                    taken.append(number)
        finally:
            connection.close()

    writers = [threading.Thread(target=take) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(taken) == list(range(1, 33))


def csv_of(*rows: list[Any], header: list[str] = HEADER) -> bytes:
    lines = [";".join(str(cell) for cell in cells) for cells in (header, *rows)]
    return "\n".join(lines).encode("utf-8-sig")


def changed(**cells: Any) -> list[Any]:
    return [cells.get(name, value) for name, value in zip(HEADER, GOOD, strict=True)]


def test_import_keeps_good_rows_and_returns_bad_ones(agencies: Any, actor: Actor) -> None:
    content = csv_of(GOOD, changed(id="D2", received_on="31/02/2026"), changed(id="D3", agency="Sở Không Có"))
    seen: list[tuple[int, int]] = []
    found = actions.import_file(content=content, name="don.csv", progress=lambda done, total: seen.append((done, total)), by=actor)
    assert (found.read, found.loaded, found.skipped, found.refused_rows) == (3, 1, 0, 2)
    assert [(e.row, e.field) for e in found.refused] == [(3, "received_on"), (4, "agency")]
    assert "31/02/2026" in found.refused[0].message
    assert "Sở Không Có" in found.refused[1].message
    assert seen[-1] == (3, 3)
    returned = CalamineWorkbook.from_filelike(io.BytesIO(found.bad_rows_xlsx)).get_sheet_by_index(0).to_python()
    assert returned[0][-1] == "Lý do"
    assert [line[0] for line in returned[1:]] == ["D2", "D3"]
    assert "Dòng 3" in returned[1][-1]


def test_importing_the_same_file_twice(agencies: Any, actor: Actor) -> None:
    content = csv_of(GOOD, changed(id="", name="Trần A"), changed(id="", name="Trần A"))
    first = actions.import_file(content=content, name="don.csv", by=actor)
    assert (first.loaded, first.skipped) == (2, 1)
    second = actions.import_file(content=content, name="don.csv", by=actor)
    assert (second.loaded, second.skipped) == (0, 3)
    assert first.receipt == second.receipt
    assert Petition.objects.count() == 2


def test_dry_run_writes_nothing(agencies: Any, actor: Actor) -> None:
    found = actions.import_file(content=csv_of(GOOD, changed(id="D2", kind="thư tay")), name="don.csv", dry_run=True, by=actor)
    assert (found.loaded, found.refused_rows) == (1, 1)
    assert Petition.objects.count() == 0
    assert NumberSeries.objects.count() == 0


@pytest.mark.parametrize(
    ("cells", "field", "word"),
    [
        ({"received_on": "31/02/2026"}, "received_on", "không có thật"),
        ({"received_on": "5/6/26"}, "received_on", "bốn chữ số"),
        ({"received_on": ""}, "received_on", "Thiếu ngày nhận"),
        ({"received_on": "1/10/2026"}, "received_on", "tương lai"),
        ({"received_on": "=TODAY()"}, "received_on", "công thức"),
        ({"agency": "Ủy ban nhân dân huyện An Khê Thượng"}, "agency", ""),
        ({"kind": "đơn thư"}, "kind", "đơn thư"),
        ({"kind": ""}, "kind", "Thiếu loại đơn"),
        ({"channel": "e-mail"}, "channel", "e-mail"),
        ({"name": "N" * 500}, "name", "500"),
        ({"name": "Bưởi 😀"}, "name", "ký tự lạ"),
        ({"name": "=CMD()"}, "name", "công thức"),
        ({"birth_year": "2050"}, "birth_year", "tương lai"),
        ({"birth_year": "bảy mươi"}, "birth_year", "không đọc được"),
        ({"text": ""}, "text", "Thiếu nội dung"),
        ({"text": "#REF!"}, "text", "lỗi công thức"),
        ({"address": "x" * 400}, "address", "400"),
    ],
)
def test_hostile_cell(agencies: Any, actor: Actor, cells: dict[str, Any], field: str, word: str) -> None:
    found = actions.import_file(content=csv_of(changed(**cells)), name="don.csv", by=actor)
    assert (found.loaded, found.refused_rows) == (0, 1)
    assert found.refused[0].field == field
    assert word in found.refused[0].message


def test_one_id_for_two_letters(agencies: Any, actor: Actor) -> None:
    found = actions.import_file(content=csv_of(GOOD, changed(text="Việc khác")), name="don.csv", by=actor)
    assert found.loaded == 1
    assert (found.refused[0].code, found.refused[0].field) == ("duplicate", "id")


def test_direction_marks_are_dropped_and_a_nameless_letter_is_anonymous(agencies: Any, actor: Actor) -> None:
    content = csv_of(changed(name="Lò\u202e Thị Bưởi"), changed(id="D2", name=""))
    assert actions.import_file(content=content, name="don.csv", by=actor).loaded == 2
    assert list(Petition.objects.order_by("seq").values_list("anonymous", flat=True)) == [False, True]


def test_vietnamese_headings_and_a_map(agencies: Any, actor: Actor) -> None:
    header = [
        "Mã đơn",
        "Ngày nhận",
        "Cơ quan nhận",
        "Nguồn đơn",
        "Loại đơn",
        "Họ và tên",
        "Năm sinh",
        "Địa chỉ",
        "Điện thoại",
        "CCCD",
        "Bị đơn",
        "Nội dung",
    ]
    assert actions.import_file(content=csv_of(GOOD, header=header), name="a.csv", by=actor).loaded == 1
    header[-1] = "Trích lục việc"
    with pytest.raises(InvalidInput, match="nội dung"):
        actions.import_file(content=csv_of(changed(id="D5"), header=header), name="a.csv", by=actor)
    found = actions.import_file(content=csv_of(changed(id="D5"), header=header), name="a.csv", mapping={"text": "trích lục việc"}, by=actor)
    assert found.loaded == 1


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Tháng 8")
    sheet.write(0, 0, "SỔ ĐƠN NĂM 2026")
    sheet.write_row(2, 0, HEADER)
    fill(book, sheet)
    book.close()
    return out.getvalue()


def test_workbook_with_merged_cells_formulas_and_real_dates(agencies: Any, actor: Actor) -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for line, number in ((3, "D1"), (4, "D2"), (5, "D3"), (6, "D4")):
            sheet.write_row(line, 0, changed(id=number, phone=987654321, identity_no=38070000456))
            sheet.write_datetime(line, 1, datetime(2026, 8, 5), day)  # noqa: DTZ001
        sheet.merge_range("E5:E6", "Khiếu nại")
        sheet.write_formula("B7", "=TODAY()")

    found = actions.import_file(content=workbook(fill), name="so.xlsx", by=actor)
    assert (found.read, found.loaded) == (4, 2)
    assert [(e.sheet, e.row, e.code) for e in found.refused] == [("Tháng 8", 6, "merged"), ("Tháng 8", 7, "formula")]
    assert "E6" in found.refused[0].message
    assert "B7" in found.refused[1].message
    assert Petition.objects.first().received_on == date(2026, 8, 5)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.csv"), (b"PK\x03\x04 not a workbook", "a.xlsx"), (b"a;b;c\n1;2;3", "a.csv"), (b"\xd0\xcf\x11\xe0 broken", "a.xls")],
)
def test_file_that_is_no_table(agencies: Any, actor: Actor, content: bytes, name: str) -> None:
    with pytest.raises(InvalidInput, match=name):
        actions.import_file(content=content, name=name, by=actor)


def test_import_by_a_clerk_takes_only_the_own_agency(agencies: Any, make_actor: Callable[..., Actor]) -> None:
    clerk = make_actor("clerk", agencies.ban_tiep_cong_dan)
    content = csv_of(changed(agency=""), changed(id="D2", agency="UBND xã Khê Đông"))
    found = actions.import_file(content=content, name="a.csv", by=clerk)
    assert (found.loaded, found.refused_rows) == (1, 1)
    assert found.refused[0].field == "agency"


def test_refused_rows_are_text_never_formulas(agencies: Any, actor: Actor) -> None:
    found = actions.import_file(content=csv_of(changed(name="=HYPERLINK(1)")), name="a.csv", by=actor)
    cells = CalamineWorkbook.from_filelike(io.BytesIO(found.bad_rows_xlsx)).get_sheet_by_index(0).to_python()
    assert "=HYPERLINK(1)" in cells[1]
