"""From an identity to the traits that can be compared; when a sealed one may be looked at. Pure functions."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.text import fold

from .choices import OpeningState, Part, Purpose, Trait


@dataclass(frozen=True, slots=True)
class Person:
    """The identity of a petitioner as written in the letter. Empty = not given."""

    name: str = ""
    birth_year: int | None = None
    address: str = ""
    place: str = ""
    phone: str = ""
    identity_no: str = ""
    identity_paper: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def phones(text: str) -> list[str]:
    """Each phone number written in a text, as its last nine digits: +84 912 345 678, 84912345678 and 0912.345.678 are equal.

    Shorter numbers and numbers of one repeated digit say nothing about anybody and are left out.
    """
    numbers = [digits(part) for part in re.split(r"[,;/\n]|\s[-–]\s|\s(?:hoặc|và)\s", text)]
    return list(dict.fromkeys(n[-9:] for n in numbers if len(n) >= 9 and len(set(n[-8:])) > 1))


def traits(person: Person) -> list[tuple[Trait, str]]:
    """The comparable traits of a person."""
    name = fold(person.name)
    words = name.split()
    found: list[tuple[Trait, str]] = []
    if words:
        found += [(Trait.NAME, name), (Trait.GIVEN, words[-1])]
        found += [(Trait.PAIR, " ".join(pair)) for pair in dict.fromkeys(pairwise(words))]
        if person.birth_year:
            found.append((Trait.NAME_BIRTH, f"{name}|{person.birth_year}"))
        if person.place or person.address:
            found.append((Trait.NAME_PLACE, f"{name}|{fold(person.place or person.address.split(',')[-1])}"))
    found += [(Trait.PHONE, phone) for phone in phones(person.phone)]
    if len(number := digits(person.identity_no)) >= 8:
        found.append((Trait.IDENTITY_NO, number))
    return found


OPEN_FOR = timedelta(minutes=30)
ANSWER_WITHIN = timedelta(days=7)
SHORTEST_MOTIVE = 10
WARNING = (
    "Tiết lộ danh tính người tố cáo bị xử lý kỷ luật cảnh cáo (Nghị định 31/2019/NĐ-CP Điều 22.2.b, sửa đổi bởi Nghị định 156/2026/NĐ-CP)."
    " Mỗi lần xem đều được ghi lại và không xóa được."
)
PERSON_PARTS: dict[str, tuple[str, ...]] = {
    Part.NAME: ("name",),
    Part.BIRTH_YEAR: ("birth_year",),
    Part.ADDRESS: ("address", "place"),
    Part.PHONE: ("phone",),
    Part.IDENTITY_NO: ("identity_no", "identity_paper"),
}


def only(person: Person, parts: Iterable[str]) -> Person:
    """The person with nothing but the parts that were agreed to."""
    kept = {name for part in parts for name in PERSON_PARTS.get(part, ())}
    return Person(**{name: value for name, value in person.as_dict().items() if name in kept})  # type: ignore[arg-type]


def check_motive(motive: str) -> str:
    """The motive, trimmed. Raises InvalidInput when it says nothing."""
    said = " ".join(motive.split())
    if len(said) < SHORTEST_MOTIVE:
        raise InvalidInput("Lý do mở danh tính quá ngắn. Ghi rõ việc cần làm, ít nhất 10 chữ cái.", field="motive")
    return said[:500]


def check_asked(purpose: str, parts: Iterable[str]) -> list[str]:
    """The parts asked for, each once. Raises InvalidInput for an unknown purpose or part, or for none."""
    if purpose not in set(Purpose):
        raise InvalidInput("Chọn mục đích mở danh tính trong danh sách.", field="purpose")
    chosen = list(dict.fromkeys(str(part) for part in parts))
    if not chosen or set(chosen) - set(Part):
        raise InvalidInput("Chọn ít nhất một phần cần mở (họ tên, địa chỉ, đơn gốc …); chỉ chọn phần thật cần.", field="parts")
    return chosen


def state_of(*, agreed: bool | None, asked_at: datetime, open_until: datetime | None, shut_at: datetime | None, at: datetime) -> str:
    """How a request stands at a moment: nothing needs to run for it to end."""
    if agreed is None:
        return OpeningState.CHO if at <= asked_at + ANSWER_WITHIN else OpeningState.QUA_LAU
    if not agreed or open_until is None:
        return OpeningState.TU_CHOI
    if shut_at is not None:
        return OpeningState.DA_DONG
    return OpeningState.DANG_MO if at < open_until else OpeningState.DA_HET
