"""The bodies of the province through time: 26 of the province, 8 old districts, 60 odd old communes and the 24 communes of 1/7/2025."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from giaoban.core.words.text import fold
from giaoban.registers.people.actions import AgencyRow, SuccessionRow
from giaoban.registers.people.choices import AgencyKind, Bloc, ChangeKind, Level

from .kit import data

FOUNDED = date(1997, 1, 1)
OLD_ENDS, NEW_BEGINS = date(2025, 6, 30), date(2025, 7, 1)
MERGED_OFFICES = date(2025, 3, 1)
COMMUNE_PAPER = "Nghị quyết số 17/NQ-HĐND ngày 28/4/2025 của HĐND tỉnh Sông Ngân về sắp xếp đơn vị hành chính cấp xã"
OFFICE_PAPER = "Nghị quyết số 05/NQ-HĐND ngày 19/02/2025 của HĐND tỉnh Sông Ngân về tổ chức các cơ quan chuyên môn"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today ("xã Khê Đông"), the code of its body, its old communes and its old district."""

    name: str
    code: str
    old: tuple[tuple[str, str], ...]
    district: str
    district_name: str


def slug(name: str) -> str:
    return "-".join(fold(name).split())


@cache
def communes() -> tuple[Commune, ...]:
    return tuple(
        Commune(
            row["new"],
            slug(row["new"]),
            tuple((old, f"{slug(old)}-cu") for old in row["old"]),
            f"huyen-{district['code']}",
            district["name"],
        )
        for district in data("places")["district"]
        for row in district["commune"]
    )


def catalogue() -> tuple[list[AgencyRow], list[SuccessionRow]]:
    """Every body of all times, and which took over whose work."""
    rows = [*_province(), *_regions(), *_local()]
    return rows, [*_office_heirs(), *_local_heirs()]


def _province() -> list[AgencyRow]:
    rows = []
    for place, (code, name, short, kind, bloc, symbol, parent, vertical, reports) in enumerate(data("bodies")["body"], 1):
        begins = MERGED_OFFICES if code == "so-nnmt" else FOUNDED
        rows.append(AgencyRow(code, name, short, kind, bloc, Level.TINH, begins, None, parent, symbol, vertical, reports, place))
    for place, (code, name, short, symbol, _) in enumerate(data("bodies")["former"], 60):
        ends = date(2025, 2, 28)
        rows.append(
            AgencyRow(code, name, short, AgencyKind.SO, Bloc.KHAC, Level.TINH, FOUNDED, ends, "ubnd-tinh", symbol, False, True, place)
        )
    return rows


def _regions() -> list[AgencyRow]:
    rows = []
    for code, name, short, kind, symbol, parent, count in data("bodies")["region"]:
        for number in range(1, count + 1):
            rows.append(
                AgencyRow(
                    f"{code}-{number}", f"{name} {number} - Sông Ngân", f"{short} {number}", kind, Bloc.NOI_CHINH, Level.KHU_VUC, NEW_BEGINS, None,
                    parent, f"{symbol}{number}", True, False, 70 + number,
                )
            )  # fmt: skip
    return rows


def _local() -> list[AgencyRow]:
    rows: dict[str, AgencyRow] = {}
    for place, commune in enumerate(communes(), 100):
        if commune.district not in rows:
            rows[commune.district] = AgencyRow(
                commune.district, f"Ủy ban nhân dân {commune.district_name}", f"UBND {commune.district_name}", AgencyKind.UBND_HUYEN,
                Bloc.DIA_PHUONG, Level.HUYEN, FOUNDED, OLD_ENDS, "ubnd-tinh", "UBND", False, True, 80 + len(rows),
            )  # fmt: skip
        rows[commune.code] = AgencyRow(
            commune.code, f"Ủy ban nhân dân {commune.name}", f"UBND {commune.name}", AgencyKind.UBND_XA, Bloc.DIA_PHUONG, Level.XA, NEW_BEGINS, None,
            "ubnd-tinh", "UBND", False, True, place,
        )  # fmt: skip
        for name, code in commune.old:
            rows[code] = AgencyRow(
                code, f"Ủy ban nhân dân {name}", f"UBND {name}", AgencyKind.UBND_XA, Bloc.DIA_PHUONG, Level.XA, FOUNDED, OLD_ENDS, commune.district,
                "UBND", False, False, 200 + place,
            )  # fmt: skip
    return list(rows.values())


def _office_heirs() -> list[SuccessionRow]:
    return [
        SuccessionRow(code, heir, MERGED_OFFICES, ChangeKind.HOP_NHAT, OFFICE_PAPER, True) for code, *_, heir in data("bodies")["former"]
    ]


def _local_heirs() -> list[SuccessionRow]:
    found, seen = [], set[str]()
    for commune in communes():
        found += [SuccessionRow(code, commune.code, NEW_BEGINS, ChangeKind.HOP_NHAT, COMMUNE_PAPER, True) for _, code in commune.old]
        first = commune.district not in seen
        seen.add(commune.district)
        found.append(SuccessionRow(commune.district, commune.code, NEW_BEGINS, ChangeKind.CHIA_TACH, COMMUNE_PAPER, first))
    return found
