"""Who is told: the bodies and persons of office at the head of a clause."""

import re
from dataclasses import dataclass

from giaoban.core.reading.phrases import one_of, squeeze, table

_HEADS: list[str] = table("instructions")["heads"]
_VERBS: list[str] = table("instructions")["verbs"]
OFTEN = (
    r"(?:định kỳ,?\s+)?(?:(?:trước |vào )?ngày\s+\d{1,2}\s+)?(?:(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)|\d{1,2}\s+tháng(?:\s+(?:một|1)\s+lần|/lần))"
    r"(?:\s+(?:một|1|01)\s+lần)?"
)
_LINKS = rf"(?:{OFTEN},?\s+)?(?:(?:có nhiệm vụ|thì|cần|cần phải|phải|có trách nhiệm|chịu trách nhiệm|nhanh chóng|cũng|sẽ|cùng)\s+)?"
HEAD = re.compile(
    r"(?!báo\s+cáo|đoàn\s+kết|hội\s+(?:nghị|thảo|họp|trường|viên)|bộ\s+(?:phận|luật|tiêu)|phòng(?:,|\s+(?:ngừa|chống|họp|cháy))|các\s+(?:vụ|nhiệm|nội|giải|chỉ|văn|biện|hành|hoạt))"
    rf"(?:{one_of(_HEADS)})(?!\w)"
)
_NO_VERB = (
    r"(?!tổ\s+chức\s+(?:đảng|chính\s+trị|xã\s+hội|đoàn\s+thể|thành\s+viên|cơ\s+sở)|thanh\s+tra\s+(?:tỉnh|huyện|viên|chính\s+phủ)"
    r"|kiểm\s+tra\s+(?:tỉnh|trung\s+ương)|báo\s+cáo\s+(?:số\s+\d|này)|thi\s+hành\s+án\s+dân"
    r"|tiến\s+hành\s+tố\s+tụng|kiểm\s+sát\s+(?:nhân\s+dân|viên|tỉnh|huyện|khu\s+vực|tối\s+cao|hai\s+cấp|các\s+cấp|và\s)|điều\s+tra\s+(?:hai\s+cấp|các\s+cấp|công\s+an))"
)
VERB = re.compile(rf"{_NO_VERB}(?:{one_of(_VERBS)})(?!\w)")
_BEGINS = re.compile(rf",?\s+{_LINKS}{_NO_VERB}(?P<verb>{one_of(_VERBS)})(?!\w)|\s*:\s*|,\s+(?=trong đó)")
_NOUN = re.compile(
    r"(?<!\w)(?:(?:ban|tổ|đoàn|ủy ban|cơ quan|viện|phòng|cục|hội đồng|thường trực|cảnh sát|an ninh|văn phòng)\s+(?:chỉ đạo|kiểm tra"
    r"|thanh tra|điều tra|giám sát|tổ chức|thi hành"
    r"|quản lý|tham mưu|theo dõi|vận động)"
    r"|đồng chí\s+(?:lãnh đạo|chủ trì|phụ trách)|(?:(?<!tổ )công tác|việc|quy chế|quá trình|lĩnh vực|(?<!có )nhiệm vụ)\s+[^\W\d_]+(?:\s+[^\W\d_]+)?)$"
)
_PARTS = re.compile(r"\s*[,;]\s+(?:và\s+)?|\s+và\s+|\s+cùng\s+")
_NAMED = re.compile(
    rf"(?:{one_of(head for head in _HEADS if not head.startswith('các') and head not in ('cơ quan', 'đơn vị', 'địa phương'))})(?!\w)"
)
_PERSON = re.compile(r"(?:[Đđ]ồng chí|[ÔôBb](?:ng|à))(?:\s+(?!Bí|Phó|Chủ|Giám|Trưởng|Chánh)[A-ZĐÀ-Ỹ][^\W\d_]*){2,5}(?=,|$)")
_POST = re.compile(r"(?:trưởng|phó|chủ tịch|bí thư|giám đốc|chánh|ủy viên|viện trưởng|chỉ huy trưởng)(?!\w)")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_WITH = re.compile(r"(?<!\w)phối hợp(?: chặt chẽ)?(?: với| cùng)?\s+")
_LEADS = re.compile(r"(?:làm đầu mối|chủ trì|chủ động)(?:,| và)?\s+(?=phối hợp)")
_LEADS_ALONE = re.compile(r"chủ trì,?\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """The bodies told, and where what they are to do begins."""

    names: tuple[str, ...]
    start: int
    action: int


def _names(text: str, start: int, end: int) -> tuple[str, ...]:
    """One name for each body; "các cơ quan, đơn vị, địa phương" stays one."""
    names: list[str] = []
    place = start
    for part in [*_PARTS.finditer(text, start, end), None]:
        stop = part.start() if part else end
        rest = text[part.end() : end] if part else ""
        named = (_NAMED.match(rest.lower()) is not None and rest[:1].isupper()) or rest.lower().startswith(("các ", "ubnd "))
        if part and not named:
            continue
        if name := squeeze(_ASIDE.sub("", text[place:stop])).strip(" ,"):
            names.append(name)
        place = part.end() if part else end
    return tuple(_without_posts(names))


def _without_posts(names: list[str]) -> list[str]:
    """ "đồng chí A, Trưởng Ban B": the post that follows a person is no second body."""
    kept: list[str] = []
    person = False
    for name in names:
        if person and _POST.match(name.lower()):
            continue
        kept.append(_PERSON.match(name)[0] if _PERSON.match(name) else name)  # type: ignore[index]
        person = _PERSON.match(name) is not None
    return kept


def told_at(text: str, low: str, start: int, limit: int) -> Told | None:
    """The bodies named from ``start`` on, when a verb that tells them what to do, or a colon, follows within reach."""
    if not HEAD.match(low, start, limit):
        return None
    for begin in _BEGINS.finditer(low, start, min(limit, start + 260)):
        colon = begin["verb"] is None
        if not colon and text[begin.start("verb")].isupper():
            continue
        if not colon and _NOUN.search(low, start, begin.end()):
            continue
        names = text[start : begin.start()]
        if "." in names or ":" in names or not names.strip() or (colon and len(names) > 160):
            return None
        action = begin.end() if colon else begin.start("verb")
        return Told(_names(text, start, begin.start()), start, action)
    return None


def only_bodies(text: str, low: str, start: int, end: int) -> tuple[str, ...] | None:
    """The bodies of a line that holds nothing else ("1. Công an tỉnh:", "Giao Sở Tư pháp:")."""
    stop = end
    while stop > start and text[stop - 1] in " :.,":
        stop -= 1
    head = HEAD.match(low, start, stop)
    if not head or stop - start > 140 or (VERB.search(low, head.end(), stop) and text[end - 1] != ":"):
        return None
    return _names(text, start, stop)


def co_told(text: str, low: str, start: int, end: int) -> tuple[str, ...]:
    """The bodies after "phối hợp với"."""
    with_ = _WITH.search(low, start, end)
    if not with_ or not HEAD.match(low, with_.end(), end) or not _certain(text, with_):
        return ()
    told = told_at(text, low, with_.end(), end)
    if told:
        return told.names
    stop = re.compile(r"[;.:]|\s+(?:để|trong việc|trong|nhằm|ngay|từ|theo|khi|bảo đảm)\s").search(low, with_.end(), end)
    last = stop.start() if stop else end
    return _names(text, with_.end(), last) if last - with_.end() < 140 else ()


def deed_at(text: str, low: str, action: int, end: int) -> int:
    """Where it begins what is to be done: after "chủ trì, phối hợp với …" when a verb follows, else where the action begins."""
    leads = _LEADS.match(low, action, end)
    with_ = _WITH.match(low, leads.end() if leads else action, end)
    if with_ and HEAD.match(low, with_.end(), end) and _certain(text, with_):
        told = told_at(text, low, with_.end(), end)
        return told.action if told and told.action < end - 12 and low[told.action - 2 : told.action].strip() != ":" else action
    alone = _LEADS_ALONE.match(low, action, end)
    return alone.end() if alone and VERB.match(low, alone.end(), end) else action


def _certain(text: str, with_: re.Match[str]) -> bool:
    """Without "với" only a name in capitals, or "các …", says with whom."""
    return with_[0].rstrip().endswith(("với", "cùng")) or text[with_.end()].isupper() or text.startswith("các ", with_.end())
