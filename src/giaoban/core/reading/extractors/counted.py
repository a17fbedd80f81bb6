"""The numbers of sentences with what their neighbours say of them: qualifier, counting word, what is counted."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from giaoban.core.reading.body import Body, Sentence
from giaoban.core.reading.indicators import indicator_of
from giaoban.core.reading.phrases import one_of, squeeze, table
from giaoban.core.reading.proposals import Figure
from giaoban.core.words.numbers import NumberSpan

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
SUBJECT = re.compile(
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


@cache
def _units() -> tuple[re.Pattern[str], frozenset[str]]:
    words = table("units")
    pattern = rf"\s*(?P<unit>{one_of([*words['official'], *words['general']])})(?!\w)"
    return re.compile(pattern), frozenset(words["official"])


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(table('units')['verbs'])})(?!\w)")


@dataclass(slots=True)
class Counted:
    """A number of a sentence with what its neighbours say of it."""

    span: NumberSpan
    start: int
    qualifier: str | None
    unit: str | None
    unit_end: int
    end: int
    what: str
    said: str
    clause: str
    sentence: str
    known: bool


def _held(body: Body) -> list[tuple[int, int]]:
    """Where dates, periods, cited documents and list marks stand: no figure begins there."""
    held = [(date.start, date.end) for date in body.dates]
    held += [(document.start, document.end) for document in body.documents]
    held += [(p.start, p.body) for p in body.paragraphs if p.mark]
    return sorted(held)


_FEW = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_PERSONS = (
    *("người", "cá nhân", "tổ chức", "trường hợp", "hộ", "dự án", "xã", "phường", "doanh nghiệp", "học sinh", "cơ sở", "đoàn", "công dân"),
    *("nạn nhân", "công trình", "đồng chí", "cháu", "khẩu", "địa phương"),
)


@cache
def _few() -> re.Pattern[str]:
    counted_words = one_of([*table("units")["official"], *_PERSONS])
    before = "".join(
        rf"(?<!{word} )" for word in ("thứ", "hạng", "cấp", "số", "phần", "mười", "mươi", "trăm", "linh", "lẻ", "trong", "phẩy")
    )
    return re.compile(rf"(?<!\w){before}(?P<word>{'|'.join(_FEW)})(?=[ ]+(?:{counted_words})(?!\w))")


def _worded(body: Body) -> list[NumberSpan]:
    """ "hai bị cáo", "ba cá nhân": small numbers in one word, believed only before what is counted."""
    found = []
    for match in _few().finditer(body.low):
        begins = not body.text[max(0, match.start() - 2) : match.start()].strip(' \n“"-') or body.text[match.start() - 2] in ".;:"
        if body.text[match.start()].islower() or begins:
            found.append(NumberSpan(match.start(), match.end(), _FEW[match["word"]], body.text[match.start() : match.end()]))
    return found


def _counts_cases(body: Body, end: int) -> bool:
    """Whether a counting word of official work follows."""
    pattern, official = _units()
    unit = pattern.match(body.low, end)
    return unit is not None and squeeze(unit["unit"]) in official


def free_numbers(body: Body) -> list[NumberSpan]:
    held = _held(body)
    starts = [start for start, _ in held]
    free = []
    for number in sorted([*body.numbers, *_worded(body)], key=lambda span: span.start):
        index = bisect_right(starts, number.start) - 1
        if index >= 0 and number.start < held[index][1]:
            continue
        labelled = not number.percent and _LABEL.search(body.low, max(0, number.start - 14), number.start) is not None
        if labelled and not (_WEAK_LABEL.search(body.low, max(0, number.start - 10), number.start) and _counts_cases(body, number.end)):
            continue
        ranging = _RANGE.match(body.low, number.end)
        if not number.percent and _TIME.match(body.low, number.end) and not (ranging and _counts_cases(body, ranging.end() - 1)):
            continue
        free.append(number)
    return free


_OF_WHAT = re.compile(r"\s+(?:số\s+)?về\s+[^\W\d_]+")
_TOLD_IN_TURN = re.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)")
_OPENS_LIST = re.compile(r"(?:(?<!\w)(?:là|gồm|đạt|có)|:)\s+$")
_LISTED = re.compile(r",\s+|\s+và\s+")


def unit_in_turn(body: Body, sentence: Sentence, items: list["Counted"], index: int) -> None:
    """ "lần lượt 1.120, 2.045 và 415 hội viên": the counting word at the end of the list counts for every number of it."""
    first = items[index].span.start
    if not (_TOLD_IN_TURN.search(body.low, sentence.start, first) or _OPENS_LIST.search(body.low, max(sentence.start, first - 8), first)):
        return
    for place, (item, after) in enumerate(pairwise(items[index:])):
        if not _LISTED.fullmatch(body.low, item.span.end, after.span.start):
            return
        if after.unit:
            items[index : index + place + 1] = [replace(one, unit=after.unit) for one in items[index : index + place + 1]]
            return


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
    match = SUBJECT.search(body.low, max(floor, number - 150), number)
    if match:
        return squeeze(body.text[match.start("subject") : match.end("subject")])
    cut = floor
    for clause in _CLAUSE.finditer(body.low, floor, number):
        cut = clause.end()
    words = squeeze(body.text[cut:number])
    return re.sub(r"(?:\s*\b(?:đạt|là|có|còn|chiếm|bằng|tăng|giảm|trên|gần|hơn|khoảng|từ|lên|đã|được))+$", "", words.rstrip(" (,"))


_CLAUSE_END = re.compile(r"[;.(](?=\s|$|\w)|,(?=\s+[^\d\s])|trong đó|(?<!\w)gồm(?!\w)")


def _around(body: Body, sentence: Sentence, span: NumberSpan, end: int) -> tuple[str, str]:
    """The clause of the number, and all that the sentence says up to its end."""
    far = min(end + 60, sentence.end)
    stop = _CLAUSE_END.search(body.low, end, far)
    last = stop.start() if stop else far
    begin = max(sentence.start, body.low.rfind(";", sentence.start, span.start) + 1, body.low.rfind(". ", sentence.start, span.start) + 1)
    return body.low[begin:last], body.low[sentence.start : last]


def counted(body: Body, sentence: Sentence, span: NumberSpan, after: NumberSpan | None) -> Counted:
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
        if span.percent and (of := _OF_WHAT.match(low, span.end, sentence.end)):
            said = f"{said} {of[0]}"
    else:
        shown = "" if unit in ("lượt", "đồng") else unit
        subject = "" if rest or verb or part else _subject(body, sentence.start, qualifier.start() if qualifier else span.start)
        what = squeeze(f"{subject} {rest}" if subject else f"{verb} {shown} {rest}") or unit
        said = f"{verb} {unit} {rest} {verb} {rest} {subject}" if "lượt" in unit else f"{verb} {unit} {rest} {subject}"
    start = qualifier.start() if qualifier else span.start
    return Counted(
        span,
        start,
        squeeze(qualifier["q"]) if qualifier else None,
        unit,
        unit_end,
        max(end, unit_end),
        what,
        said,
        *_around(body, sentence, span, max(end, unit_end)),
        unit in official,
    )


_SHOWN = {"lượt người": "lượt", "lượt đoàn viên": "lượt", "lượt hội viên": "lượt", "lượt cán bộ": "lượt", "đ": "đồng"}


def _plain_unit(unit: str | None) -> str | None:
    return _SHOWN.get(unit or "", unit)


def whole_indicator(item: Counted) -> str | None:
    """The code of the second number of "33/41 đơn": of all that there was to do."""
    return indicator_of(_plain_unit(item.unit), "tổng số", item.clause, item.sentence)


def figure_of(item: Counted, lone: bool) -> Figure:
    code = None if lone else indicator_of(_plain_unit(item.unit), item.said, item.clause, item.sentence)
    if item.unit == "%" and not (code or lone):
        code = indicator_of("%", item.clause, item.clause, item.sentence)
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
