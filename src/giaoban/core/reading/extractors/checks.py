"""Doubts and deductions: what the figures of a text imply, and where they do not fit one another."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from giaoban.core.reading.body import Body
from giaoban.core.reading.proposals import Check, Figure
from giaoban.core.words.numbers import format_number

_WHOLE = re.compile(r"(?<!\w)(?:tổng(?: số| cộng)?|gồm|bao gồm|cụ thể|trong đó)(?!\w)")
_IMPOSSIBLE = re.compile(
    r"(?<![\d/.])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?![\d/])"
    r"|ngày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?: năm (?P<y>\d{4}))?"
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LOOSE = {
    "trên": (Decimal(1), Decimal("1.1")),
    "hơn": (Decimal(1), Decimal("1.1")),
    "gần": (Decimal("0.9"), Decimal(1)),
    "khoảng": (Decimal("0.9"), Decimal("1.1")),
}


def _shown(value: Decimal | int) -> str:
    return format_number(
        Decimal(value).quantize(Decimal(1), ROUND_HALF_UP)
        if Decimal(value) >= 20
        else Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP)
    )


def _implied(figure: Figure) -> Check | None:
    change = figure.change
    if change is None or figure.unit == "%" or figure.change_at is None or (change.base or "").startswith("từ "):
        return None
    value, moved = Decimal(figure.value), Decimal(change.value)
    if figure.number_at == (figure.change_at[1] - (figure.number_at[1] - figure.number_at[0]), figure.change_at[1]):
        return None
    spans = (figure.number_at, figure.change_at)
    sign = 1 if change.direction == "tăng" else -1
    if change.unit == "%":
        if sign < 0 and moved >= 100:
            return Check("percentage", "error", f"Không thể giảm {format_number(moved)}%: giảm từ 100% trở lên là không còn gì.", spans)
        base = value / (1 + sign * moved / 100)
        said = f"{format_number(moved)}%"
    else:
        base, said = value - sign * moved, format_number(moved)
        if base < 0:
            return Check(
                "contradiction", "error", f"Có {format_number(value)} {figure.unit or ''} mà tăng {said}: kỳ trước sẽ nhỏ hơn 0.", spans
            )
    about = "khoảng " if change.unit == "%" or figure.qualifier else ""
    unit = f" {figure.unit}" if figure.unit else ""
    then = change.base or "kỳ trước"
    message = f"{format_number(value)}{unit}, {change.direction} {said} so với {then}: {then} {about}{_shown(base)}{unit}."
    return Check("implied_base", "info", message, spans)


def _ratio(body: Body, found: list[Figure]) -> Iterator[Check]:
    """ "12/15 nhiệm vụ, đạt 91%": the share said is not the share of the two numbers."""
    for first, second, share in zip(found, found[1:], found[2:], strict=False):
        joined = body.text[first.number_at[1] : second.number_at[0]] == "/" and first.unit == second.unit
        gap = body.low[second.number_at[1] : share.number_at[0]]
        if (
            not joined
            or share.unit != "%"
            or len(gap) > 60
            or "." in gap
            or not re.search(r"đạt|bằng|chiếm|tỷ lệ|\($", gap)
            or not second.value
        ):
            continue
        real = Decimal(first.value) * 100 / Decimal(second.value)
        if abs(real - Decimal(share.value)) > Decimal("0.6"):
            said = f"{format_number(first.value)}/{format_number(second.value)}"
            message = f"{said} là {format_number(real, 1)}%, văn bản ghi {format_number(share.value)}%."
            yield Check("percentage", "warning", message, (first.number_at, second.number_at, share.number_at))


def _sums(body: Body, found: list[Figure]) -> Iterator[Check]:
    """A total and its parts in one sentence. After "gồm" and a colon the parts are all; after "trong đó" they may only not exceed."""
    place = 0
    while place < len(found) - 2:
        total = found[place]
        sentence = body.sentence_at(total.number_at[0])
        limit = sentence.end if sentence else total.end
        parts: list[Figure] = []
        for part in found[place + 1 :]:
            if part.number_at[0] >= limit or part.unit not in (total.unit, None):
                break
            parts.append(part)
        place += 1
        if len(parts) < 2 or total.unit in ("%", None) or any(part.qualifier or part.change for part in [total, *parts]):
            continue
        gap = body.low[total.number_at[1] : parts[0].number_at[0]]
        before = body.low[max(0, total.number_at[0] - 30) : total.number_at[0]]
        all_of = re.search(r"gồm|:|cụ thể", gap) is not None and "trong đó" not in gap
        if not all_of and "trong đó" not in gap:
            continue
        whole = sum(Decimal(part.value) for part in parts)
        wrong = whole != total.value if all_of and (_WHOLE.search(before) or _WHOLE.search(gap) or ":" in gap) else whole > total.value
        if wrong:
            shown = " + ".join(format_number(part.value) for part in parts)
            message = f"Tổng ghi {format_number(total.value)} {total.unit} nhưng các số thành phần {shown} = {format_number(whole)}."
            yield Check("sum", "warning", message, (total.number_at, *(part.number_at for part in parts)))
        place += len(parts)


def _agrees(one: Figure, other: Figure) -> bool:
    low, high = _LOOSE.get(one.qualifier or "", (Decimal(1), Decimal(1)))
    low2, high2 = _LOOSE.get(other.qualifier or "", (Decimal(1), Decimal(1)))
    return Decimal(one.value) * low <= Decimal(other.value) * high2 and Decimal(other.value) * low2 <= Decimal(one.value) * high


def _contradictions(found: list[Figure]) -> Iterator[Check]:
    """One indicator, told in the same words, with two values."""
    first: dict[tuple[str, str], Figure] = {}
    for figure in found:
        if figure.indicator is None:
            continue
        key = figure.indicator, re.sub(r"^(?:tổng )?số ", "", figure.what.lower())
        held = first.setdefault(key, figure)
        if held is not figure and not _agrees(held, figure):
            message = f"“{figure.what}” ghi {format_number(held.value)} ở một chỗ và {format_number(figure.value)} ở chỗ khác."
            yield Check("contradiction", "warning", message, (held.number_at, figure.number_at))


def _dates(body: Body) -> Iterator[Check]:
    for match in _IMPOSSIBLE.finditer(body.low):
        day, month = int(match["day"] or match["d"]), int(match["month"] or match["m"])
        year = int(match["year"] or match["y"] or 2024)
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        last = (_DAYS[month - 1] - (month == 2 and not leap)) if 1 <= month <= 12 else 0
        if not 1 <= day <= last:
            yield Check("date", "error", f"Ngày “{body.text[match.start() : match.end()]}” không có thật.", ((match.start(), match.end()),))
    for span in body.dates:
        if span.kind == "range" and span.first and span.last and span.first > span.last:
            yield Check("date", "error", f"Khoảng thời gian “{span.raw}” kết thúc trước khi bắt đầu.", ((span.start, span.end),))


def checks(body: Body, found: list[Figure]) -> list[Check]:
    """All remarks in reading order."""
    told = [check for figure in found if (check := _implied(figure))]
    told += [*_ratio(body, found), *_sums(body, found), *_contradictions(found), *_dates(body)]
    return sorted(told, key=lambda check: check.spans[0])
