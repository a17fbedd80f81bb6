"""Commendations given: what, by whom, to whom."""

import re

from giaoban.core.reading.body import UPPER, Body
from giaoban.core.reading.phrases import squeeze
from giaoban.core.reading.proposals import Award

_KIND = (
    r"(?P<kind>[Bb]ằng khen|[Gg]iấy khen|[Cc]ờ thi đua|(?:[Hh]uân chương(?: (?:Sao vàng|Hồ Chí Minh|Độc lập|Quân công|Lao động"
    r"|Bảo vệ Tổ quốc|Chiến công|Đại đoàn kết dân tộc|Dũng cảm))?|[Hh]uy chương (?:Hữu nghị|Chiến sĩ vẻ vang|Quân kỳ quyết thắng"
    r"|Vì an ninh Tổ quốc))(?: hạng (?:Nhất|Nhì|Ba))?|[Kk]ỷ niệm chương(?: [“\"][^”\"\n]{3,80}[”\"])?|[Tt]hư khen|danh hiệu [“\"][^”\"\n]{3,60}[”\"]"
    r"|[Hh]uy hiệu \d+ năm tuổi Đảng)"
)
_GIVER = rf"(?:[ ]+của[ ]+(?P<giver>(?:đồng chí[ ]+)?[{UPPER}][^\W\d_]*(?:[ ]+(?!cho\b|tặng\b|về\b|vì\b|đối\b|và\b)[^\W\d_]+){{0,9}}))?"
_TO = (
    r"(?:\s+(?:cho|đối với|đến)\s+|[ ]+(?=\d))(?P<to>[^.;:\n]{2,200}?)"
    r"(?=\s+(?:có|vì|đã|do|trong|nhân dịp|tại|với|về (?:thành|việc|những|kết|đã|công)\w*)\s|[.;:…\n]|$)"
)
_GIVEN = re.compile(
    rf"(?<!\w)(?<!việc )(?<!được )(?:trao tặng|tặng thưởng|trao|tặng|khen thưởng)\s+(?:(?P<n>\d+)\s+)?{_KIND}{_GIVER}(?:{_TO})?",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    rf"(?P<to>(?<!\w)(?:\d{{1,6}}|[Cc]ác|[Nn]hiều|[Nn]hững|[Tt]ập thể|[Cc]á nhân|[Đđ]ồng chí|[Ôô]ng|[Bb]à|(?:[Đđ]ại|[Tt]rung|[Tt]hượng"
    rf"|[Tt]hiếu) (?:tướng|tá|úy))\s[^.;:\n]{{2,100}}?)"
    rf"\s+(?:đã\s+|vinh dự\s+)*(?:được\s+(?:(?P<giver>[{UPPER}][^.;:,\n]{{2,70}}?)\s+)?"
    rf"(?:trao tặng|tặng thưởng|trao|tặng|công nhận|nhận)|đón nhận)\s+{_KIND}"
    rf"(?:[ ]+của[ ]+(?P<giver2>[{UPPER}][^.;:,\n]{{2,60}}?)(?=[.,;:\n]|$|\s+(?:vì|do|về|nhân)\s))?"
)
_PRAISED = re.compile(
    r"(?<!\w)(?<!được )(?<!việc )(?:biểu dương,\s+)?khen thưởng\s+(?:đột xuất\s+)?(?:cho\s+)?"
    r"(?P<to>(?:\d{1,4}|các)\s+(?:tập thể|cá nhân|đơn vị|gia đình|hộ|đồng chí)(?:[^.;:\n]{0,80}?))"
    r"(?=\s+(?:có|vì|đã|do|trong|nhân dịp|tại|với|về)\s|[.;:…\n]|$)"
)
_FOR = re.compile(rf"(?:thừa (?:ủy|uỷ) quyền(?: của)?|thay mặt)\s+(?P<giver>[{UPPER}][^,.;:\n]{{2,60}}?),", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?P<giver>(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|HĐND|Ủy ban MTTQ|Công an|Tỉnh ủy|Ban Thường vụ"
    r"|Thủ tướng|Trung ương|Bộ|Ban|Chủ tịch|Trưởng [Bb]an|Giám đốc|Liên đoàn)"
    r"(?:\s+(?!đã\b|quyết\b)[^\W\d_]+){0,6}?)\s+(?:đã\s+|quyết định\s+)?$"
)


def _giver_before(body: Body, start: int) -> tuple[str | None, int]:
    """Who gives, when it is said before the verb, and where the telling begins."""
    sentence = body.sentence_at(start)
    floor = max(sentence.start if sentence else max(0, start - 200), body.text.rfind(";", 0, start))
    empowered = list(_FOR.finditer(body.text, floor, start))
    if empowered:
        return empowered[-1]["giver"], start
    before = _BEFORE.search(body.text, max(0, start - 90), start)
    return (before["giver"], before.start()) if before else (None, start)


def _giver_of_last(body: Body, found: list[Award], start: int) -> str | None:
    """ "… tặng Cờ thi đua cho …; tặng Bằng khen cho …": the giver goes on to the end of the sentence."""
    last, here = found[-1] if found else None, body.sentence_at(start)
    return last.giver if last and here and last.start >= here.start else None


def awards(body: Body) -> list[Award]:
    """Every award the text tells of. The giver said before the verb ("Chủ tịch UBND tỉnh tặng Bằng khen") counts too."""
    found: list[Award] = []
    for match in _GIVEN.finditer(body.text):
        giver, start = match["giver"], match.start()
        if not giver and match["to"]:
            giver, start = _giver_before(body, start)
            giver = giver or _giver_of_last(body, found, start)
        if not giver and not match["to"]:
            continue
        kind = squeeze(match["kind"])
        found.append(
            Award(
                kind[0].upper() + kind[1:],
                squeeze(giver) if giver else None,
                squeeze(match["to"]) if match["to"] else None,
                start,
                match.end(),
            )
        )
    for match in _PRAISED.finditer(body.text):
        giver, start = _giver_before(body, match.start())
        if giver:
            found.append(Award("Khen thưởng", squeeze(giver), squeeze(match["to"]), start, match.end()))
    for match in _RECEIVED.finditer(body.text):
        kind = squeeze(match["kind"])
        giver = match["giver"] or match["giver2"]
        told = squeeze(giver) if giver else None
        found.append(Award(kind[0].upper() + kind[1:], told, squeeze(match["to"]), match.start(), match.end()))
    return sorted(found, key=lambda award: award.start)
