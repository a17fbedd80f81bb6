"""Why two letters are thought to belong together, in words for the clerk; numbers of the story are named, never a person."""

from collections.abc import Mapping
from dataclasses import dataclass

from .duplicates_compare import Side, matter_figures, person_figures

SLOT_WORDS = {
    "thua": "số thửa", "to": "tờ bản đồ", "do": "tờ bản đồ", "dinh": "quyết định số", "qd": "quyết định số", "dong": "hợp đồng số",
    "nhan": "giấy chứng nhận số", "an": "bản án số", "io": "lô số", "bao": "thông báo số", "bien": "biển số", "ngai": "ngày",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Why:
    """The figures of two letters that a person can understand, and the numbers both name, by the word before them."""

    person: Mapping[str, float]
    matter: Mapping[str, float]
    shared: tuple[tuple[str, str], ...]
    apart: tuple[str, ...]


def why(a: Side, b: Side) -> Why:
    slots = sorted(a.slots.keys() & b.slots.keys())
    shared = tuple((word, number) for word in slots for number in sorted(a.slots[word] & b.slots[word]) if len(number) >= 2)
    named = {number for _, number in shared}
    more = tuple(("", number) for number in sorted(a.numbers.keys() & b.numbers.keys()) if number not in named)
    apart = tuple(word for word in slots if word in SLOT_WORDS and not a.slots[word] & b.slots[word])
    return Why(person_figures(a, b), matter_figures(a, b), shared + more, apart)


def reasons_of(found: Why, *, person: bool = True) -> list[str]:
    """At most eight short reasons, the ``person`` first when it may be told, then the story, then what speaks against."""
    reasons = [*(_person(found.person) if person else []), *_story(found.matter)]
    spoken: set[str] = set()
    for word, number in found.shared[:6]:
        if number not in spoken:
            spoken.add(number)
            reasons.append(f"cùng {SLOT_WORDS.get(word, 'số')} {_shown(word, number)}")
    reasons += [f"khác {SLOT_WORDS[word]}" for word in found.apart[:2]]
    return reasons[:8]


def _shown(word: str, number: str) -> str:
    if word == "ngai" and len(number) == 8:
        return f"{int(number[6:])}/{int(number[4:6])}/{number[:4]}"
    return f"{int(number):,}".replace(",", ".") if number.isdecimal() and len(number) > 4 else number


def _person(figures: Mapping[str, float]) -> list[str]:
    found = []
    if figures.get("number"):
        found.append("cùng số định danh")
    if figures.get("phone"):
        found.append("cùng số điện thoại")
    if figures.get("name_known"):
        if figures["name"] >= 0.99 and figures["given"] == 1 and not figures["name_apart"]:
            found.append("cùng họ tên")
        elif figures["name"] >= 0.7 and figures["given"] >= 0.6:
            found.append("họ tên gần giống")
        elif figures["name_both"] < 0.3:
            found.append("khác họ tên")
    if figures.get("year"):
        found.append("cùng năm sinh")
    elif figures.get("year_apart"):
        found.append("khác năm sinh")
    if figures.get("place", 0.0) >= 0.6:
        found.append("cùng nơi ở")
    elif figures.get("hamlet"):
        found.append("cùng thôn, tổ")
    return found


def _story(figures: Mapping[str, float]) -> list[str]:
    found = [f"{round(100 * figures['pair_hi'])}% cụm từ trùng"] if figures["pair_hi"] >= 0.1 else []
    if figures["rare_known"] and figures["rare_hi"] >= 0.3:
        found.append(f"{round(100 * figures['rare_hi'])}% từ hiếm trùng")
    if figures.get("respondent_hi", 0.0) >= 0.7:
        found.append("cùng người, cơ quan bị khiếu nại, tố cáo")
    return found
