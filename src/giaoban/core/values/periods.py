"""Reporting periods as names. Their data windows are law (core.law.windows), never calendar quarters."""

import re
from dataclasses import dataclass

from .errors import InvalidInput

ROMAN = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}
PARTS = ("Q1", "Q2", "Q3", "Q4", "H1", "M9", "YEAR")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period: ``Period(2026, "Q2")`` is written 2026-Q2; the whole year is written 2026."""

    year: int
    part: str

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read 2026-Q2, 2026-H1, 2026-M9 or 2026. Raises InvalidInput."""
        match = re.fullmatch(r"(\d{4})(?:-(Q[1-4]|H1|M9))?", text.strip().upper())
        if not match or not 1990 <= int(match[1]) <= 2200:
            raise InvalidInput("Kỳ “%(value)s” không đúng mẫu. Viết như 2026-Q2, 2026-H1, 2026-M9 hoặc 2026.", value=text, field="period")
        return cls(int(match[1]), match[2] or "YEAR")

    @property
    def code(self) -> str:
        return str(self.year) if self.part == "YEAR" else f"{self.year}-{self.part}"

    @property
    def label(self) -> str:
        """As officials write it: "quý II năm 2026", "6 tháng đầu năm 2026", "9 tháng năm 2026", "năm 2026"."""
        if self.part in ROMAN:
            return f"quý {ROMAN[self.part]} năm {self.year}"
        return {"H1": f"6 tháng đầu năm {self.year}", "M9": f"9 tháng năm {self.year}"}.get(self.part, f"năm {self.year}")

    @property
    def same_last_year(self) -> "Period":
        return Period(self.year - 1, self.part)

    @property
    def previous(self) -> "Period":
        """The quarter before a quarter; for longer periods the same one a year earlier."""
        if self.part in ROMAN and self.part != "Q1":
            return Period(self.year, f"Q{int(self.part[1]) - 1}")
        return Period(self.year - 1, "Q4" if self.part == "Q1" else self.part)

    @property
    def next(self) -> "Period":
        if self.part in ROMAN and self.part != "Q4":
            return Period(self.year, f"Q{int(self.part[1]) + 1}")
        return Period(self.year + 1, "Q1" if self.part == "Q4" else self.part)

    def __str__(self) -> str:
        return self.code
