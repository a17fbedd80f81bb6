"""One denunciation by an invented person, led through everything that may touch her name."""

import base64
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from giaoban.core.values.actors import Actor
from giaoban.core.words.text import fold
from giaoban.registers.petitions import actions
from giaoban.registers.petitions.models import Petition
from giaoban.trust.vault.rules import Person

WRITER = Person(
    name="Quàng Thị Mỷ Lệ", birth_year=1967, address="Bản Huổi Sặt, xã Khê Đông", phone="0937 551 264", identity_no="014167338291",
    identity_paper="căn cước số 014167338291",
)  # fmt: skip
RELATIVE = Person(name="Tòng Văn Khằm", address="Bản Huổi Sặt", phone="0977 118 406")
FILE_NAME = "Don_to_cao_Quang_Thi_My_Le.pdf"
SCAN = b"%PDF-1.4\n1 0 obj<</Title(Quang Thi My Le 0937551264)>>endobj\n"
SECRETS = (
    "Quàng Thị Mỷ Lệ", "Thị Mỷ Lệ", "Mỷ Lệ", "Quàng Thị", "Huổi Sặt", "0937 551 264", "0937551264", "937551264", "014167338291",
    "Tòng Văn Khằm", "Văn Khằm", "0977118406", "0977 118 406", "Don_to_cao_Quang", "Quang_Thi_My_Le",
)  # fmt: skip


def opened(row: Petition, clerk: Actor, approver: Actor, purpose: str, *parts: str) -> None:
    """An opening for ``clerk`` that ``approver`` agreed to; the motive itself names the writer, as careless people do."""
    asked = actions.ask_reveal(record=row, purpose=purpose, parts=parts, motive=f"Làm việc với bà {WRITER.name} theo kế hoạch 5", by=clerk)
    actions.answer_reveal(record=row, number=asked.pk, agreed=True, reason=f"Đồng ý cho gặp {WRITER.name}", by=approver)


def play(agencies: Any, clerk: Actor, approver: Actor) -> Petition:
    """Receipt, papers, two openings, a letter to the writer, a clean copy, a request for protection, a repeated letter, an import."""
    given = {
        "agency": agencies.thanh_tra, "received_on": date(2026, 9, 1), "channel": "truc_tiep", "kind": "to_cao", "person": WRITER,
        "summary": f"Bà {WRITER.name} tố cáo lập khống danh sách hỗ trợ nhà ở, gọi {WRITER.phone}", "respondent": "Cán bộ địa chính",
    }  # fmt: skip
    row = actions.register(**given, by=clerk)
    actions.add_paper(record=row, content=SCAN, name=FILE_NAME, by=clerk)
    actions.issue_receipt(petition=row, by=clerk)
    row = actions.check(petition=row, eligible=True, within_competence=True, by=clerk)
    row = actions.dispose(petition=row, disposition="de_xuat_thu_ly", on=date(2026, 9, 3), paper="1/PĐX", by=clerk)
    row = actions.accept(petition=row, on=date(2026, 9, 4), paper="2/QĐ", by=clerk)
    opened(row, clerk, approver, "gui_van_ban", "name", "address")
    actions.write_letter(record=row, form="tc-05", by=clerk)
    opened(row, clerk, approver, "lap_ban_che", "name", "originals")
    text = f"Tôi là {WRITER.name}, ở {WRITER.address}, tố cáo lập khống hồ sơ."
    actions.release_redacted(petition=row, recipient="Ủy ban nhân dân xã", transcript=text, by=clerk)
    asked = actions.ToProtect(RELATIVE, "vo_chong", ("tinh_mang",))
    reason = f"Ông {RELATIVE.name} và bà {WRITER.name} bị đe dọa tại nhà"
    actions.ask_protection(petition=row, people=[asked], reason=reason, on=date(2026, 9, 5), signed=True, by=clerk)
    again = actions.register(**{**given, "received_on": date(2026, 9, 8)}, by=clerk)
    actions.link_duplicate(petition=again, master=row, by=clerk)
    lines = ["id;ngày nhận;nguồn đơn;loại đơn;họ tên;địa chỉ;điện thoại;nội dung;lĩnh vực"]
    lines += [f"z1;02/9/2026;bưu chính;tố cáo;{WRITER.name};{WRITER.address};{WRITER.phone};Lập khống hồ sơ;tham nhũng"]
    actions.import_file(content="\n".join(lines).encode(), name="don.csv", dry_run=False, by=clerk)
    return row


@cache
def spellings(secret: str) -> set[bytes]:
    """A secret as it may lie in a file: with and without marks, in capitals, run together, in other encodings."""
    words = {secret, secret.upper(), secret.lower(), fold(secret), fold(secret).upper(), fold(secret).title(), secret.replace(" ", "_")}
    found: set[bytes] = set()
    for word in words:
        for raw in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode("unicode_escape")):
            found.add(raw)
            found |= {base64.b64encode(b"x" * shift + raw)[4 : -4 or None] for shift in range(3) if len(raw) > 9}
    return {each for each in found if len(each) >= 6}


def leaks(content: bytes) -> set[str]:
    """The secrets that can be read in these bytes, and in the parts of a zip."""
    pieces = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            pieces += [package.read(part) for part in package.namelist()]
    return {secret for piece in pieces for secret in SECRETS if any(spelt in piece for spelt in spellings(secret))}


def every_table(say: Callable[[str], Any]) -> Iterator[tuple[str, bytes]]:
    """(table, all of its cells) of the database, index tables of the search too."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            cells = [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for row in rows for v in row]
            yield table, b"\n".join(cells)
            say(table)
