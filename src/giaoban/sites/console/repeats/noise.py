"""How letters are disfigured on their way: by their writers, by typists, by scanners, by the habits of offices."""

import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tomllib import loads

from giaoban.core.words.text import fold

from .people import Place, Somebody

DATA = loads((Path(__file__).resolve().parent / "data" / "noise.toml").read_text("utf-8"))
OLD_TONE, SCAN, KEYS, SHORT, SAME, ADDED = (DATA[name] for name in ("old_tone", "scan", "keys", "short", "same", "added"))
HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ĐƠN ĐỀ NGHỊ "


def unmarked(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return bare.replace("đ", "d").replace("Đ", "D")


def old_tone(text: str) -> str:
    for new, old in OLD_TONE.items():
        text = text.replace(new, old)
    return text


def typed(text: str, rate: float, roll: random.Random) -> str:
    """Wrong, missing, doubled and exchanged letters."""
    out: list[str] = []
    for place, c in enumerate(text):
        if not c.isalpha() or roll.random() >= rate:
            out.append(c)
            continue
        way = roll.random()
        if way < 0.3:
            continue
        if way < 0.5:
            out.append(c + c)
        elif way < 0.7 and place and out and out[-1].isalpha():
            out.insert(len(out) - 1, c)
        else:
            out.append(roll.choice(KEYS.get(c.lower(), c)))
    return "".join(out)


def scanned(text: str, rate: float, roll: random.Random) -> str:
    for seen, read in SCAN:
        if roll.random() < 0.7:
            text = re.sub(re.escape(seen), lambda m, read=read: read if roll.random() < rate else m[0], text)
    return text


def per_word(text: str, rate: float, roll: random.Random, change: Callable[[str], str]) -> str:
    return " ".join(change(word) if roll.random() < rate else word for word in text.split(" "))


def spaced(text: str, rate: float, roll: random.Random) -> str:
    """Words run together and broken apart."""
    text = re.sub(r"(?<=\w) (?=\w)", lambda m: "" if roll.random() < rate else " ", text)
    return re.sub(r"(?<=\w\w)(?=\w\w)", lambda m: " " if roll.random() < rate / 3 else "", text)


def renumbered(text: str, rate: float, roll: random.Random) -> str:
    """Numbers left out, mistyped, or written in another way."""

    def one(match: re.Match[str]) -> str:
        number = match[0]
        way = roll.random()
        if way < rate * 0.5:
            return ""
        if way < rate * 0.7 and number.isdigit() and len(number) > 2:
            at = roll.randrange(len(number))
            return number[:at] + roll.choice("0123456789") + number[at + 1 :]
        return number

    text = re.sub(r"\d[\d.]*\d", one, text)
    if roll.random() < 0.3:
        text = re.sub(r"(\d{1,2})/(\d{1,2})/(\d{4})", lambda m: f"ngày {int(m[1]):02} tháng {int(m[2]):02} năm {m[3]}", text).replace(
            "ngày ngày", "ngày"
        )
    elif roll.random() < 0.3:
        text = re.sub(r"\b(\d)/", r"0\1/", text)
    if roll.random() < 0.3:
        text = re.sub(r"(\d{1,3})\.000\.000\b", r"\1 triệu", text)
    elif roll.random() < 0.3:
        text = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", text)
    return text


def replaced(text: str, table: dict[str, str], share: float, roll: random.Random) -> str:
    for long, other in table.items():
        if roll.random() < share:
            text = text.replace(long, other)
    return text


def shortened(parts: list[str], roll: random.Random) -> list[str]:
    if len(parts) < 4:
        return parts
    way = roll.random()
    if way < 0.4:
        return parts[: max(3, round(len(parts) * roll.uniform(0.5, 0.9)))]
    if way < 0.7:
        return parts[1:-1]
    keep = sorted(roll.sample(range(len(parts)), k=max(3, round(len(parts) * roll.uniform(0.5, 0.85)))))
    return [parts[i] for i in keep]


def lengthened(parts: list[str], more: list[str], roll: random.Random) -> list[str]:
    out = list(parts)
    for sentence in roll.sample(more, k=min(len(more), roll.randint(1, 6))):
        out.insert(roll.randint(0, len(out)), sentence)
    return out


def disfigured(parts: list[str], style: str, roll: random.Random, strength: float = 1.0) -> str:
    """A letter sent again. ``style``: "a" writers and typists, "b" scanners and habits, "c" both at once and words changed."""
    hard = roll.random() * strength
    if roll.random() < 0.3:
        parts = shortened(parts, roll)
    if roll.random() < 0.35:
        parts = lengthened(parts, ADDED, roll)
    if roll.random() < 0.25:
        parts = roll.sample(parts, len(parts))
    text = (HEAD if style != "a" and roll.random() < 0.2 else "") + " ".join(parts)
    if roll.random() < 0.4:
        text = renumbered(text, roll.choice((0.0, 0.0, 0.1, 0.1, 0.3, 0.3, 0.8)) * strength, roll)
    if style in "ac":
        text = typed(text, roll.choice((0.0, 0.005, 0.02, 0.04)) * hard * 1.5, roll)
        if roll.random() < 0.3:
            text = per_word(text, 0.12 * hard, roll, lambda _word: "")
    if style in "bc":
        text = scanned(text, roll.choice((0.0, 0.02, 0.06, 0.12)) * hard, roll)
        text = spaced(text, roll.choice((0.0, 0.0, 0.02, 0.05)) * hard, roll)
        text = replaced(text, SHORT, roll.choice((0.0, 0.3, 0.7)), roll)
    if style == "c" and roll.random() < 0.5:
        text = replaced(text, SAME, 0.4, roll)
    way = roll.random()
    if way < 0.3:
        text = unmarked(text)
    elif way < 0.45:
        text = per_word(text, 0.4, roll, unmarked)
    elif way < 0.6:
        text = old_tone(text)
    if roll.random() < 0.08:
        text = text.upper()
    return text


def name_written(name: str, roll: random.Random, strength: float = 1.0) -> str:
    """A name as another clerk writes it: a middle name left out, an initial, a title, another order, no marks, a slip."""
    parts = name.split()
    way = roll.random() / max(strength, 0.01)
    if way < 0.12 and len(parts) > 2:
        parts = [parts[0], parts[-1]]
    elif way < 0.2 and len(parts) > 2:
        parts = [parts[0], *(f"{p[0]}." for p in parts[1:-1]), parts[-1]]
    elif way < 0.24:
        parts = [*(f"{p[0]}." for p in parts[:-1]), parts[-1]]
    elif way < 0.29:
        parts = [parts[-1], *parts[:-1]]
    elif way < 0.33:
        parts = (
            [
                *parts[-1:],
            ]
            if roll.random() < 0.3
            else parts
        )
    found = " ".join(parts)
    if roll.random() < 0.15 * strength:
        found = f"{roll.choice(('Ông', 'Bà', 'ông', 'bà', 'Anh', 'Chị', 'Cụ'))} {found}"
    if roll.random() < 0.08 * strength:
        found = typed(found, 0.12, roll)
    if roll.random() < 0.04 * strength:
        found = scanned(found, 0.3, roll)
    way = roll.random()
    return unmarked(found) if way < 0.25 else found.upper() if way < 0.35 else old_tone(found) if way < 0.5 else found


def home_written(place: Place, street: str, roll: random.Random) -> str:
    """An address in one of its forms: before or after the merger, shortened, abbreviated, without marks."""
    text = f"{street}{place.full(roll, roll.random() < 0.45)}"
    way = roll.random()
    if way < 0.15:
        text = text.rsplit(", ", 1)[0]
    elif way < 0.22:
        text = text.split(", ")[0]
    elif way < 0.28:
        text = ", ".join(text.split(", ")[1:])
    if roll.random() < 0.3:
        text = replaced(
            text, {"thôn": "T.", "xã": "X.", "huyện": "H.", "tỉnh": "T.", "phường": "P.", "tổ dân phố": "TDP", "khu phố": "KP"}, 0.8, roll
        )
    if roll.random() < 0.1:
        text = typed(text, 0.05, roll)
    return unmarked(text) if roll.random() < 0.25 else text


def cells_of(who: Somebody | None, others: tuple[Somebody, ...], roll: random.Random, strength: float = 1.0) -> dict[str, str]:
    """The cells of the plain form that say who wrote, some empty, some wrong."""
    if who is None:
        return {"name": roll.choice(("", "", "Không rõ", "Nặc danh")), "birth_year": "", "address": "", "phone": "", "identity_no": ""}
    year = who.birth + (roll.choice((-1, 1, 10)) if roll.random() < 0.03 * strength else 0)
    phone = who.phone if roll.random() < 0.93 else f"0{roll.choice('35789')}{roll.randint(10_000_000, 99_999_999)}"
    if roll.random() < 0.3:
        phone = f"{phone[:4]}{roll.choice(' .')}{phone[4:7]}{roll.choice(' .')}{phone[7:]}" if roll.random() < 0.6 else f"+84{phone[1:]}"
    people = [who, *others]
    if others:
        roll.shuffle(people)
    names = roll.choice((", ", "; ", " và ")).join(name_written(p.name, roll, strength) for p in people)
    if others and roll.random() < 0.2:
        names += f" và {roll.randint(3, 40)} hộ dân"
    return {
        "name": names if roll.random() > 0.008 * strength else "", "birth_year": str(year) if roll.random() < 0.72 else "",
        "address": home_written(who.place, who.street, roll) if roll.random() < 0.85 else "", "phone": phone if roll.random() < 0.45 else "",
        "identity_no": who.number if roll.random() < 0.4 else "",
    }  # fmt: skip


def respondent_written(text: str, roll: random.Random) -> str:
    way = roll.random()
    if way < 0.12:
        return ""
    if way < 0.3:
        text = replaced(text, {"Ủy ban nhân dân": "UBND", "UBND": "Ủy ban nhân dân", "ông ": "", "Công ty": "Cty"}, 1.0, roll)
    if way < 0.4:
        text = typed(text, 0.04, roll)
    return fold(text) if roll.random() < 0.2 else text
