"""Doubts and deductions: what the figures of a text imply, and where they do not fit one another."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from giaoban.core.reading.body import Body
from giaoban.core.reading.phrases import squeeze
from giaoban.core.reading.proposals import Check, Figure, Place
from giaoban.core.words.dates import format_date, weekday
from giaoban.core.words.numbers import find_numbers, format_number

from .comparisons import is_base

_WHOLE = re.compile(r"(?<!\w)(?:tổng(?: số| cộng)?|gồm|bao gồm|cụ thể|trong đó)(?!\w)")
_TOTAL_ROW = re.compile(r"\W*(?:\d+\W+)?(?:tổng cộng|tổng số|tổng|cộng|toàn tỉnh)\s*\t")
_IMPOSSIBLE = re.compile(
    r"(?<![\d/.])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?![\d/])"
    r"|ngày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?: năm (?P<y>\d{4}))?"
)
_PART_TOLD = re.compile(r"(?<!\w)(?:trong đó|riêng|gồm|yêu cầu|hủy bỏ|phấn đấu|năm 20\d\d là)(?!\w)")
_IN_BRACKETS = re.compile(r"(?:\s*[^\W\d_]+){0,3}\s*\(\s*(?:tăng|giảm|tương đương|bằng|[-+−])?\s*(?P<share>\d{1,4}(?:,\d{1,3})?)\s*%")
_DAYS_OF_WEEK = {
    "thứ hai": 0, "thứ ba": 1, "thứ tư": 2, "thứ năm": 3, "thứ sáu": 4, "thứ bảy": 5, "chủ nhật": 6,
    "thứ 2": 0, "thứ 3": 1, "thứ 4": 2, "thứ 5": 3, "thứ 6": 4, "thứ 7": 5,
}  # fmt: skip
_WEEKDAY = r"(?<!\w)(?P<day>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)(?!\w)"
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY}\s*,?\s*\(?\s*(?:ngày\s+)?$")
_WEEKDAY_AFTER = re.compile(rf"\s*[,(]\s*{_WEEKDAY}")
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
            if len(parts) > 1 and _sign_between(body, parts[-1], part) != _sign_between(body, parts[0], parts[1]):
                break
            parts.append(part)
        place += 1
        if len(parts) < 2 or total.unit in ("%", None) or any(part.qualifier or part.change for part in [total, *parts]):
            continue
        gap = body.low[total.number_at[1] : parts[0].number_at[0]]
        if is_base(body.low, total.number_at[1], parts[0].number_at[0]):
            continue
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


def _sign_between(body: Body, one: Figure, other: Figure) -> str:
    """ ";" where two parts of a list stand so apart, else ",": the list ends where the sign becomes the stronger one."""
    return ";" if ";" in body.text[one.number_at[1] : other.number_at[0]] else ","


def _table_sums(body: Body, found: list[Figure]) -> Iterator[Check]:
    """The row "Tổng cộng" at the foot of a table against the numbers above it."""
    columns: dict[int, list[Figure]] = {}
    line = -1
    for figure in found:
        row = body.row_at(figure.number_at[0])
        if row is None:
            continue
        if line >= 0 and row.index - line > 1:
            columns = {}
        line = row.index
        column = body.text.count("\t", row.start, figure.number_at[0])
        above = columns.setdefault(column, [])
        if not _TOTAL_ROW.match(body.low, row.start, row.end):
            above.append(figure)
            continue
        whole = sum(Decimal(part.value) for part in above)
        if len(above) > 1 and figure.unit != "%" and whole != figure.value:
            shown = " + ".join(format_number(part.value) for part in above)
            message = f"Tổng ghi {format_number(figure.value)} nhưng các số trong cột {shown} = {format_number(whole)}."
            yield Check("sum", "warning", message, (figure.number_at, *(part.number_at for part in above)))
        columns[column] = []


def _agrees(one: Figure, other: Figure) -> bool:
    low, high = _LOOSE.get(one.qualifier or "", (Decimal(1), Decimal(1)))
    low2, high2 = _LOOSE.get(other.qualifier or "", (Decimal(1), Decimal(1)))
    return Decimal(one.value) * low <= Decimal(other.value) * high2 and Decimal(other.value) * low2 <= Decimal(one.value) * high


def _share(found: Decimal, now: Decimal, then: Decimal) -> Decimal | None:
    """The real change in per cent, when the one told is not it."""
    real = abs(now - then) * 100 / then if then else None
    return real if real is not None and abs(real - abs(found)) > max(Decimal("0.15"), abs(found) / 50) else None


def _changes(body: Body, found: list[Figure]) -> Iterator[Check]:
    """A change told in per cent where the number before, or the change in numbers, stands beside it."""
    for index, figure in enumerate(found):
        change, at = figure.change, figure.change_at
        if change is None or at is None or figure.qualifier:
            continue
        now = Decimal(figure.value)
        if change.unit == "absolute":
            again = _IN_BRACKETS.match(body.low, at[1])
            then = now - change.value if change.direction == "tăng" else now + change.value
            told = Decimal(again["share"].replace(",", ".")) if again else None
            place = (again.start("share"), again.end()) if again else at
        else:
            beside = next((other for other in found[index + 1 : index + 4] if _tells_before(body, figure, other, at)), None)
            if beside is None:
                continue
            then, told, place = Decimal(beside.value), Decimal(change.value), beside.number_at
            if then != now and (now > then) != (change.direction == "tăng"):
                message = f"{format_number(figure.value)} so với {format_number(beside.value)} không phải là {change.direction}."
                yield Check("contradiction", "warning", message, (figure.number_at, at, place))
                continue
        real = _share(told, now, then) if told is not None and then > 0 else None
        if real is not None and told is not None:
            said = f"{format_number(figure.value)} so với {_shown(then)}"
            message = f"{said} là {change.direction} {format_number(real, 1)}%, văn bản ghi {format_number(abs(told))}%."
            yield Check("percentage", "warning", message, (figure.number_at, at, place))


def _tells_before(body: Body, figure: Figure, other: Figure, change_at: Place) -> bool:
    """Whether ``other`` is the number of the period before: in the same row of a table, or named so in the sentence."""
    first, last = figure.number_at[1], other.number_at[0]
    if other.unit != figure.unit or other.change or "\n" in body.text[first:last]:
        return False
    in_row = "\t" in body.text[first:last] and other.number_at[1] < change_at[0] and "(" in other.what
    return in_row or (last - first < 160 and is_base(body.low, first, last))


def _from_to(body: Body, found: list[Figure]) -> Iterator[Check]:
    """ "tăng từ 120 xuống còn 98": the words and the numbers tell different ways."""
    for figure in found:
        if figure.change is None or figure.change_at is None or not (figure.change.base or "").startswith("từ "):
            continue
        before = next(find_numbers(body.text[slice(*figure.change_at)]), None)
        if before and before.value != figure.value and (figure.value > before.value) != (figure.change.direction == "tăng"):
            message = f"Từ {format_number(before.value)} đến {format_number(figure.value)} không phải là {figure.change.direction}."
            yield Check("contradiction", "warning", message, (figure.change_at, figure.number_at))


def _weekdays(body: Body) -> Iterator[Check]:
    for span in body.dates:
        if span.kind not in ("date", "deadline") or span.value is None or not re.search(r"\d{4}", span.raw):
            continue
        said = _WEEKDAY_BEFORE.search(body.low, max(0, span.start - 22), span.start) or _WEEKDAY_AFTER.match(body.low, span.end)
        if said and _DAYS_OF_WEEK[squeeze(said["day"])] != span.value.weekday():
            place = (min(said.start("day"), span.start), max(said.end("day"), span.end))
            message = f"{format_date(span.value)} là {weekday(span.value)}, văn bản ghi {squeeze(said['day'])}."
            yield Check("date", "warning", message, (place,))


def _contradictions(body: Body, found: list[Figure]) -> Iterator[Check]:
    """One indicator, told in the same words, with two values."""
    first: dict[tuple[str, str], Figure] = {}
    for figure in found:
        if figure.indicator is None:
            continue
        sentence = body.sentence_at(figure.number_at[0])
        if sentence is None or _PART_TOLD.search(body.low, sentence.start, figure.number_at[0]):
            continue
        key = figure.indicator, re.sub(r"^(?:tổng )?số ", "", figure.what.lower())
        held = first.setdefault(key, figure)
        if held is not figure and body.sentence_at(held.number_at[0]) is not sentence and not _agrees(held, figure):
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
    told += [*_ratio(body, found), *_sums(body, found), *_table_sums(body, found), *_changes(body, found), *_from_to(body, found)]
    told += [*_contradictions(body, found), *_dates(body), *_weekdays(body)]
    return sorted(told, key=lambda check: check.spans[0])
