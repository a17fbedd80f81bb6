"""Commendations given: what, by whom, to whom."""

import re

from giaoban.core.reading.body import UPPER, Body
from giaoban.core.reading.phrases import squeeze
from giaoban.core.reading.proposals import Award

_KIND = (
    r"(?P<kind>[Bb]ằng khen|[Gg]iấy khen|[Cc]ờ thi đua|Huân chương(?: [A-ZĐ][^\W\d_]+(?: [^\W\d_]+){0,3}?)?(?: hạng (?:Nhất"
    r"|Nhì|Ba|nhất|nhì|ba))?"
    r"|[Kk]ỷ niệm chương|[Tt]hư khen|danh hiệu [“\"][^”\"\n]{3,60}[”\"])"
)
_GIVER = rf"(?:\s+của\s+(?P<giver>(?:đồng chí\s+)?[{UPPER}][^\W\d_]*(?:\s+(?!cho\b|tặng\b|về\b|vì\b|đối\b|và\b)[^\W\d_]+){{0,9}}))?"
_TO = (
    r"\s+(?:cho|đối với|đến)\s+(?P<to>[^.;:\n]{2,200}?)"
    r"(?=\s+(?:có|vì|đã|do|trong|nhân dịp|tại|với|về)\s|[.;:…\n]|$)"
)
_GIVEN = re.compile(rf"(?<!\w)(?:trao tặng|tặng thưởng|trao|tặng|khen thưởng)\s+(?:(?P<n>\d+)\s+)?{_KIND}{_GIVER}(?:{_TO})?", re.IGNORECASE)
_RECEIVED = re.compile(
    rf"(?P<to>(?<!\w)(?:\d{{1,6}}|các|nhiều|những|[Tt]ập thể)\s[^.;:\n]{{2,100}}?)"
    rf"\s+(?:đã\s+|vinh dự\s+)?được\s+(?P<giver>[{UPPER}][^.;:,\n]{{2,70}}?)"
    rf"\s+(?:trao tặng|tặng thưởng|trao|tặng)\s+{_KIND}"
)
_BEFORE = re.compile(
    r"(?P<giver>(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|HĐND|Ủy ban MTTQ|Công an|Tỉnh ủy|Ban Thường vụ"
    r"|Thủ tướng|Bộ|Ban|Chủ tịch|Trưởng [Bb]an|Giám đốc|Liên đoàn)"
    r"(?:\s+(?!đã\b|quyết\b)[^\W\d_]+){0,6}?)\s+(?:đã\s+|quyết định\s+)?$"
)


def awards(body: Body) -> list[Award]:
    """Every award the text tells of. The giver said before the verb ("Chủ tịch UBND tỉnh tặng Bằng khen") counts too."""
    found = []
    for match in _GIVEN.finditer(body.text):
        giver, start = match["giver"], match.start()
        if not giver and match["to"]:
            before = _BEFORE.search(body.text, max(0, start - 90), start)
            giver, start = (before["giver"], before.start()) if before else (None, start)
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
    for match in _RECEIVED.finditer(body.text):
        kind = squeeze(match["kind"])
        found.append(Award(kind[0].upper() + kind[1:], squeeze(match["giver"]), squeeze(match["to"]), match.start(), match.end()))
    return sorted(found, key=lambda award: award.start)
