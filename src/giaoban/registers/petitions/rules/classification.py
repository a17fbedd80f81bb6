"""Which field and which round a kind of petition may have, groups, and clean words (Thông tư 06/2025/TT-TTCP, Luật Tiếp công dân)."""

import re
import unicodedata
from datetime import date

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.words.text import clean_line, nfc
from giaoban.registers.petitions.choices import Field, Outcome, PetitionKind, Round

LARGE_GROUP = 5
NAME_LIMIT = 120
TEXT_LIMIT = 20_000
HIDDEN = re.compile(
    "["
    + "".join(re.escape(chr(c)) for c in range(0x11000) if c not in (9, 10) and unicodedata.category(chr(c)) in ("Cc", "Cf", "Cs"))
    + "]"
)
SEALED_MARK = "[đã niêm phong]"

_LAND_POLICY = (Field.DAT_DAI, Field.CHE_DO_CHINH_SACH, Field.KHAC)
FIELDS: dict[str, tuple[Field, ...]] = {
    PetitionKind.KHIEU_NAI: _LAND_POLICY,
    PetitionKind.TO_CAO: (Field.HANH_CHINH, Field.THAM_NHUNG, Field.TU_PHAP, Field.KHAC),
    PetitionKind.KIEN_NGHI: _LAND_POLICY,
    PetitionKind.PHAN_ANH: _LAND_POLICY,
    PetitionKind.NHIEU_NOI_DUNG: (Field.KHAC,),
}
ROUNDS: dict[str, tuple[Round, ...]] = {
    PetitionKind.KHIEU_NAI: (Round.LAN_DAU, Round.LAN_HAI),
    PetitionKind.TO_CAO: (Round.LAN_DAU, Round.TIEP),
}
RIGHT_OR_WRONG = (Outcome.DUNG, Outcome.DUNG_MOT_PHAN, Outcome.SAI)


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields the statistics know for a kind (forms 02/XLD columns 9-11, 15-18, 20-22)."""
    return FIELDS[kind]


def rounds_of(kind: str) -> tuple[Round, ...]:
    """The rounds of a kind; a recommendation has only a first one."""
    return ROUNDS.get(kind, (Round.LAN_DAU,))


def outcomes_of(kind: str, round: str) -> tuple[Outcome, ...]:
    """The results a decision or conclusion may have (forms 03/GQKN columns 8-12, 04/GQTC columns 8-13)."""
    if kind == PetitionKind.KHIEU_NAI and round == Round.LAN_HAI:
        return (Outcome.CONG_NHAN_LAN_DAU, Outcome.HUY_SUA_LAN_DAU)
    if kind in (PetitionKind.KHIEU_NAI, PetitionKind.TO_CAO):
        return RIGHT_OR_WRONG
    return (Outcome.DA_TRA_LOI,)


def check_classes(kind: str, field: str, round: str) -> None:
    """Raises InvalidInput when the kind is unknown or the field or round is not one of the kind's."""
    if kind not in FIELDS:
        raise InvalidInput(
            "Không có loại đơn “%(value)s”. Chọn khiếu nại, tố cáo, kiến nghị, phản ánh hoặc nhiều nội dung.", value=kind, field="kind"
        )
    label = PetitionKind.label_of(kind)
    if field not in FIELDS[kind]:
        text = "Đơn %(kind)s không thống kê theo lĩnh vực “%(value)s”. Chọn một trong: %(known)s."
        known = ", ".join(item.label for item in FIELDS[kind])
        raise InvalidInput(text, kind=label.lower(), value=Field.label_of(field), known=known, field="field")
    if round not in rounds_of(kind):
        text = "Đơn %(kind)s không có lần “%(value)s”. Chọn một trong: %(known)s."
        known = ", ".join(item.label for item in rounds_of(kind))
        raise InvalidInput(text, kind=label.lower(), value=Round.label_of(round), known=known, field="round")


def check_outcome(kind: str, round: str, outcome: str) -> None:
    """Raises InvalidInput when a decision of this kind and round cannot have the outcome."""
    if outcome not in outcomes_of(kind, round):
        text = "%(kind)s (%(round)s) không có kết quả “%(value)s”. Chọn một trong: %(known)s."
        known = ", ".join(item.label for item in outcomes_of(kind, round))
        raise InvalidInput(
            text, kind=PetitionKind.label_of(kind), round=Round.label_of(round).lower(), value=Outcome.label_of(outcome) or "(trống)",
            known=known, field="outcome",
        )  # fmt: skip


def large_group(people: int) -> bool:
    """A large group (đoàn đông người) is five persons or more (Thông tư 06/2025/TT-TTCP, form 01/TCD)."""
    return people >= LARGE_GROUP


def representatives(people: int) -> tuple[int, int]:
    """Least and most representatives of a group: 5-10 people choose 1 or 2, more than 10 at most 5 (Luật Tiếp công dân Điều 29)."""
    if people < LARGE_GROUP:
        return 0, 0
    return (1, 2) if people <= 10 else (1, 5)


def check_representatives(people: int, chosen: int) -> None:
    """Raises RefusedByLaw when a group has fewer or more representatives than the law lets it have."""
    least, most = representatives(people)
    if most and not least <= chosen <= most:
        text = "Đoàn %(people)s người cử từ %(least)s đến %(most)s người đại diện, không phải %(chosen)s (Luật Tiếp công dân Điều 29)."
        raise RefusedByLaw(text, people=people, least=least, most=most, chosen=chosen, field="representatives")


def clean_name(name: str, field: str = "name") -> str:
    """A name as typed, without direction marks; raises InvalidInput for a picture, a line of 500 letters or a name without a letter."""
    line = " ".join("".join(c for c in nfc(name) if unicodedata.category(c) not in ("Cf", "Cs")).split())
    if len(line) > NAME_LIMIT:
        text = "Họ tên dài %(length)s ký tự, tối đa %(limit)s. Chỉ ghi họ tên; phần còn lại ghi vào nội dung."
        raise InvalidInput(text, length=len(line), limit=NAME_LIMIT, field=field)
    strange = next((c for c in line if unicodedata.category(c) in ("So", "Sk", "Co", "Cn", "Cc")), None)
    if strange:
        raise InvalidInput("Họ tên có ký tự lạ “%(char)s”. Xóa ký tự này rồi ghi lại.", char=strange, field=field)
    if line and not any(c.isalpha() for c in line):
        raise InvalidInput("Họ tên “%(value)s” không có chữ cái nào. Ghi họ tên như trong đơn.", value=line, field=field)
    return line


def clean_text(text: str, field: str = "text", limit: int = TEXT_LIMIT) -> str:
    """A text of several lines: NFC, without control or direction characters. Raises InvalidInput when longer than ``limit`` characters."""
    kept = HIDDEN.sub("", nfc(text)).strip()
    if len(kept) > limit:
        raise InvalidInput(
            "Nội dung dài %(length)s ký tự, tối đa %(limit)s. Hãy tóm tắt ngắn hơn.", length=len(kept), limit=limit, field=field
        )
    return kept


def clean_short(text: str, limit: int, field: str) -> str:
    """One clean line of at most ``limit`` characters."""
    return clean_line(text, limit, field)


def check_birth_year(year: int | None, today: date) -> None:
    """Raises InvalidInput for a birth year in the future or more than 120 years ago."""
    if year is not None and not today.year - 120 <= year <= today.year:
        if year > today.year:
            raise InvalidInput("Năm sinh %(year)s ở tương lai. Ghi lại năm sinh.", year=str(year), field="birth_year")
        raise InvalidInput("Năm sinh %(year)s quá xa. Ghi lại năm sinh bốn chữ số.", year=str(year), field="birth_year")


def mask(text: str, *secrets: str) -> str:
    """The text without the name, numbers and address of a sealed petitioner, however their letters are cased or spaced."""
    for secret in secrets:
        words = nfc(secret).split()
        if sum(map(len, words)) >= 4:
            pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
            text = re.sub(pattern, SEALED_MARK, nfc(text), flags=re.IGNORECASE)
    return text
