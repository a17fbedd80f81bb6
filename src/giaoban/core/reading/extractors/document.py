"""The head of an official document: issuer, number, place and date, type, subject; and what kind of text it is."""

import re
from datetime import date

from giaoban.core.reading.body import UPPER, Body
from giaoban.core.reading.phrases import one_of, squeeze, table
from giaoban.core.reading.proposals import Document
from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.dates import parse_date
from giaoban.core.words.documents import parse_document_number

_TYPES = {
    "báo cáo": "report",
    "thông báo kết luận": "conclusion",
    "kết luận": "conclusion",
    "chỉ thị": "directive",
    "công điện": "directive",
    "kế hoạch": "plan",
    "chương trình": "plan",
    "chương trình hành động": "plan",
    "phương án": "plan",
    "đề án": "plan",
    "quyết định": "decision",
    "nghị quyết": "decision",
    "công văn": "official_letter",
    "thông báo": "other",
    "tờ trình": "other",
    "hướng dẫn": "other",
    "quy chế": "other",
    "quy định": "other",
    "biên bản": "other",
}
_NUMBER = re.compile(
    r"(?:^|[\t ])số\s*:?\s*(?P<number>\d[^\s\t,;]{2,30}(?:\s?[-–]\s?[A-ZĐ][^\s\t,;]*)?|[….\s]+[-/][A-ZĐ][^\s\t,;]*)", re.IGNORECASE
)
_PLACE_DATE = re.compile(
    rf"(?P<place>[{UPPER}][^\W\d_]*(?:[ .-]{{1,3}}[{UPPER}][^\W\d_]*){{0,4}}),\s*(?P<day>ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+\d{{4}}"
    rf"|ngày\s+\d{{1,2}}/\d{{1,2}}/\d{{4}})"
)
_MOTTO = re.compile(r"cộng hòa xã hội|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam|^[\s*_\-–—=]+$")
_TYPE_LINE = re.compile(rf"(?:{one_of(_TYPES)})(?!\w)")
_LETTER = re.compile(r"(?:v/v|về việc)\s*:?\s*(?P<subject>[^\t\n]{4,300})")
_NOT_SUBJECT = re.compile(
    r"^(?:kính gửi|căn cứ|thực hiện|theo|i[.)-]|1[.)]|phần|điều|ngày|trong)\b|[.:]$|^[\s*_\-–—=]+$|ngày\s+\d{1,2}\s+tháng"
)
_CONCLUDES = re.compile(r"kết luận|ý kiến chỉ đạo")
_NEWS = re.compile(
    r"phát biểu|hội nghị|phóng viên|\bpv\b|đồng chí|quang cảnh|toàn cảnh|tham dự|(?:sáng|chiều|tối)\s+(?:nay"
    r"|ngày|qua|\d)|cho biết|theo đó|diễn ra|tại buổi|cao điểm|buổi lễ|lực lượng chức năng|phiên họp"
)
_LEVEL = re.compile(r"(?:tỉnh|thành phố|huyện|xã|phường|thị xã)\s")
_VOWEL = re.compile(r"[aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")
_LINES = 45


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"\t|\s{3,}", line) if cell.strip()]


def _number(lines: list[str]) -> tuple[int, str] | None:
    """The line of the number at the head and the number itself."""
    for index, line in enumerate(lines[:14]):
        for cell in _cells(line):
            match = _NUMBER.match(cell)
            if match and len(cell) < 60:
                try:
                    return index, parse_document_number(match["number"].rstrip(".")).raw
                except InvalidInput:
                    continue
    return None


def _spoken(name: str) -> str:
    """A name in capitals as it is written in a sentence."""
    low = squeeze(name.lower())
    known: dict[str, str] = {alias: right for right, aliases in table("agencies")["names"].items() for alias in (right.lower(), *aliases)}
    if low in known:
        return known[low]
    for cut in range(len(low.split()) - 1, 1, -1):
        head = " ".join(low.split()[:cut])
        if head in known:
            return f"{known[head]} {' '.join(word.capitalize() for word in low.split()[cut:])}"
    return name if not name.isupper() else _sentence_case(squeeze(name))


def _sentence_case(name: str) -> str:
    """An unknown name in capitals: capitals are kept by abbreviations, by the first word, and by a place after its level."""
    said: list[str] = []
    place = False
    for index, word in enumerate(name.split()):
        low = word.lower()
        short = not _VOWEL.search(low) or word in ("UBND", "MTTQ", "HĐND", "CAND")
        opens = index == 0 or low in ("ủy", "việt", "nam") or said[-1:] == ["Việt"]
        said.append(word if short else word.capitalize() if place or opens else low)
        place = (place or low in ("tỉnh", "huyện", "xã", "phường") or (low == "phố" and said[-2:-1] == ["thành"])) and not short
    return " ".join(said)


def _issuer(lines: list[str], number_line: int) -> str | None:
    """What stands above the number, in the left column; a board of the Party is named with its committee."""
    above = []
    for line in lines[:number_line]:
        cells = [cell for cell in _cells(line) if not _MOTTO.search(cell.lower()) and not _PLACE_DATE.search(cell)]
        if cells and cells[0].isupper():
            above.append(cells[0].strip("* -"))
    if not above:
        return None
    if len(above) > 1 and _LEVEL.match(above[-1].lower()):
        return _spoken(squeeze(f"{above[-2]} {above[-1]}"))
    whole = squeeze(f"{above[-1]} {above[-2]}") if len(above) > 1 else above[-1]
    known = _spoken(whole)
    return known if len(above) > 1 and known.lower().startswith(squeeze(above[-1]).lower()) and "ỦY" in above[-2] else _spoken(above[-1])


def _type(lines: list[str]) -> tuple[int, str] | None:
    for index, line in enumerate(lines[:_LINES]):
        cell = line.strip(" *")
        match = _TYPE_LINE.match(cell.lower())
        if match and (cell.isupper() or (len(cell) == match.end() and cell[0].isupper())) and len(cell) < 120:
            return index, squeeze(match[0])
    return None


def _subject(lines: list[str], after: int) -> str | None:
    told: list[str] = []
    caps = False
    for line in lines[after + 1 : after + 6]:
        cell = line.strip(" *")
        if cell.startswith("CỦA ") and not told:
            continue
        if not cell or "\t" in cell or _NOT_SUBJECT.search(cell.lower()) or len(cell) > 300 or (told and cell.isupper() and not caps):
            break
        caps = cell.isupper()
        told.append(cell)
    return re.sub(r"^(?:v/v|về việc)\s*:?\s+", "", squeeze(" ".join(told)), flags=re.IGNORECASE) or None


def _dated(head: str) -> tuple[str | None, date | None]:
    match = _PLACE_DATE.search(head)
    if not match:
        return None, None
    try:
        return squeeze(match["place"]), parse_date(squeeze(match["day"]))
    except InvalidInput:
        return squeeze(match["place"]), None


def document(body: Body) -> Document | None:
    """The document that the text is; None when it has no number, or no type with a place and date, at its head."""
    lines = [body.text[p.start : p.end] for p in body.paragraphs[:_LINES]]
    number = _number(lines)
    head = "\n".join(lines)
    place, day = _dated(head[:1500])
    named = _type(lines)
    motto = any(_MOTTO.search(cell.lower()) and len(cell) > 10 for line in lines[:8] for cell in _cells(line))
    if not number and not (named and (day or motto)):
        return None
    type_word = named[1] if named else None
    subject = _subject(lines, named[0]) if named else None
    if type_word is None and number:
        letter = next((match for line in lines[:16] for cell in _cells(line) if (match := _LETTER.match(cell.lower()))), None)
        type_word = parse_document_number(number[1]).type_word
        subject = next(
            (cell[letter.start("subject") :] for line in lines[:16] for cell in _cells(line) if letter and cell.lower() == letter.string),
            None,
        )
    if not number and named is None:
        return None
    line = number[0] if number else (named[0] if named else 0)
    signer = next((said.strip(" *")[4:] for said in lines[named[0] + 1 : named[0] + 2] if said.startswith("CỦA ")), None) if named else None
    return Document(number[1] if number else None, type_word, _spoken(signer) if signer else _issuer(lines, line), day, place, subject)


def doc_kind(body: Body, own: Document | None) -> str:
    """By the type of the document; without a head, a report by its title or news by how it tells."""
    if own and own.type:
        concludes = own.type == "thông báo" and _CONCLUDES.search((own.subject or "").lower())
        return "conclusion" if concludes else _TYPES.get(own.type, "other")
    lines = [body.text[p.start : p.end] for p in body.paragraphs[:6]]
    title = _type(lines)
    if title and len(lines) > 1:
        return _TYPES[title[1]]
    told = set(_NEWS.findall(body.low[:6000]))
    return "news" if len(told) >= 2 and len(body.text) > 250 else "other"
