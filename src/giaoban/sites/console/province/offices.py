"""Which kinds of letter come, to which bodies, on which days."""

import random
from datetime import date, timedelta
from functools import cache

from giaoban.core.days import load_calendar
from giaoban.registers.petitions.choices import PetitionKind

from .bodies import NEW_BEGINS
from .names import Somebody

KINDS = [
    (PetitionKind.KHIEU_NAI, 28), (PetitionKind.TO_CAO, 12), (PetitionKind.KIEN_NGHI, 32), (PetitionKind.PHAN_ANH, 28),
]  # fmt: skip
OFFICES = [
    ("ban-tiep-cong-dan", 26), ("thanh-tra-tinh", 4), ("so-nnmt", 9), ("so-xay-dung", 5), ("so-noi-vu", 5), ("so-y-te", 2), ("so-gddt", 3),
    ("so-cong-thuong", 2), ("so-tu-phap", 2), ("cong-an-tinh", 5), ("ubkt", 2), ("mttq", 2), ("local", 33),
]  # fmt: skip


@cache
def working_days(start: date, end: date) -> tuple[date, ...]:
    calendar = load_calendar()
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return tuple(day for day in days if calendar.is_working(day))


def office_on(code: str, person: Somebody, day: date, roll: random.Random) -> str:
    """The code of the body that takes a letter on a day: before 1/7/2025 a district or an old commune stands for the locality."""
    if code == "local":
        if day >= NEW_BEGINS:
            return person.code
        return person.district if roll.random() < 0.55 else person.old_code
    return "so-tnmt-cu" if code == "so-nnmt" and day < date(2025, 3, 1) else code


def home_of(person: Somebody, day: date) -> str:
    """The commune in which the person lives, by its name on a day."""
    return person.commune if day >= NEW_BEGINS else person.old
