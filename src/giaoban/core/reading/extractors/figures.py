"""The figures of sentences: value, qualifier, counting word, what is counted, and how it moved."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from giaoban.core.reading.body import Body, Sentence
from giaoban.core.reading.indicators import indicator_of
from giaoban.core.reading.phrases import one_of, squeeze, table
from giaoban.core.reading.proposals import Change, Figure, Place
from giaoban.core.words.numbers import NumberSpan

from .comparisons import base_near, from_before, is_base, leads_up, move_before, share_of_before, times_in
from .tables import table_figures

_QUALIFIER = re.compile(
    r"(?<!\w)(?P<q>trên dưới|trên|hơn|gần|khoảng|ước(?: tính| khoảng)?|xấp xỉ|dưới|ít nhất|tối thiểu|tối đa|không quá|chỉ)(?:\s+đạt)?\s+$"
)
_LABEL = re.compile(
    r"(?<!\w)(?:điều|khoản|(?<!dứt )(?<!địa )điểm|mục|chương|phần|quý|khối|khóa|tổ|khu|khu phố|thôn|xóm|bản|km|quốc lộ|ql"
    r"|tỉnh lộ|đường|ngõ|lớp|phòng|trang|bảng|biểu|mẫu|phụ lục"
    r"|hạng|thứ|phút|bước|nhóm|đội|tiểu khu|ấp|tầng|lúc|(?<!thu )hồi|vòng|bài|câu|hình|(?<!cùng )kỳ|điện thoại|đt|sđt|fax"
    r"|biển số|tài khoản|năm|ngày|tháng|(?<!tổng )(?<!một )số)\s*:?\s*$"
)
_WEAK_LABEL = re.compile(r"(?<!\w)(?:điểm|tổ|đội|nhóm|phòng|lớp|bản|khối|khu|vòng|hình|phần|bài|hạng|kỳ|bước)\s+$")
_RANGE = re.compile(r"\s?[-–]\s?\d[\d.]*\s+")
_TIME = re.compile(
    r"\s*(?:giờ|h(?=\d|\s|$)|phút|giây|tuổi|năm(?! vụ)|tháng|ngày(?! công)|quý|tuần|thế kỷ|°|độ|km/h|lần|-\d)(?!\w)|\s*[-–]\s*\d|°|/\d{4}"
)
_SUBJECT = re.compile(
    r"(?P<subject>(?:tổng số|số|tỷ lệ|tỉ lệ|tổng|giá trị)\s+[^.;:\d\n]{2,110}?)\s*(?:là|:|đạt|có|còn|chiếm"
    r"|bằng|ước|ở mức|khoảng|trên|gần|hơn|,|tăng|giảm|từ|lên|\s)*\s*$"
)
_CLAUSE = re.compile(r"[.;:,(\n]\s+|\s+(?:trong đó|gồm|và)\s+")
_STOP = re.compile(
    r"(?<!\w)(?:tăng|giảm|so với|trong đó|đạt|bằng|chiếm|với|tại|trên|trong|từ|do|bị(?! can| cáo| hại)"
    r"|của|cho|theo|đã|được|là|gồm|để|nhằm|có|vì|khi|đến|và(?= \d)|còn)(?!\w)|[,;.:()\[\]…/\n\t]|\d|–|\s-\s"
)
_GOES_ON = re.compile(
    r",\s+(?:khiếu nại|tố cáo|kiến nghị|phản ánh|tố giác|tin báo|cá nhân|tập thể|tiêu cực|lãng phí|tham nhũng"
    r"|chức vụ|kinh tế|môi trường|ma túy|hộ gia đình)(?!\w)"
)
_PART = re.compile(r"(?<!\w)(?:trong đó|gồm|bao gồm|cụ thể)(?!\w)|:\s")
MOST_NUMBERS = 60  # in one sentence; more is a list of numbers, no prose
_ABOUT = re.compile(r"\s+(?:về\s+)?(?:số\s+)(?P<unit>lượt|vụ việc|vụ án|vụ|bị can|bị cáo|người|đơn|đối tượng|đoàn)(?!\w)")
_ONE_BREATH = re.compile(r"\s*[^\W\d_]+(?:\s+[^\W\d_]+){0,3}?(?:\s+với|\s*/)\s*(?:trên\s+|hơn\s+|gần\s+)?")
_GOES_WITH = re.compile(r"(?:\s+[^\W\d_]+){1,3}?(?:,|\s+và)\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
_AGAIN = re.compile(
    r"(?:\s*[^\W\d_]+){0,3}(?:\s*\(\s*(?:tăng|giảm|tương đương|bằng|tương ứng|[+])?\s*|,?\s+(?:tương đương|tương ứng|tức)(?: với| là| giảm| tăng)*\s+)"
)
_LINK = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")


@cache
def _units() -> tuple[re.Pattern[str], frozenset[str]]:
    words = table("units")
    pattern = rf"\s*(?P<unit>{one_of([*words['official'], *words['general']])})(?!\w)"
    return re.compile(pattern), frozenset(words["official"])


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(table('units')['verbs'])})(?!\w)")


@dataclass(slots=True)
class _Number:
    """A number of a sentence with what its neighbours say of it."""

    span: NumberSpan
    start: int
    qualifier: str | None
    unit: str | None
    unit_end: int
    end: int
    what: str
    said: str
    known: bool


def _held(body: Body) -> list[tuple[int, int]]:
    """Where dates, periods, cited documents and list marks stand: no figure begins there."""
    held = [(date.start, date.end) for date in body.dates]
    held += [(document.start, document.end) for document in body.documents]
    held += [(p.start, p.body) for p in body.paragraphs if p.mark]
    return sorted(held)


def _counts_cases(body: Body, end: int) -> bool:
    """Whether a counting word of official work follows."""
    pattern, official = _units()
    unit = pattern.match(body.low, end)
    return unit is not None and squeeze(unit["unit"]) in official


def _free(body: Body) -> list[NumberSpan]:
    held = _held(body)
    starts = [start for start, _ in held]
    free = []
    for number in body.numbers:
        index = bisect_right(starts, number.start) - 1
        if index >= 0 and number.start < held[index][1]:
            continue
        labelled = _LABEL.search(body.low, max(0, number.start - 14), number.start) is not None
        if labelled and not (_WEAK_LABEL.search(body.low, max(0, number.start - 10), number.start) and _counts_cases(body, number.end)):
            continue
        ranging = _RANGE.match(body.low, number.end)
        if not number.percent and _TIME.match(body.low, number.end) and not (ranging and _counts_cases(body, ranging.end() - 1)):
            continue
        free.append(number)
    return free


def _counted(body: Body, start: int, limit: int) -> int:
    """Where the words end that say what is counted, from the end of the counting word on."""
    end = start
    while True:
        stop = _STOP.search(body.low, end, limit)
        end = stop.start() if stop else limit
        more = _GOES_ON.match(body.low, end, limit)
        if not more or len(body.low[start:end].split()) > 12:
            break
        end = more.end()
    words = list(re.finditer(r"\S+", body.text[start:end]))[:12]
    return start + words[-1].end() if words else start


def _said_before(body: Body, floor: int, number: int) -> re.Match[str] | None:
    """The last verb of the sentence before the number: "khởi tố 05 vụ/12 bị can" says "khởi tố" of both."""
    verbs = list(_verbs().finditer(body.low, floor, number))
    return verbs[-1] if verbs else None


def _subject(body: Body, floor: int, number: int) -> str:
    match = _SUBJECT.search(body.low, max(floor, number - 150), number)
    if match:
        return squeeze(body.text[match.start("subject") : match.end("subject")])
    cut = floor
    for clause in _CLAUSE.finditer(body.low, floor, number):
        cut = clause.end()
    words = squeeze(body.text[cut:number])
    return re.sub(r"(?:\s*\b(?:đạt|là|có|còn|chiếm|bằng|tăng|giảm|trên|gần|hơn|khoảng|từ|lên|đã|được))+$", "", words.rstrip(" (,"))


def _number(body: Body, sentence: Sentence, span: NumberSpan, after: NumberSpan | None) -> _Number:
    low = body.low
    qualifier = _QUALIFIER.search(low, max(sentence.start, span.start - 16), span.start)
    pattern, official = _units()
    unit_match = None if span.percent else pattern.match(low, span.end, sentence.end)
    ratio = after is not None and low[span.end : after.start].strip() in ("/", "-", "–")
    if ratio and after and not unit_match:
        unit_match = pattern.match(low, after.end, sentence.end)
    unit = "%" if span.percent else squeeze(unit_match["unit"]) if unit_match else None
    unit_end = span.end if span.percent or ratio or not unit_match else unit_match.end()
    words_from = unit_match.end() if unit_match else span.end
    end = unit_end if unit is None or span.percent else _counted(body, words_from, sentence.end)
    rest = squeeze(body.text[words_from:end]) if end > words_from else ""
    done = _said_before(body, sentence.start, span.start)
    part = done is not None and _PART.search(low, done.end(), span.start) is not None
    verb = squeeze(done[0]) if done and not part else ""
    if unit == "%" or unit is None:
        what = said = _subject(body, sentence.start, qualifier.start() if qualifier else span.start)
    else:
        shown = "" if unit in ("lượt", "đồng") else unit
        subject = "" if rest or verb or part else _subject(body, sentence.start, qualifier.start() if qualifier else span.start)
        what = squeeze(f"{subject} {rest}" if subject else f"{verb} {shown} {rest}") or unit
        said = f"{verb} {unit} {rest} {verb} {rest} {subject}" if "lượt" in unit else f"{verb} {unit} {rest} {subject}"
    start = qualifier.start() if qualifier else span.start
    return _Number(
        span, start, squeeze(qualifier["q"]) if qualifier else None, unit, unit_end, max(end, unit_end), what, said, unit in official
    )


_SHOWN = {"lượt người": "lượt", "lượt đoàn viên": "lượt", "lượt hội viên": "lượt", "lượt cán bộ": "lượt", "đ": "đồng"}


def _plain_unit(unit: str | None) -> str | None:
    return _SHOWN.get(unit or "", unit)


def _figure(item: _Number, lone: bool) -> Figure:
    code = None if lone else indicator_of(_plain_unit(item.unit), item.said)
    confidence = 0.9 if code else 0.75 if item.unit and item.what and item.known else 0.6 if item.unit else 0.5
    return Figure(
        item.start,
        max(item.end, item.span.end),
        item.span.value,
        item.qualifier,
        _plain_unit(item.unit),
        item.what,
        None,
        code,
        round(confidence - 0.15 * lone, 2),
        (item.span.start, item.span.end),
    )


def _moved(body: Body, sentence: Sentence, found: list[Figure], item: _Number, way: str, at: int) -> None:
    """Give the change to the figure it belongs to: the last with the same counting word, else the last; alone it stands for itself."""
    base = base_near(body.text, sentence.start, item.span.end, sentence.end)
    change = Change(
        way,
        item.span.value if item.span.value > 0 else -item.span.value,
        "%" if item.span.percent else "absolute",
        base[0] if base else None,
    )
    end = max(item.unit_end, base[1] if base and base[1] - item.span.end < 90 else 0)
    mine = [index for index, figure in enumerate(found) if figure.start >= sentence.start and figure.change is None]
    mine = [index for index in mine if not _aside(body, sentence.start, found[index].number_at, at)] or mine
    about = _ABOUT.match(body.low, item.span.end, sentence.end)
    unit = squeeze(about["unit"]) if about else item.unit
    same = [index for index in mine if found[index].unit == unit and unit != "%"]
    if not same and (item.span.percent or not item.unit):
        same = _heads(body, found, mine)
    known = [index for index, figure in enumerate(found) if figure.start >= sentence.start]
    end += body.text[end : end + 1] == ")" and "(" in body.text[at - 1 : end]
    if same and _belongs(body, found[same[-1]].end, at):
        found[same[-1]] = replace(found[same[-1]], end=max(end, found[same[-1]].end), change=change, change_at=(at, item.span.end))
    elif (item.unit or item.span.percent) and not (
        known and found[known[-1]].change and at - found[known[-1]].end < 40 and body.low[at - 1] in "( "
    ):
        lone = _figure(item, lone=True)
        found.append(replace(lone, start=at, end=max(end, lone.end), change=change, change_at=(at, item.span.end)))


def _heads(body: Body, found: list[Figure], mine: list[int]) -> list[int]:
    """Of two figures told in one breath ("1.688 lượt với 2.034 người", "45 vụ/72 bị can") the first is the one that moved."""
    while len(mine) > 1 and mine[-1] - mine[-2] == 1:
        before, last = found[mine[-2]], found[mine[-1]]
        if not _ONE_BREATH.fullmatch(body.low, before.number_at[1], last.number_at[0]) or last.unit == "%":
            break
        mine = mine[:-1]
    return mine


def _goes_with(body: Body, sentence: Sentence, found: list[Figure], item: _Number) -> str | None:
    """ "tăng 9 vụ, 14 đối tượng": the way of the change before goes on for an earlier figure with the same counting word."""
    mine = [figure for figure in found if figure.start >= sentence.start]
    last = max((figure for figure in mine if figure.change_at), key=lambda figure: figure.change_at or (0, 0), default=None)
    if last is None or last.change is None or last.change_at is None or last.change.unit != "absolute" or item.unit is None:
        return None
    waits = any(figure.unit == item.unit and figure.change is None and figure.end <= last.change_at[0] for figure in mine)
    near = _GOES_WITH.fullmatch(body.low, last.change_at[1], item.start)
    return last.change.direction if waits and near else None


def _told_twice(body: Body, found: list[Figure], item: _Number) -> int | None:
    """ "tăng 12 vụ (8,5%)", "giảm 7,7% (18 vụ)": the same change said another way; which figure it is told of."""
    for index in range(len(found) - 1, max(-1, len(found) - 7), -1):
        figure = found[index]
        if figure.change_at and _AGAIN.fullmatch(body.low, figure.change_at[1], item.start):
            return index
    return None


def _signed(body: Body, item: _Number) -> str | None:
    """ "(+5,2%)", "(-12 vụ)": the way told by a sign in brackets."""
    before = body.low[item.span.start - 2 : item.span.start].lstrip()
    if item.span.value < 0 and before.endswith("("):
        return "giảm"
    return "tăng" if before == "(+" else None


def _aside(body: Body, floor: int, number: Place, at: int) -> bool:
    """Whether the number stands in brackets that are closed before ``at``."""
    opened, closed = body.text.rfind("(", floor, number[0]), body.text.rfind(")", floor, number[0])
    return opened > closed and 0 < body.text.find(")", number[1]) < at


def _belongs(body: Body, end: int, at: int) -> bool:
    """A change follows its figure after a comma or a bracket, not after a new subject."""
    between = _BRACKETS.sub("", body.low[min(end, at) : at])
    return len(between) < 90 and (";" not in between) and len(_LINK.findall(between)) <= 3


def _changes(body: Body, sentence: Sentence, found: list[Figure], item: _Number) -> bool:
    """Whether the number tells how a figure moved; then it is given to that figure."""
    start = item.span.start
    twice = _told_twice(body, found, item)
    if twice is not None:
        end = item.unit_end + body.text.startswith(")", item.unit_end)
        found[twice] = replace(found[twice], end=max(found[twice].end, end))
        return True
    if item.span.percent and found and found[-1].change is None and found[-1].start >= sentence.start:
        share = share_of_before(body.text, sentence.start, item.start, item.span.end, sentence.end, item.span.value)
        if share and _belongs(body, found[-1].end, share[0]):
            found[-1] = replace(found[-1], end=item.unit_end, change=share[1], change_at=(share[0], item.span.end))
            return True
    move = move_before(body.low, sentence.start, start)
    sign = None if move else _signed(body, item) or _goes_with(body, sentence, found, item)
    if move or sign:
        _moved(body, sentence, found, item, move.way if move else sign or "", move.start if move else start)
    return bool(move or sign)


def _sentence_figures(body: Body, sentence: Sentence, numbers: list[NumberSpan], official: bool) -> list[Figure]:
    items = [_number(body, sentence, span, numbers[i + 1] if i + 1 < len(numbers) else None) for i, span in enumerate(numbers)]
    found: list[Figure] = []
    skip = False
    for index, item in enumerate(items):
        if skip:
            skip = False
            continue
        start = item.span.start
        after = items[index + 1] if index + 1 < len(items) else None
        rising = from_before(body.low, sentence.start, start)
        gap = Decimal(after.span.value) - Decimal(item.span.value) if rising and after else Decimal(0)
        if rising and after and gap and leads_up(body.low, item.span.end, after.span.start):
            change = Change(rising.way or ("tăng" if gap > 0 else "giảm"), abs(gap), "absolute", f"từ {item.span.raw}")
            figure = _figure(replace(after, unit=after.unit or item.unit, what=item.what or after.what), lone=False)
            found.append(replace(figure, start=rising.start, change=change, change_at=(item.span.start, item.span.end)))
            skip = True
            continue
        if _changes(body, sentence, found, item):
            continue
        if item.unit is None and not _SUBJECT.fullmatch(body.low, max(sentence.start, start - 120), start):
            continue
        figure = _figure(item, lone=is_base(body.low, sentence.start, start))
        if index and body.low[items[index - 1].span.end : start] == "/":
            figure = replace(figure, what=squeeze(f"tổng số {item.unit or ''}"), indicator=None)
        elif not figure.what or (figure.unit == "%" and body.low[figure.start - 1] == "(" and found):
            figure = replace(figure, what=next((other.what for other in reversed(found) if not other.what.startswith("tổng số")), ""))
        if item.known or figure.indicator or official or figure.unit == "đồng":
            found.append(figure)
    return _multiplied(body, sentence, found)


def _multiplied(body: Body, sentence: Sentence, found: list[Figure]) -> list[Figure]:
    """Give "tăng gấp đôi" to the figure before it."""
    for start, end, change in times_in(body.low, sentence.start, sentence.end):
        mine = [index for index, figure in enumerate(found) if figure.end <= start + 1 and figure.change is None]
        if mine and _belongs(body, found[mine[-1]].end, start):
            base = base_near(body.text, sentence.start, end, sentence.end)
            told = max(end, base[1] if base and base[1] - end < 90 else 0)
            found[mine[-1]] = replace(
                found[mine[-1]], end=told, change=replace(change, base=base[0] if base else None), change_at=(start, end)
            )
    return found


def figures(body: Body, official: bool) -> list[Figure]:
    """All figures in reading order. ``official``: the text speaks of the work of the State, so that common things count too."""
    free = _free(body)
    starts = [number.start for number in free]
    found: list[Figure] = []
    for sentence in body.sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if low < high <= low + MOST_NUMBERS:
            told = _sentence_figures(body, sentence, free[low:high], official)
            found += told if official else _plainly(told)
    return sorted([*found, *(table_figures(body) if official else [])], key=lambda figure: (figure.start, figure.end))


def _plainly(found: Iterable[Figure]) -> list[Figure]:
    """In a text of another world only what an indicator or a comparison with a base speaks for."""
    return [
        figure
        for figure in found
        if figure.indicator or (figure.what and figure.change and figure.change.base and "kỳ" in figure.change.base)
    ]
