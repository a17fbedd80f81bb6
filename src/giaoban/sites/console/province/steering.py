"""Directives of a quarter with their dissemination, tasks given because of them, and the figures that agencies send."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from giaoban.core.law import window
from giaoban.core.values.periods import Period
from giaoban.registers.directives.actions import DirectiveRow, ProvisionRow, SentRow
from giaoban.registers.directives.choices import IssuerLevel

from .affairs import facts
from .bodies import NEW_BEGINS, communes
from .kit import data, dice
from .offices import working_days

LEADS = (
    "so-nnmt",
    "so-xay-dung",
    "so-noi-vu",
    "so-tu-phap",
    "so-y-te",
    "so-gddt",
    "so-cong-thuong",
    "thanh-tra-tinh",
    "cong-an-tinh",
    "mttq",
)


@dataclass(frozen=True, slots=True)
class Given:
    """A task to give, and how it goes: the days of progress, result and acceptance, as far as they are known."""

    title: str
    product: str
    lead: str
    giver: str
    assigned_on: date
    deadline: date
    progress_on: date | None = None
    result_on: date | None = None
    accepted_on: date | None = None


def directives(period: Period, ids: dict[str, int], known_until: date, scale: float) -> list[DirectiveRow]:
    """About ten documents of a quarter, sent to the bodies that work then."""
    roll, bounds, found = dice("directives", period.code), window(period), list[DirectiveRow]()
    days = working_days(bounds.start, bounds.end)
    for place in range(1, max(2, round(10 * scale)) + 1):
        day, central = roll.choice(days), place % 4 == 0
        rows = data("affairs")["central" if central else "provincial"]
        kind, issuer, symbol, subject, *issued_by = rows[(place + period.year + int(period.part[1])) % len(rows)]
        number = f"{place + 10 * int(period.part[1]):02d}-{symbol}" if "/" in symbol else f"{place + 100 * int(period.part[1])}/{symbol}"
        points = roll.sample(data("affairs")["points"], k=roll.randint(2, 4))
        found.append(
            DirectiveRow(
                kind=kind,
                number=number,
                issuer=issuer,
                level=IssuerLevel.TRUNG_UONG
                if central
                else IssuerLevel.TINH
                if issuer.startswith(("Tỉnh ủy", "Ủy ban"))
                else IssuerLevel.CO_QUAN,
                subject=f"{subject} ({period.label})"[:500],
                issued_on=day,
                recorded_on=min(day + timedelta(days=roll.randint(0, 3)), known_until),
                effective_on=day,
                issuer_agency_id=ids[issued_by[0]] if issued_by else None,
                provisions=tuple(ProvisionRow(str(n), text, n > 1) for n, text in enumerate(points, 1)),
                sent=tuple(_sent(code, day, known_until, ids, roll) for code in _addressees(day, roll)),
            )
        )
    return found


def _addressees(day: date, roll: random.Random) -> list[str]:
    local = [c.code for c in communes()] if day >= NEW_BEGINS else sorted({c.district for c in communes()})
    offices = [code for code in LEADS if code != "so-nnmt" or day >= date(2025, 3, 1)]
    return roll.sample(offices, k=6) + roll.sample(local, k=6)


def _sent(code: str, day: date, known_until: date, ids: dict[str, int], roll: random.Random) -> SentRow:
    """How far a body went with a document: received, studied, planned."""
    steps: list[date | None] = [min(day + timedelta(days=roll.randint(0, 3)), known_until)]
    for least, most, share in ((0, 3, 0.97), (3, 18, 0.84), (3, 20, 0.7)):
        last = steps[-1]
        on = last + timedelta(days=roll.randint(least, most)) if last and roll.random() < share else None
        steps.append(on if on and on <= known_until else None)
    number = f"{roll.randint(11, 420)}/KH" if steps[3] else ""
    return SentRow(ids[code], steps[0] or day, steps[1], steps[2], steps[3], number)


def tasks(period: Period, known_until: date, scale: float) -> list[Given]:
    """About fourteen tasks given in a quarter by the province's bodies."""
    roll, bounds, found = dice("tasks", period.code), window(period), list[Given]()
    days = working_days(max(bounds.start, date(2025, 3, 3)), bounds.end) or ()
    waiting_from = known_until - timedelta(days=40)
    for _ in range(max(2, round(14 * scale)) if days else 0):
        day = roll.choice(days)
        title, product = roll.choice(data("affairs")["tasks"])
        deadline = day + timedelta(days=roll.choice([30, 45, 60, 90]))
        late = roll.random() < 0.2
        result = deadline + timedelta(days=roll.randint(2, 15)) if late else deadline - timedelta(days=roll.randint(0, 12))
        progress = day + (result - day) / 2
        accepted = result + timedelta(days=roll.randint(1, 7))
        found.append(
            Given(
                title=title.format(**facts(day, roll)),
                product=product,
                lead=roll.choice(LEADS),
                giver=roll.choice(["tinh-uy", "ubnd-tinh", "ban-noi-chinh"]),
                assigned_on=day,
                deadline=deadline,
                progress_on=progress if progress <= known_until else None,
                result_on=result if result <= known_until else None,
                accepted_on=accepted if accepted <= known_until and roll.random() < (0.4 if result > waiting_from else 1) else None,
            )
        )
    return found


LEVELS = {"TP_VU": 186, "TP_DOI_TUONG": 334, "TB_TIEP_NHAN": 412, "THA_VIEC": 3860}
SHARES = {"TP_KHAM_PHA": ("TP_VU", 0.84, 0.9), "TB_GIAI_QUYET": ("TB_TIEP_NHAN", 0.88, 0.95), "THA_VIEC_XONG": ("THA_VIEC", 0.58, 0.67)}


def figures(period: Period, agency: str, needed: Iterable[Any]) -> dict[str, Decimal]:
    """What an agency sends for a quarter. ``needed``: indicators with their code."""
    codes = [indicator.code for indicator in needed]
    found: dict[str, Decimal] = {}
    for code in sorted(codes, key=lambda code: code in SHARES):
        roll = dice("figures", period.code, agency, code)
        whole, least, most = SHARES.get(code, ("", 0.0, 0.0))
        found[code] = Decimal(
            round(float(found[whole]) * roll.uniform(least, most) if whole in found else LEVELS.get(code, 120) * roll.uniform(0.9, 1.1))
        )
    return found
