"""giaoban petitions load: csv, xlsx and ods, with and without a map; refused rows come back, nothing is loaded twice."""

import csv
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.queries import duplicate_index
from giaoban.sites.console import doctor
from tests.factories.agencies import Agencies
from tests.sites.console.conftest import Answer

pytestmark = pytest.mark.django_db
Call = Callable[..., Answer]
HEADER = ["id", "received_on", "agency", "channel", "kind", "name", "birth_year", "address", "phone", "identity_no", "respondent", "text"]
VIETNAMESE = ["Mã đơn", "Ngày nhận", "Cơ quan", "Nguồn đơn", "Loại đơn", "Họ tên", "Năm sinh", "Địa chỉ", "Điện thoại", "CCCD",
              "Người bị khiếu nại", "Nội dung đơn"]  # fmt: skip
OTHER = [f"Cột {place}" for place in range(1, 13)]
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "manifest")
)


def rows() -> list[list[str]]:
    """Ten letters, two of them bad: a day that is none (line 4), no story (line 9)."""
    found = [
        [f"K{n}", "5/6/2026", "ban-tcd", "buu dien", "khieu nai", f"Nguyễn Văn {n}", "1960", "xã Khê Đông", "0912345678", "", "UBND xã",
         f"Khiếu nại việc thu hồi thửa đất số {n}"]
        for n in range(1, 11)
    ]  # fmt: skip
    found[2][1], found[7][11] = "31/02/2026", ""
    return found


def as_csv(path: Path, header: Sequence[str], lines: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *lines])
    return path


def as_xlsx(path: Path, header: Sequence[str], lines: Sequence[Sequence[str]]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Đơn")
    for place, line in enumerate([header, *lines]):
        sheet.write_row(place, 0, line)
    book.close()
    return path


def as_ods(path: Path, header: Sequence[str], lines: Sequence[Sequence[str]]) -> Path:
    def cell(words: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{escape(words)}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in [header, *lines])
    table = f'<office:body><office:spreadsheet><table:table table:name="Đơn">{body}</table:table></office:spreadsheet></office:body>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr("content.xml", f'<office:document-content {NAMESPACES} office:version="1.2">{table}</office:document-content>')
        file.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMESPACES}>{entry}</manifest:manifest>")
    return path


def made_map(path: Path, headings: Sequence[str] = OTHER) -> Path:
    path.write_text("[columns]\n" + "".join(f'{name} = "{heading}"\n' for name, heading in zip(HEADER, headings, strict=True)), "utf-8")
    return path


@pytest.fixture(autouse=True)
def _ready(agencies: Agencies, settings: object) -> None:
    settings.TODAY = "2026-09-20"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "write", "header"), [("a.csv", as_csv, HEADER), ("a.xlsx", as_xlsx, VIETNAMESE), ("a.ods", as_ods, OTHER)]
)
def test_good_rows_are_kept_and_bad_ones_returned(
    call: Call, tmp_path: Path, name: str, write: Callable[..., Path], header: list[str]
) -> None:
    file = write(tmp_path / name, header, rows())
    words = ("--map", made_map(tmp_path / "cot.toml")) if header == OTHER else ()
    answer = call("petitions", "load", file, *words, "--json")
    assert answer.code == 1
    assert {"read", "loaded", "refused", "receipt"} <= set(answer.json)
    assert (answer.json["read"], answer.json["loaded"], answer.json["skipped"]) == (10, 8, 0)
    assert all(set(one) == {"sheet", "row", "field", "code", "message"} for one in answer.json["refused"])
    assert [(one["row"], one["field"]) for one in answer.json["refused"]] == [(4, "received_on"), (9, "text")]
    assert Petition.objects.count() == 8
    returned = CalamineWorkbook.from_path(tmp_path / f"{name}.loi.xlsx").get_sheet_by_index(0).to_python()
    assert returned[0] == [*header, "Lý do"]
    assert [line[0] for line in returned[1:]] == ["K3", "K8"]
    assert "31/02/2026" in returned[1][-1]
    assert "nội dung" in returned[2][-1]
    again = call("petitions", "load", file, *words, "--json")
    assert (again.json["loaded"], again.json["skipped"], again.json["receipt"]) == (0, 8, answer.json["receipt"])
    assert Petition.objects.count() == 8


def test_the_returned_file_is_mended_and_loaded(call: Call, tmp_path: Path) -> None:
    call("petitions", "load", as_csv(tmp_path / "a.csv", HEADER, rows()))
    lines = CalamineWorkbook.from_path(tmp_path / "a.csv.loi.xlsx").get_sheet_by_index(0).to_python()
    lines[1][1], lines[2][11] = "28/02/2026", "Khiếu nại việc thu hồi thửa đất số 8"
    answer = call("petitions", "load", as_xlsx(tmp_path / "sua.xlsx", lines[0], lines[1:]), "--json")
    assert (answer.code, answer.json["loaded"]) == (0, 2)
    assert not (tmp_path / "sua.xlsx.loi.xlsx").exists()
    assert Petition.objects.count() == 10


def test_dry_run_writes_nothing(call: Call, tmp_path: Path) -> None:
    answer = call("petitions", "load", as_csv(tmp_path / "a.csv", HEADER, rows()), "--dry-run", "--json")
    assert (answer.code, answer.json["loaded"], answer.json["dry_run"]) == (1, 8, True)
    assert Petition.objects.count() == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert "dòng 4, received_on" in answer.err


def test_a_whole_good_file_is_code_0(call: Call, tmp_path: Path) -> None:
    answer = call("petitions", "load", as_csv(tmp_path / "a.csv", HEADER, [rows()[0]]))
    assert (answer.code, answer.out) == (0, "")
    assert "Đã nạp 1 trong 1 dòng" in answer.err


def test_rows_are_kept_though_the_bad_ones_cannot_be_written(call: Call, tmp_path: Path) -> None:
    file = as_csv(tmp_path / "a.csv", HEADER, rows())
    (tmp_path / "a.csv.loi.xlsx").mkdir()
    answer = call("petitions", "load", file, "--json")
    assert (answer.code, answer.json["loaded"]) == (1, 8)
    assert "Không ghi được" in answer.err
    assert Petition.objects.count() == 8


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02" * 900, b"PK\x03\x04hong", b"a;b\n1;2\n"])
def test_a_file_that_is_no_table_is_refused(call: Call, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "a.xlsx"
    if content is not None:
        file.write_bytes(content)
    answer = call("petitions", "load", file, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert "a.xlsx" in answer.err
    assert answer.err.count("\n") == 1


def test_letters_without_index_are_told_and_indexed_anew(call: Call, tmp_path: Path, agencies: Agencies) -> None:
    call("petitions", "load", as_csv(tmp_path / "a.csv", HEADER, rows()))
    assert (duplicate_index.missing(), doctor.repeats().state) == (0, "ok")
    duplicate_index.clear()
    told = doctor.repeats()
    assert (told.state, duplicate_index.missing()) == ("warn", 8)
    assert "giaoban petitions index" in told.mend
    answer = call("petitions", "index", "--json")
    assert (answer.code, answer.json["letters"], duplicate_index.missing()) == (0, 8, 0)
    assert duplicate_index.size()["keys"] > 8


def test_a_folder_is_no_file(call: Call, tmp_path: Path) -> None:
    answer = call("petitions", "load", tmp_path)
    assert answer.code == 1
    assert "là thư mục" in answer.err


@pytest.mark.parametrize("text", ["khong_co = 'x'\n", "columns = 3\n", "text = 3\n", "text = \n"])
def test_a_wrong_map_is_wrong_use(call: Call, tmp_path: Path, text: str) -> None:
    (tmp_path / "cot.toml").write_text(text, "utf-8")
    answer = call("petitions", "load", as_csv(tmp_path / "a.csv", HEADER, rows()), "--map", tmp_path / "cot.toml", "--json")
    assert (answer.code, answer.out) == (2, "")
    assert "cot.toml" in answer.err
    assert Petition.objects.count() == 0
