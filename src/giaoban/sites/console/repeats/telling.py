"""A matter with its facts, and letters that tell it."""

import random
import string
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

from .people import FIRST, SECOND, Place, Somebody, name_of

DATA = Path(__file__).resolve().parent / "data"
TO_WHOM = (
    "Ban Tiếp công dân tỉnh",
    "Chủ tịch UBND tỉnh",
    "Thanh tra tỉnh",
    "Ban Nội chính Tỉnh ủy",
    "Ủy ban nhân dân xã",
    "Thủ trưởng cơ quan",
    "Hội đồng nhân dân tỉnh",
    "Công an tỉnh",
)
VERBS = {"khieu_nai": "khiếu nại", "to_cao": "tố cáo", "kien_nghi": "kiến nghị", "phan_anh": "phản ánh"}
WORKS = (
    "đường tránh thị trấn",
    "cụm công nghiệp",
    "khu dân cư mới",
    "hồ chứa nước",
    "tuyến cao tốc",
    "khu du lịch sinh thái",
    "trạm biến áp",
    "cầu bắc qua sông",
)


@cache
def family(letter: str) -> dict[str, Any]:
    """One of the three families of templates: a, b, c (d: sentences of a and b mixed)."""
    return loads((DATA / f"{letter}.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Matter:
    """What happened, where, with its numbers; ``story`` is a table of a family."""

    family: str
    story: dict[str, Any]
    facts: dict[str, str]
    respondent: str
    place: Place


@dataclass(slots=True)
class Letter:
    """A letter with what is true of it. ``writer``, ``matter``: who and what, as numbers; ``wording``: letters copied from one text share it."""

    who: Somebody | None
    matter: Matter
    text: str
    writer: int
    about: int
    wording: int
    day: date
    respondent: str
    cells: dict[str, str] = field(default_factory=dict)
    others: tuple[Somebody, ...] = ()


def _grouped(number: int, roll: random.Random) -> str:
    return f"{number:,}".replace(",", ".") if roll.random() < 0.7 else str(number)


def facts_of(place: Place, roll: random.Random) -> dict[str, str]:
    """The numbers and names of one matter."""
    day = date(2015, 1, 1) + timedelta(days=roll.randrange(0, 4100))
    money = roll.randint(3, 900) * 10 ** roll.choice((5, 6, 6, 6))
    return {
        "thua": str(roll.randint(2, 1900)), "to": str(roll.randint(1, 98)), "m2": _grouped(roll.randint(30, 4200), roll),
        "qd": str(roll.randint(11, 6900)), "ngay": f"{day.day}/{day.month}/{day.year}", "tien": _grouped(money, roll),
        "gcn": f"{roll.choice(string.ascii_uppercase)}{roll.choice(string.ascii_uppercase)} {roll.randint(100000, 999999)}",
        "hd": str(roll.randint(10, 9800)), "ho": str(roll.randint(5, 260)), "nam": str(roll.randint(1976, 2021)),
        "bien": f"{roll.randint(11, 99)}{roll.choice('BCFHKMN')}{roll.randint(1, 9)}-{roll.randint(10000, 99999)}",
        "duan": f"dự án {roll.choice(WORKS)} {roll.choice(FIRST)} {roll.choice(SECOND)}", "other": name_of(roll), "cadre": name_of(roll),
        "company": f"{roll.choice(FIRST)} {roll.choice(SECOND)} {roll.choice(('Phát', 'Lộc', 'Xanh', 'Group', 'Thịnh Vượng', 'Miền Trung', ''))}".strip(),
        "office": roll.choice(("UBND huyện", "Ủy ban nhân dân huyện", "UBND thành phố", place.commune.replace("xã", "UBND xã"))),
        "hamlet": place.hamlet, "commune": place.commune, "district": place.district.removeprefix("huyện "),
    }  # fmt: skip


def _mixed(roll: random.Random) -> dict[str, Any]:
    """A story that nobody else tells: sentences of many stories of the first two families."""
    pool = [*family("a")["story"], *family("b")["story"]]
    frame = roll.choice(pool)
    say = [sentence for story in roll.sample(pool, k=7) for sentence in roll.sample(story["say"], k=1)]
    return {
        "kind": frame["kind"],
        "respondent": frame["respondent"],
        "say": say,
        "ask": [roll.choice(story["ask"]) for story in roll.sample(pool, k=2)],
    }


def matter_of(letter: str, place: Place, roll: random.Random, like: Matter | None = None) -> Matter:
    """A new matter; ``like`` another one: the same story and respondent in the same place, with other numbers and names."""
    facts = facts_of(place, roll)
    if like is None:
        story = _mixed(roll) if letter == "d" else roll.choice(family(letter)["story"])
        letter = roll.choice("ab") if letter == "d" else letter
        return Matter(letter, story, facts, roll.choice(story["respondent"]).format(**facts), place)
    kept = ["hamlet", "commune", "district", "office"]
    kept += [name for name in ("duan", "company", "cadre", "ngay", "nam", "to") if roll.random() < 0.35]
    facts |= {name: like.facts[name] for name in kept}
    respondent = (
        like.respondent if "{other}" not in str(like.story["respondent"]) else roll.choice(like.story["respondent"]).format(**facts)
    )
    return Matter(like.family, like.story, facts, respondent, place)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which sentences a letter takes, so that two letters can be told alike."""

    opening: int
    say: tuple[int, ...]
    ask: int
    closing: int
    filler: tuple[int, ...]


def plan_of(matter: Matter, roll: random.Random) -> Plan:
    words, story = family(matter.family), matter.story
    many = len(story["say"])
    say = tuple(sorted(roll.sample(range(many), k=roll.randint(min(2, many), many))))
    filler = tuple(roll.sample(range(len(words["filler"])), k=min(roll.choice((0, 0, 1, 2, 3, 5)), len(words["filler"]))))
    return Plan(
        roll.randrange(len(words["opening"])), say, roll.randrange(len(story["ask"])), roll.randrange(len(words["closing"])), filler
    )


def sentences(matter: Matter, plan: Plan, who: Somebody | None, roll: random.Random) -> list[str]:
    """The letter sentence by sentence."""
    words = family(matter.family)
    name = who.name if who else "một người dân"
    home = f"{who.street}{who.place.full(roll, roll.random() < 0.3)}" if who else matter.place.hamlet
    facts = matter.facts | {
        "name": name, "home": home, "birth": str(who.birth) if who else "chưa rõ", "age": str(2026 - who.birth) if who else "ngoài năm mươi",
        "to_whom": roll.choice(TO_WHOM), "verb": VERBS[matter.story["kind"]],
    }  # fmt: skip
    opening = words["opening"][plan.opening]
    if who is None and "{name}" in opening:
        opening = "Kính gửi {to_whom}."
    parts = [opening, *(matter.story["say"][i] for i in plan.say)]
    for i in plan.filler:
        parts.insert(roll.randint(1, len(parts)), words["filler"][i])
    parts += [matter.story["ask"][plan.ask], words["closing"][plan.closing]]
    return [part.format(**facts) for part in parts if part]


def tell(matter: Matter, plan: Plan, who: Somebody | None, roll: random.Random) -> str:
    return " ".join(sentences(matter, plan, who, roll))
