"""The plain form of a file of petitions: its columns under the headings people write, and one row of it read or refused."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from giaoban.core.values.errors import GiaoBanError, InvalidInput
from giaoban.core.words.dates import parse_date
from giaoban.core.words.text import fold
from giaoban.registers.petitions.choices import Channel, Field, PetitionKind, Round

from .classification import clean_short, clean_text
from .rows import PetitionRow, check_petition

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "ma", "ma don", "so don", "ma ho so", "stt", "so thu tu"),
    "received_on": ("received_on", "ngay nhan", "ngay nhan don", "ngay tiep nhan", "ngay den"),
    "agency": ("agency", "co quan", "co quan nhan", "co quan tiep nhan", "don vi", "ma co quan"),
    "channel": ("channel", "nguon", "nguon don", "nguon don den", "hinh thuc gui", "hinh thuc nhan"),
    "kind": ("kind", "loai", "loai don", "loai khieu to", "phan loai"),
    "name": ("name", "ho ten", "ho va ten", "ho ten nguoi gui", "chu don", "nguoi gui", "nguoi viet don", "ten nguoi gui"),
    "birth_year": ("birth_year", "nam sinh"),
    "address": ("address", "dia chi", "noi o"),
    "phone": ("phone", "dien thoai", "so dien thoai", "sdt"),
    "identity_no": ("identity_no", "cccd", "so cccd", "cccd/cmnd", "cmnd", "so dinh danh", "can cuoc", "so can cuoc", "cccd/cmnd/ho chieu"),
    "respondent": (
        "respondent", "bi don", "nguoi bi khieu nai", "nguoi bi to cao", "nguoi bi khieu nai, to cao", "doi tuong bi khieu nai, to cao",
        "doi tuong",
    ),
    "text": ("text", "noi dung", "noi dung don", "tom tat", "tom tat noi dung", "trich yeu"),
    "field": ("field", "linh vuc"),
    "round": ("round", "lan"),
    "forwarded_by": ("forwarded_by", "co quan chuyen", "co quan chuyen den", "noi chuyen"),
}  # fmt: skip
NEEDED = ("received_on", "kind", "text")
HEADINGS = {
    "id": "id (mã đơn)", "received_on": "received_on (ngày nhận)", "agency": "agency (cơ quan)", "channel": "channel (nguồn đơn)",
    "kind": "kind (loại đơn)", "name": "name (họ tên)", "birth_year": "birth_year (năm sinh)", "address": "address (địa chỉ)",
    "phone": "phone (điện thoại)", "identity_no": "identity_no (CCCD)", "respondent": "respondent (người bị khiếu nại, tố cáo)",
    "text": "text (nội dung)", "field": "field (lĩnh vực)", "round": "round (lần)", "forwarded_by": "forwarded_by (cơ quan chuyển)",
}  # fmt: skip
KINDS = {
    "kn": PetitionKind.KHIEU_NAI, "complaint": PetitionKind.KHIEU_NAI, "tc": PetitionKind.TO_CAO, "denunciation": PetitionKind.TO_CAO,
    "kien nghi, phan anh": PetitionKind.KIEN_NGHI, "kien nghi phan anh": PetitionKind.KIEN_NGHI, "knpa": PetitionKind.KIEN_NGHI,
    "kien nghi/phan anh": PetitionKind.KIEN_NGHI, "kn, pa": PetitionKind.KIEN_NGHI, "recommendation": PetitionKind.KIEN_NGHI,
    "feedback": PetitionKind.PHAN_ANH, "nhieu noi dung": PetitionKind.NHIEU_NOI_DUNG, "mixed": PetitionKind.NHIEU_NOI_DUNG,
}  # fmt: skip
CHANNELS = {
    "buu dien": Channel.BUU_CHINH, "buu chinh": Channel.BUU_CHINH, "qua buu dien": Channel.BUU_CHINH, "post": Channel.BUU_CHINH,
    "truc tiep": Channel.TRUC_TIEP, "in person": Channel.TRUC_TIEP, "hop thu": Channel.HOP_THU, "mailbox": Channel.HOP_THU,
    "tiep cong dan": Channel.TIEP_CONG_DAN, "tiep dan": Channel.TIEP_CONG_DAN, "reception": Channel.TIEP_CONG_DAN,
    "chuyen den": Channel.CHUYEN_DEN, "co quan khac chuyen den": Channel.CHUYEN_DEN, "forwarded": Channel.CHUYEN_DEN,
    "lanh dao chuyen": Channel.LANH_DAO_CHUYEN, "lanh dao chuyen den": Channel.LANH_DAO_CHUYEN,
    "forwarded by leader": Channel.LANH_DAO_CHUYEN,
}  # fmt: skip
ROUNDS = {"1": Round.LAN_DAU, "lan 1": Round.LAN_DAU, "2": Round.LAN_HAI, "lan 2": Round.LAN_HAI, "tiep": Round.TIEP}
EXCEL_EPOCH = date(1899, 12, 30)
AgencyFinder = Callable[[str, date], int]


@dataclass(frozen=True, slots=True)
class RowError:
    """Why one cell of one row was refused. ``row`` as the spreadsheet numbers it. ``code``: a short stable word for programs."""

    sheet: str
    row: int
    field: str
    code: str
    message: str


def columns_of(header: Sequence[object], mapping: Mapping[str, str] | None = None) -> dict[str, int]:
    """Place of each column of the plain form in a heading row, by its own name, a Vietnamese one, or the ``mapping`` (column: heading)."""
    asked = {fold(heading): name for name, heading in (mapping or {}).items()}
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        words = fold(str(cell or "")).strip(" *:")
        name = asked.get(words) or (known.get(words) if known.get(words) not in (mapping or {}) else None)
        if name and name not in found:
            found[name] = place
    return found


def _plain(value: object) -> str:
    """A cell as text: whole numbers without ".0"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _refuse_formula(text: str) -> str:
    if text.startswith("=") and len(text) > 1:
        raise InvalidInput("Ô chứa công thức “%(value)s”, không phải giá trị. Dán giá trị rồi nạp lại.", value=text[:40])
    if text.startswith("#") and text.rstrip("!?").isupper():
        raise InvalidInput("Ô chứa lỗi công thức “%(value)s”. Sửa công thức, dán giá trị rồi nạp lại.", value=text[:20])
    return text


def read_day(value: object) -> date:
    """A day from a cell: a date of the spreadsheet, its day number, or text. Raises InvalidInput."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 20_000 <= value <= 80_000:
        return EXCEL_EPOCH + timedelta(days=int(value))
    text = _refuse_formula(_plain(value))
    if not text:
        raise InvalidInput("Thiếu ngày nhận. Viết như 5/6/2026.")
    return parse_date(text)


def _year(value: object) -> int | None:
    text = _refuse_formula(_plain(value))
    if not text:
        return None
    if isinstance(value, datetime | date):
        return value.year
    if not (text.isdigit() and len(text) == 4):
        raise InvalidInput("Năm sinh “%(value)s” không đọc được. Viết bốn chữ số, như 1965.", value=text[:20])
    return int(text)


def _choice(value: object, kind: type[PetitionKind] | type[Channel] | type[Field] | type[Round], more: Mapping[str, str], what: str) -> str:
    text = fold(_refuse_formula(_plain(value))).replace("_", " ")
    if not text:
        raise InvalidInput("Thiếu %(what)s. Ghi một trong: %(known)s.", what=what, known="; ".join(item.label for item in kind))
    for member in kind:
        if text in (member.value.replace("_", " "), fold(member.label)):
            return member.value
    if text in more:
        return str(more[text])
    text_ = "Không có %(what)s “%(value)s”. Ghi một trong: %(known)s."
    raise InvalidInput(text_, what=what, value=_plain(value)[:40], known="; ".join(item.label for item in kind))


WORDED: dict[str, tuple[Any, Mapping[str, str]]] = {
    "kind": (PetitionKind, KINDS), "channel": (Channel, CHANNELS), "field": (Field, {}), "round": (Round, ROUNDS),
}  # fmt: skip


def is_word(column: str, value: object) -> bool:
    """Whether a cell of a worded column (kind, channel, field, round) says one of its words; an empty cell needs none."""
    kind, more = WORDED[column]
    try:
        return not _plain(value) or bool(_choice(value, kind, more, column))
    except GiaoBanError:
        return False


def _padded(value: object, lengths: Mapping[int, int]) -> str:
    """A number that lost its leading zero in the spreadsheet gets it back; text stays as typed."""
    text = _refuse_formula(_plain(value))
    if isinstance(value, int | float) and len(text) in lengths:
        return text.zfill(lengths[len(text)])
    return text


def parse_row(cells: Mapping[str, Any], *, sheet: str, number: int, today: date, agency: AgencyFinder) -> PetitionRow | list[RowError]:
    """One row of the plain form; every fault of it at once when it cannot be taken."""
    errors: list[RowError] = []

    def read(field: str, reader: Callable[[Any], Any], otherwise: Any = None) -> Any:
        try:
            return reader(cells.get(field))
        except GiaoBanError as fault:
            errors.append(RowError(sheet, number, field, _code(cells.get(field)), fault.text()))
            return otherwise

    def short(limit: int, field: str) -> Callable[[Any], str]:
        return lambda value: clean_short(_refuse_formula(_plain(value)), limit, field)

    day = read("received_on", read_day)
    kind = read("kind", lambda v: _choice(v, PetitionKind, KINDS, "loại đơn"), "")
    values: dict[str, Any] = {
        "channel": read("channel", lambda v: _choice(v, Channel, CHANNELS, "nguồn đơn"), ""),
        "summary": read("text", lambda v: clean_text(_needed(_refuse_formula(_plain(v)))), ""),
        "name": read("name", lambda v: _refuse_formula(_plain(v)), ""),
        "birth_year": read("birth_year", _year),
        "address": read("address", short(300, "address"), ""),
        "phone": read("phone", lambda v: clean_short(_padded(v, {9: 10}), 40, "phone"), ""),
        "identity_no": read("identity_no", lambda v: clean_short(_padded(v, {11: 12, 10: 12}), 40, "identity_no"), ""),
        "respondent": read("respondent", short(250, "respondent"), ""),
        "forwarded_by": read("forwarded_by", short(250, "forwarded_by"), ""),
        "field": read("field", lambda v: _choice(v, Field, {}, "lĩnh vực") if _plain(v) else Field.KHAC, Field.KHAC),
        "round": read("round", lambda v: _choice(v, Round, ROUNDS, "lần") if _plain(v) else Round.LAN_DAU, Round.LAN_DAU),
        "source_key": read("id", short(80, "id"), ""),
    }
    agency_id = read("agency", lambda v: agency(_refuse_formula(_plain(v)), day), 0) if day else 0
    if errors:
        return errors
    row = PetitionRow(agency_id=agency_id, received_on=day, kind=kind, anonymous=not values["name"], **values)
    try:
        check_petition(row, today)
    except GiaoBanError as fault:
        field = fault.field or "text"
        return [RowError(sheet, number, field, "rule", fault.text())]
    return row


def _needed(text: str) -> str:
    if not text:
        raise InvalidInput("Thiếu nội dung đơn. Tóm tắt nội dung vào cột này.")
    return text


def _code(value: object) -> str:
    text = _plain(value)
    if not text:
        return "missing"
    return "formula" if text[0] in "=#" else "invalid"


def key_of(row: PetitionRow) -> str:
    """What makes a row without an id the same row again: a hash of what it says."""
    said = (row.received_on.isoformat(), row.kind, row.name, str(row.birth_year), row.phone, row.identity_no, row.respondent, row.summary)
    return "h:" + hashlib.blake2b("\0".join(said).encode(), digest_size=16).hexdigest()
