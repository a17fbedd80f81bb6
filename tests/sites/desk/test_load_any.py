"""Sheets of anybody's making: matched, looked at, loaded; the bad rows come back, the way of reading is remembered."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HEAD = ["TT", "Ngày vào sổ đơn", "Họ tên chủ đơn", "Thường trú", "Phân loại đơn thư", "Tóm tắt ND đơn", "Đến từ"]
ROWS = [
    [1, "14/9/2026", "Lò Thị Xoan", "Bản Nà Sang", "KN đất", "Đề nghị xem lại mức bồi thường thửa 12", "Bưu điện"],
    [2, "31/2/2026", "Lò Văn Ón", "Bản Nà Sang", "KN đất", "Đề nghị cấp lại giấy chứng nhận thửa 31", "Bưu điện"],
    [3, "15/9/2026", "Vừ A Páo", "Bản Phiêng", "Phản ánh", "Xe chở cát làm hỏng đường liên thôn", "Bưu điện"],
]
COLUMNS = {
    "col_received_on": "Ngày vào sổ đơn", "col_name": "Họ tên chủ đơn", "col_address": "Thường trú", "col_kind": "Phân loại đơn thư",
    "col_text": "Tóm tắt ND đơn", "col_channel": "Đến từ", "word_kind": "KN đất", "means_kind": "khieu_nai",
}  # fmt: skip


def workbook(rows: list[list[Any]] = ROWS, *, head: list[str] = HEAD) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Ghi chú").write(0, 0, "Bảng kê đơn quý III")
    sheet = book.add_worksheet("Đơn thư")
    sheet.write(0, 0, "SỔ THEO DÕI ĐƠN THƯ")
    for line, row in enumerate([head, *rows], 2):
        sheet.write_row(line, 0, row)
    book.close()
    return out.getvalue()


def sent(client: Client, content: bytes, name: str = "so don.xlsx") -> str:
    answer = client.post("/don/nap/tep/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


@pytest.fixture
def clerk(sign_in: SignIn, agencies: Any) -> Client:
    return sign_in("clerk", agencies.ban_tiep_cong_dan)


def test_headings_are_guessed_under_a_title_and_on_the_second_sheet(clerk: Client) -> None:
    page = clerk.get(sent(clerk, workbook())).content.decode()
    assert "<option selected>Đơn thư</option>" in page
    assert 'id="id_top" inputmode="numeric" value="3"' in page
    assert '<option value="Tóm tắt ND đơn" selected>' in page


def test_preview_tells_faults_by_row_and_unknown_words(clerk: Client) -> None:
    from giaoban.registers.petitions.models import Petition

    address = sent(clerk, workbook())
    page = clerk.post(address, {**COLUMNS, "means_kind": "", "sheet": "Đơn thư", "top": "3", "do": "preview"}).content.decode()
    assert "“KN đất”" in page
    assert "31/2/2026" in page
    assert "3 dòng đầu, 2 dòng có lỗi" in page
    assert not Petition.objects.exists()


def test_good_rows_are_loaded_bad_ones_returned_and_twice_is_once(clerk: Client) -> None:
    from giaoban.registers.petitions.models import LoadingJob, Petition

    address = sent(clerk, workbook())
    given = {**COLUMNS, "sheet": "Đơn thư", "top": "3", "do": "load", "plan_name": "Sổ huyện cũ"}
    page = clerk.post(address, given, follow=True).content.decode()
    assert "Đã nạp 2 đơn." in page
    assert "1 dòng có lỗi" in page
    assert sorted(Petition.objects.values_list("kind", flat=True)) == ["khieu_nai", "phan_anh"]
    assert LoadingJob.objects.get().box is None
    back = CalamineWorkbook.from_filelike(io.BytesIO(clerk.get(f"{address}dong-loi/").content)).get_sheet_by_index(0).to_python()
    assert back[1][2] == "Lò Văn Ón"
    assert "Dòng 5" in back[1][-1]
    again = sent(clerk, workbook())
    remembered = clerk.get(again).content.decode()
    assert "dùng cách ghép đã lưu “Sổ huyện cũ”" in remembered
    twice = clerk.post(again, given, follow=True).content.decode()
    assert "Đã nạp 0 đơn." in twice
    assert Petition.objects.count() == 2


def test_what_is_kept_of_a_loading_names_nobody_in_plain(clerk: Client) -> None:
    from django.db import connection

    address = sent(clerk, workbook(), "don cua Lo Van On.xlsx")
    clerk.post(address, {**COLUMNS, "sheet": "Đơn thư", "top": "3", "do": "load"}, follow=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM petitions_loadingjob")
        kept = repr(cursor.fetchall())
    assert "Ón" not in kept
    assert "Lo Van On" not in kept
    assert "31/2/2026" in clerk.get(address).content.decode()


def test_one_value_for_every_row_stands_for_a_missing_column(clerk: Client) -> None:
    from giaoban.registers.petitions.models import Petition

    csv = "Ngày nhận;Nội dung\n14/9/2026;Xin sửa kênh mương nội đồng\n".encode()
    address = sent(clerk, csv, "don.csv")
    first = clerk.get(address).content.decode()
    assert "Chưa đủ cột bắt buộc" in first
    given = {"col_received_on": "Ngày nhận", "col_text": "Nội dung", "fix_kind": "Kiến nghị", "fix_channel": "Bưu điện", "do": "load"}
    assert "Đã nạp 1 đơn." in clerk.post(address, given, follow=True).content.decode()
    assert Petition.objects.get().kind == "kien_nghi"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_and_american_days(clerk: Client, encoding: str) -> None:
    from giaoban.registers.petitions.models import Petition

    text = "Ngày nhận\tLoại đơn\tNguồn đơn\tNội dung\n9/14/2026\tKhiếu nại\tBưu điện\tĐề nghị xem lại mức bồi thường\n"
    address = sent(clerk, text.encode(encoding), "don.txt")
    page = clerk.get(address).content.decode()
    assert 'name="month_first" id="id_mf" value="1" checked' in page
    given = {
        "col_received_on": "Ngày nhận", "col_kind": "Loại đơn", "col_channel": "Nguồn đơn", "col_text": "Nội dung", "month_first": "1",
        "do": "load",
    }  # fmt: skip
    clerk.post(address, given)
    assert Petition.objects.get().received_on.isoformat() == "2026-09-14"


def test_repeats_found_on_the_way_are_told(clerk: Client) -> None:
    story = "Đề nghị xem lại mức bồi thường thửa đất số 4512 tờ bản đồ 24 khi làm đường liên xã"
    rows = [
        [1, "1/9/2026", "Lò Thị Xoan", "Bản Nà Sang", "Khiếu nại", story, "Bưu điện"],
        [2, "14/9/2026", "Lo Thi Xoan", "Bản Nà Sang", "Khiếu nại", story.upper(), "Bưu điện"],
    ]
    page = clerk.post(sent(clerk, workbook(rows)), {**COLUMNS, "sheet": "Đơn thư", "top": "3", "do": "load"}, follow=True).content.decode()
    assert "đã so 2 đơn vừa nạp" in page
    assert "đơn số 1/2026 tại" in page


@pytest.mark.parametrize(("content", "name"), [(b"", "rong.csv"), (b"PK\x03\x04hong", "hong.xlsx")])
def test_what_is_no_table_is_a_sentence(clerk: Client, content: bytes, name: str) -> None:
    answer = clerk.post("/don/nap/tep/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_file_is_locked_and_its_owner_s_alone(clerk: Client, sign_in: SignIn, agencies: Any) -> None:
    from giaoban.registers.petitions.models import LoadingJob

    address = sent(clerk, workbook())
    assert b"Xoan" not in bytes(LoadingJob.objects.get().box or b"")
    assert sign_in("clerk", agencies.ban_tiep_cong_dan).get(address).status_code == 404
    clerk.post(f"{address}bo/")
    assert not LoadingJob.objects.exists()
