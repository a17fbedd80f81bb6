"""Decisions about directives as pure functions: in force or not, in which series a number stands, what an agency may report next."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.words.dates import format_date
from giaoban.core.words.documents import format_document_number

from .choices import DirectiveKind, DisseminationState, IssuerLevel, Standing

# Signature symbols (Hướng dẫn 05-HD/VPTW, Nghị định 30/2020/NĐ-CP). In the Party a quyết định and a quy định share QĐ.
SYMBOLS: dict[str, str] = {
    DirectiveKind.CHI_THI: "CT",
    DirectiveKind.NGHI_QUYET: "NQ",
    DirectiveKind.KET_LUAN: "KL",
    DirectiveKind.QUYET_DINH: "QĐ",
    DirectiveKind.QUY_DINH: "QĐ",
    DirectiveKind.HUONG_DAN: "HD",
    DirectiveKind.KE_HOACH: "KH",
    DirectiveKind.CHUONG_TRINH: "CTr",
    DirectiveKind.DE_AN: "ĐA",
    DirectiveKind.THONG_BAO: "TB",
    DirectiveKind.THONG_BAO_KET_LUAN: "TB",
    DirectiveKind.CONG_VAN: "CV",
}
STEPS = (DisseminationState.DA_GUI, DisseminationState.DA_NHAN, DisseminationState.DA_QUAN_TRIET, DisseminationState.DA_CO_KE_HOACH)
FAR = date(2200, 12, 31)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the provincial Party committee. ``until``: the day before the next one known."""

    name: str
    start: date
    until: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Where a number stands: documents of one symbol from ``start`` to ``until`` are numbered without a gap."""

    key: str
    type_code: str
    issuer_symbol: str
    party: bool
    start: date
    until: date

    @property
    def suffix(self) -> str:
        """What follows the running number: "-TB/TU", "/TB-UBND", "/UBND-NC"."""
        return self.written(1).removeprefix("01")

    def written(self, number: int) -> str:
        """The number and symbol: "05-TB/TU", "12/KH-UBND"."""
        code = None if self.type_code == "CV" and not self.party else self.type_code
        line = format_document_number(number, code, self.issuer_symbol, "party" if self.party else "state")
        return re.sub(r"^Số:? ", "", line)

    def read(self, number: str) -> int | None:
        """The running number of a document of this series, else None."""
        match = re.fullmatch(rf"(\d+){re.escape(self.suffix)}", number.replace(" ", ""))
        return int(match[1]) if match else None


@cache
def terms() -> tuple[Term, ...]:
    rows = tomllib.loads((resources.files(__package__) / "data" / "terms.toml").read_text("utf-8"))["term"]
    ends = [row["from"] - timedelta(days=1) for row in rows[1:]] + [FAR]
    return tuple(Term(row["name"], row["from"], end, row["confirmed"]) for row, end in zip(rows, ends, strict=True))


def term_of(on: date) -> Term:
    """The term of the provincial committee on a day. Raises InvalidInput before the first known one."""
    for term in terms():
        if term.start <= on <= term.until:
            return term
    raise InvalidInput("Chưa có nhiệm kỳ cấp ủy cho ngày %(on)s trong dữ liệu.", on=format_date(on), field="issued_on")


def series_of(kind: str, issuer_symbol: str, on: date) -> Series:
    """The series of a document: of a Party committee one for each type in each term, of a State body one for each type in each year."""
    if not re.fullmatch(r"[^\W\d_][\w.-]*", issuer_symbol):
        raise InvalidInput("Ký hiệu cơ quan ban hành “%(value)s” không đúng mẫu. Viết như TU, BNCTU, UBND.", value=issuer_symbol)
    if kind not in SYMBOLS:
        raise InvalidInput("Loại văn bản này không có dãy số riêng.", field="kind")
    code, party = SYMBOLS[kind], issuer_symbol.endswith(("TU", "TW", "ĐU"))
    if party:
        term = term_of(on)
        return Series(f"{code}/{issuer_symbol}/{term.name}", code, issuer_symbol, party, term.start, term.until)
    return Series(f"{code}/{issuer_symbol}/{on.year}", code, issuer_symbol, party, date(on.year, 1, 1), date(on.year, 12, 31))


def next_free(last: int, taken: Iterable[int]) -> int:
    """The number after ``last`` that no recorded document bears."""
    used, number = set(taken), last + 1
    while number in used:
        number += 1
    return number


def standing(issued_on: date | None, effective_on: date | None, ends_on: date | None, on: date) -> Standing:
    """Whether a document is in force on a day; without a day of effect it is from its issue on."""
    begins = effective_on or issued_on
    if begins is not None and begins > on:
        return Standing.CHUA
    return Standing.HET if ends_on is not None and ends_on < on else Standing.CON


def check_directive(
    *, kind: str, level: str, issued_on: date | None, effective_on: date | None, ends_on: date | None, recorded_on: date, today: date
) -> None:
    """Words of the lists, dates in order and none ahead of the day of entry. Raises InvalidInput."""
    if kind not in DirectiveKind.__members__.values():
        raise InvalidInput("Không có loại văn bản “%(value)s”.", value=kind, field="kind")
    if level not in IssuerLevel.__members__.values():
        raise InvalidInput("Không có cấp ban hành “%(value)s”.", value=level, field="level")
    if recorded_on > today:
        raise InvalidInput("Ngày vào sổ %(on)s chưa đến.", on=format_date(recorded_on), field="recorded_on")
    if issued_on is not None and issued_on > recorded_on:
        raise InvalidInput(
            "Ngày ban hành %(on)s sau ngày vào sổ %(recorded)s.",
            on=format_date(issued_on),
            recorded=format_date(recorded_on),
            field="issued_on",
        )
    if issued_on is not None and effective_on is not None and effective_on < issued_on:
        raise InvalidInput("Ngày có hiệu lực trước ngày ban hành.", field="effective_on")
    check_end(issued_on, effective_on, ends_on)


def check_end(issued_on: date | None, effective_on: date | None, ends_on: date | None) -> None:
    """A document ends on or after the day it begins. Raises InvalidInput."""
    begins = effective_on or issued_on
    if begins is not None and ends_on is not None and ends_on < begins:
        raise InvalidInput(
            "Ngày hết hiệu lực %(end)s trước ngày bắt đầu %(start)s.", end=format_date(ends_on), start=format_date(begins), field="ends_on"
        )


def check_open(issued_here: bool, number: str) -> None:
    """A document issued from the system is what people hold in their hands. Raises RefusedByLaw."""
    if issued_here:
        raise RefusedByLaw(
            "Văn bản %(number)s đã ban hành từ hệ thống, không sửa được. Muốn đính chính phải ban hành văn bản khác.", number=number
        )


def check_dissemination(*, state: str, to: str, sent_on: date, last: date, on: date, plan_number: str, today: date) -> None:
    """A step forward, on a day after the last step and not ahead; a plan has a number. Raises InvalidInput, RefusedByLaw.

    ``last``: the day of the latest step so far.
    """
    if to not in DisseminationState.__members__.values():
        raise InvalidInput("Không có trạng thái “%(value)s”.", value=to, field="state")
    codes = [str(step) for step in STEPS]
    if codes.index(to) <= codes.index(state):
        raise RefusedByLaw("Văn bản đã ở bước “%(now)s”, không ghi lùi lại.", now=DisseminationState.label_of(state), field="state")
    if not max(sent_on, last) <= on <= today:
        raise InvalidInput("Ngày phải từ %(last)s đến hôm nay.", last=format_date(max(sent_on, last)), field="on")
    if to == DisseminationState.DA_CO_KE_HOACH and not plan_number:
        raise InvalidInput("Ghi số, ký hiệu kế hoạch thực hiện.", field="plan_number")
