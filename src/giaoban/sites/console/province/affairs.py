"""Cases, conclusions, mass-mobilisation work and awards of a quarter."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from giaoban.core.law import window
from giaoban.core.values.periods import Period
from giaoban.registers.cases.actions import CaseRow
from giaoban.registers.cases.choices import CaseKind, CrimeGroup, Severity, Stage
from giaoban.registers.findings.actions import ConclusionRow, RecommendationRow, StepRow
from giaoban.registers.findings.choices import SourceKind
from giaoban.registers.findings.rules import MONEY_KINDS
from giaoban.registers.mobilisation.actions import ActivityRow
from giaoban.registers.mobilisation.choices import ActivityKind

from .bodies import NEW_BEGINS, communes
from .kit import data, dice
from .offices import working_days

# What is recovered or set right otherwise is the violation (01/TTr: 8 = 10 + 16).
VIOLATIONS = ("thu_hoi_nsnn", "thu_hoi_to_chuc", "xu_ly_khac")

MOBILISERS = ("mttq", "ban-tuyen-giao-dan-van", "hoi-nong-dan", "hoi-lhpn", "doan-thanh-nien", "ldld", "ccb")


def facts(day: date, roll: random.Random) -> dict[str, Any]:
    """What fills the places of a sentence on a day."""
    commune = roll.choice(communes())
    place = commune.name if day >= NEW_BEGINS else roll.choice(commune.old)[0]
    told = data("stories")
    return {"place": place, "work": roll.choice(told["works"]), "hamlet": roll.choice(told["hamlets"]), "year": day.year - 1}


def cases(period: Period, ids: dict[str, int], known_until: date, scale: float) -> list[CaseRow]:
    """About sixty cases received in a quarter, each as far as it has gone by a day."""
    roll, bounds, found = dice("cases", period.code), window(period), list[CaseRow]()
    days = working_days(bounds.start, bounds.end)
    for _ in range(max(3, round(roll.randint(54, 66) * scale))):
        found.append(_case(roll.choice(days), len(found) + 1, period, ids, known_until, roll))
    return found


def _case(day: date, place: int, period: Period, ids: dict[str, int], known_until: date, roll: random.Random) -> CaseRow:
    group, name = roll.choice(data("affairs")["crimes"])
    matter = roll.random() < 0.18
    police = ids["cong-an-tinh"]
    initiated = None if matter else day + timedelta(days=roll.randint(0, 5))
    steps: list[tuple[str, date, int, str]] = (
        [(Stage.XAC_MINH, day, police, "")] if matter else [(Stage.DIEU_TRA, initiated or day, police, "")]
    )
    later = [(Stage.KET_THUC, police, (15, 70))] if matter else [
        (Stage.TRUY_TO, ids["vksnd-tinh"], (35, 110)), (Stage.XET_XU_SO_THAM, ids["tand-tinh"], (18, 45)),
        (Stage.THI_HANH_AN, ids["thads-tinh"], (20, 50)), (Stage.KET_THUC, ids["thads-tinh"], (60, 200)),
    ]  # fmt: skip
    for stage, agency, (least, most) in later:
        on = steps[-1][1] + timedelta(days=roll.randint(least, most))
        if on > known_until or roll.random() < 0.1:
            break
        steps.append((stage, on, agency, f"{roll.randint(3, 190)}/{'CT' if stage == Stage.TRUY_TO else 'QĐ'}"))
    when = {stage: on for stage, on, _, _ in steps}
    damage = Decimal(roll.randint(40, 5200)) if group in (CrimeGroup.THAM_NHUNG, CrimeGroup.KINH_TE) else Decimal(0)
    return CaseRow(
        number=f"{'VV' if matter else 'VA'}-{period.year}-{100 * int(period.part[1]) + place}",
        kind=CaseKind.VU_VIEC if matter else CaseKind.VU_AN,
        name=name.format(**facts(day, roll)),
        group=group,
        agency_id=steps[-1][2],
        opened_on=day,
        initiated_on=initiated,
        prosecuted_on=when.get(Stage.TRUY_TO),
        tried_on=when.get(Stage.XET_XU_SO_THAM),
        ended_on=when.get(Stage.KET_THUC),
        stage=steps[-1][0],
        severity="" if matter else roll.choices(list(Severity), [38, 34, 20, 8])[0],
        suspects=0 if matter else roll.randint(1, 6),
        damage_million=damage,
        recovered_million=damage * roll.randint(0, 80) // 100,
        stages=tuple(steps),
    )


def conclusions(period: Period, ids: dict[str, int], scale: float) -> list[ConclusionRow]:
    """The conclusions issued in a quarter with recommendations and what is carried out of them within it."""
    roll, bounds, found = dice("conclusions", period.code), window(period), list[ConclusionRow]()
    days = working_days(bounds.start, bounds.end)
    for place in range(1, max(2, round(roll.randint(12, 17) * scale)) + 1):
        day, audit = roll.choice(days), roll.random() < 0.12
        source = SourceKind.KIEM_TOAN if audit else SourceKind.KIEM_TRA if roll.random() < 0.2 else SourceKind.THANH_TRA
        subject = roll.choice(data("affairs")["audits" if audit else "inspections"]).format(**facts(day, roll))
        issuer = {SourceKind.KIEM_TRA: "ubkt"}.get(source, roll.choice(["thanh-tra-tinh", "thanh-tra-tinh", "so-xay-dung", "so-y-te"]))
        planned, land = roll.random() < 0.8, Decimal(roll.choice([0, 0, roll.randint(200, 9000)]))
        advice = tuple(_advice(day, bounds.end, ids, roll) for _ in range(roll.randint(2, 5)))
        found.append(
            ConclusionRow(
                source=source,
                number=f"{place:02d}-{period.code}/KL-{ {'ubkt': 'UBKTTU', 'thanh-tra-tinh': 'TTT'}.get(issuer, 'SXD') }",
                subject=subject,
                agency_id=ids[issuer],
                issued_on=day,
                audit_year=day.year - 1 if audit else None,
                planned=planned,
                violation_million=sum((one.due_million for one in advice if one.kind in VIOLATIONS), Decimal(0)),
                violation_m2=land,
                recommendations=advice,
            )
        )
    return found


def _advice(issued: date, until: date, ids: dict[str, int], roll: random.Random) -> RecommendationRow:
    kind, text = roll.choice(data("affairs")["advice"])
    money = kind in MONEY_KINDS
    due = Decimal(roll.randint(20, 900)) if money else Decimal(0)
    count = roll.randint(1, 5) if kind == "xu_ly_trach_nhiem" else 1 if kind == "hoan_thien_co_che" else 0
    bodies = [c.code for c in communes()] if issued >= NEW_BEGINS else [c.district for c in communes()]
    steps = ()
    if roll.random() < 0.6 and issued < until:
        on = issued + timedelta(days=roll.randint(1, max(1, (until - issued).days)))
        part = due if roll.random() < 0.55 else due * roll.randint(20, 80) // 100
        steps = (StepRow(min(on, until), part, count if roll.random() < 0.6 else 0, f"Báo cáo số {roll.randint(11, 390)}/BC"),)
    return RecommendationRow(kind, text, ids[roll.choice(bodies)], due, count, issued + timedelta(days=roll.choice([60, 90])), steps)


def activities(period: Period, ids: dict[str, int], scale: float) -> list[ActivityRow]:
    """Mass-mobilisation work done in a quarter."""
    roll, bounds, found = dice("activities", period.code), window(period), list[ActivityRow]()
    days = working_days(bounds.start, bounds.end)
    kinds = data("affairs")["activities"]
    for place in range(max(4, round(roll.randint(76, 88) * scale))):
        kind, title, about = kinds[place % len(kinds)]
        day = roll.choice(days)
        filled = facts(day, roll)
        found.append(
            ActivityRow(
                kind=kind,
                title=title.format(**filled),
                agency_id=ids[roll.choice(MOBILISERS)],
                on=day,
                form="Hội nghị" if kind != ActivityKind.THAM_HOI else "Trực tiếp",
                about=about.format(**filled),
                turns=roll.randint(1, 6),
                attendances=roll.randint(20, 480),
                households=roll.randint(3, 160) if kind in (ActivityKind.CUU_TRO, ActivityKind.THAM_HOI) else 0,
                million=Decimal(roll.randint(15, 620)) if kind in (ActivityKind.CUU_TRO, ActivityKind.THAM_HOI) else Decimal(0),
                recommendations=roll.randint(1, 9) if kind in (ActivityKind.GIAM_SAT, ActivityKind.PHAN_BIEN) else 0,
            )
        )
    return found


def awards(period: Period, ids: dict[str, int], scale: float) -> list[dict[str, Any]]:
    """Awards of a quarter, as ``record_award`` takes them."""
    roll, bounds = dice("awards", period.code), window(period)
    days, found = working_days(bounds.start, bounds.end), []
    for _ in range(max(1, round(9 * scale))):
        kind, giver, recipient, reason = roll.choice(data("affairs")["awards"])
        day = roll.choice(days)
        paper = f"{roll.randint(101, 2900)}/QĐ-KT"
        agency = ids[roll.choice(MOBILISERS)]
        found.append(
            {
                "kind": kind,
                "giver": giver,
                "recipient": recipient.format(**facts(day, roll)),
                "reason": reason,
                "on": day,
                "paper": paper,
                "agency_id": agency,
            }
        )
    return found
