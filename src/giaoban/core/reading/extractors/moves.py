"""How figures moved: each change is given to the figure it belongs to."""

import re
from dataclasses import replace

from giaoban.core.reading.body import Body, Sentence
from giaoban.core.reading.phrases import squeeze
from giaoban.core.reading.proposals import Change, Figure, Place

from .comparisons import base_after, base_near, move_before, share_of_before, times_in
from .counted import Counted, figure_of

_ABOUT = re.compile(r"\s+(?:về\s+)?(?:số\s+)(?P<unit>lượt|vụ việc|vụ án|vụ|bị can|bị cáo|người|đơn|đối tượng|đoàn)(?!\w)")
_ONE_BREATH = re.compile(r"\s*[^\W\d_]+(?:\s+[^\W\d_]+){0,3}?(?:\s+với|\s*/)\s*(?:trên\s+|hơn\s+|gần\s+)?")
_GOES_WITH = re.compile(r"(?:\s+[^\W\d_]+){1,3}?(?:,|\s+và)\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
_AGAIN = re.compile(
    r"(?:\s*[^\W\d_]+){0,3}(?:\s*\(\s*(?:tăng|giảm|tương đương|bằng|tương ứng|[+])?\s*|,?\s+(?:tương đương|tương ứng|tức)(?: với| là| giảm| tăng)*\s+)"
)
_NAMED = re.compile(
    r"(?<!\w)số\s+(?P<unit>lượt|vụ việc|vụ án|vụ|bị can|bị cáo|người|đơn|đối tượng|đoàn|cuộc|việc)(?:\s+[^\W\d_]+){0,4}?\s+$"
)
_SO = r"(?:so\s+(?:với\s+)?[^,;:()]{4,45}?,?\s+)?"
_HEAD = re.compile(rf"\s*(?:(?:nhưng|và|cùng|cũng|đều)\s+)?{_SO}(?:số\s+[^\W\d_]+(?:\s+[^\W\d_]+){{0,3}}\s+)?")
_NEXT = re.compile(r"(?:\s+[^\W\d_]+){0,4}?(?:\s*\([^()]*\))?\s*,?\s*(?:(?:và|nhưng|còn)\s+)?(?:số\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3}\s+)?")
_KIND = re.compile(r"\s+(?P<kind>[^\W\d_]+(?:\s+[^\W\d_]+)?)")
_PLAN = re.compile(r"\s*(?:so với\s+)?(?:kế hoạch|chỉ tiêu|dự toán)")
_REACHES = re.compile(r"\s*,?\s+(?:và\s+)?(?:đạt|còn|lên|xuống)(?:\s+(?:còn|đến|tới|mức|tỷ lệ|trên|gần|hơn|khoảng))*\s+")
_IN_TURN = re.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)")
_ALSO = re.compile(r"\s*[,;]\s+(?:và\s+)?|\s+và\s+")
_PETITIONS = re.compile(r",\s+(?:khiếu nại|tố cáo|kiến nghị|phản ánh|tố giác|tin báo)(?!\w)")
_LINK = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")


def _moved(body: Body, sentence: Sentence, found: list[Figure], item: Counted, way: str, at: int) -> None:
    """Give the change to the figure it belongs to: the last with the same counting word, else the last; alone it stands for itself."""
    base = base_near(body.text, sentence.start, item.span.end, sentence.end)
    change = Change(
        way,
        item.span.value if item.span.value > 0 else -item.span.value,
        "%" if item.span.percent else "absolute",
        base[0] if base else None,
    )
    end = max(item.unit_end, base[1] if base and base[1] - item.span.end < 90 else 0)
    mine = _waiting(sentence, found)
    mine = [index for index in mine if not _aside(body, sentence.start, found[index].number_at, at)] or mine
    about = _ABOUT.match(body.low, item.span.end, sentence.end)
    about = about or _NAMED.search(body.low, max(sentence.start, at - 45), at)
    unit = squeeze(about["unit"]) if about else item.unit
    same = [index for index in mine if found[index].unit == unit and unit != "%"]
    near = bool(same) and _follows(body, sentence, found, at)
    same = _of_kind(body, found, same, item)
    if not same and (item.span.percent or not item.unit):
        same = _heads(body, found, mine)
    known = [index for index, figure in enumerate(found) if figure.start >= sentence.start]
    end += body.text[end : end + 1] == ")" and "(" in body.text[at - 1 : end]
    if same and (near or _belongs(body, found[same[-1]].end, at)):
        found[same[-1]] = replace(found[same[-1]], end=max(end, found[same[-1]].end), change=change, change_at=(at, item.span.end))
    elif (item.unit or item.span.percent) and not (
        known and found[known[-1]].change and at - found[known[-1]].end < 40 and body.low[at - 1] in "( "
    ):
        lone = figure_of(item, lone=True)
        found.append(replace(lone, start=at, end=max(end, lone.end), change=change, change_at=(at, item.span.end)))


def _heads(body: Body, found: list[Figure], mine: list[int]) -> list[int]:
    """Of two figures told in one breath ("1.688 lượt với 2.034 người", "45 vụ/72 bị can") the first is the one that moved."""
    while len(mine) > 1 and mine[-1] - mine[-2] == 1:
        before, last = found[mine[-2]], found[mine[-1]]
        if not _ONE_BREATH.fullmatch(body.low, before.number_at[1], last.number_at[0]) or last.unit == "%":
            break
        mine = mine[:-1]
    if len(mine) > 1 and found[mine[-1]].unit == "%" and _PLAN.match(body.low, found[mine[-1]].number_at[1]):
        mine = mine[:-1]
    return mine


def _waiting(sentence: Sentence, found: list[Figure]) -> list[int]:
    """The figures of the sentence whose movement is not yet told."""
    return [index for index, figure in enumerate(found) if figure.start >= sentence.start and figure.change is None]


def _follows(body: Body, sentence: Sentence, found: list[Figure], at: int) -> bool:
    """Whether a clause or a bracket begins with the change, or another change stands just before it: then the counting word alone
    says of which figure it is told."""
    last = max((figure.change_at[1] for figure in found if figure.change_at and figure.start >= sentence.start), default=0)
    if last and _NEXT.fullmatch(body.low, last, at):
        return True
    begin = max(body.low.rfind(sign, sentence.start, at) for sign in ";(")
    return begin >= 0 and _HEAD.fullmatch(body.low, begin + 1, at) is not None


def _of_kind(body: Body, found: list[Figure], same: list[int], item: Counted) -> list[int]:
    """ "giảm 2 người chết": of several figures with one counting word those told in the same words."""
    kind = _KIND.match(body.low, item.unit_end) if len(same) > 1 else None
    if kind is None:
        return same
    after = [index for index in same if _tells_kind(body.low[found[index].number_at[1] : found[index].end], kind["kind"])]
    if after:
        return after
    before = [body.low[max(0, found[index].number_at[0] - 20) : found[index].number_at[0]] for index in same]
    told = [words[max(words.rfind(sign) for sign in ",;0123456789") + 1 :] for words in before]
    return [index for index, words in zip(same, told, strict=True) if _tells_kind(words, kind["kind"])] or same


def _tells_kind(words: str, kind: str) -> bool:
    return kind in words or kind.split(maxsplit=1)[0] in words.split()


def alone(figure: Figure) -> bool:
    """Whether the figure is nothing but a change that found no figure to stand with."""
    return figure.change is not None and figure.change_at is not None and figure.change_at[1] == figure.number_at[1]


def reached(body: Body, found: list[Figure], item: Counted) -> Figure | None:
    """ "tăng 7,2%, đạt 95,4%": the change told just before the number it led to."""
    last = found[-1] if found and alone(found[-1]) else None
    if last is None or last.change is None or not _REACHES.fullmatch(body.low, last.end, item.span.start):
        return None
    if last.change.unit == "absolute" and last.unit != item.unit:
        return None
    return None if item.span.percent and _PLAN.match(body.low, item.span.end) else last


def in_turn(body: Body, sentence: Sentence, found: list[Figure], items: list[Counted]) -> int:
    """ "tăng lần lượt 5,3%, 4,1% và 2,9%": shares told in a row are given to as many figures before, in their order. How many were read."""
    start = items[0].span.start
    move = move_before(body.low, sentence.start, start)
    if move is None or not _IN_TURN.search(body.low, max(sentence.start, move.start - 12), start):
        return 0
    row = items[:1]
    for item in items[1:]:
        if not _ALSO.fullmatch(body.low, row[-1].span.end, item.span.start):
            break
        row.append(item)
    if len(row) < 2 or not row[-1].span.percent:
        return 0
    mine = [index for index in _waiting(sentence, found) if found[index].unit != "%"] or _waiting(sentence, found)
    if len(mine) < len(row):
        return 0
    base = base_near(body.text, sentence.start, row[-1].span.end, sentence.end)
    for index, item in zip(mine[-len(row) :], row, strict=True):
        change = Change(move.way, item.span.value, "%", base[0] if base else None)
        found[index] = replace(found[index], change=change, change_at=(item.span.start, item.span.end))
    return len(row)


def _goes_with(body: Body, sentence: Sentence, found: list[Figure], item: Counted) -> str | None:
    """ "tăng 9 vụ, 14 đối tượng": the way of the change before goes on for an earlier figure with the same counting word."""
    mine = [figure for figure in found if figure.start >= sentence.start]
    last = max((figure for figure in mine if figure.change_at), key=lambda figure: figure.change_at or (0, 0), default=None)
    about = _ABOUT.match(body.low, item.span.end, sentence.end) if item.span.percent else None
    unit = squeeze(about["unit"]) if about else item.unit
    kind = "%" if about else "absolute"
    if last is None or last.change is None or last.change_at is None or last.change.unit != kind or unit is None:
        return None
    waits = any(figure.unit == unit and figure.change is None and figure.end <= last.change_at[0] for figure in mine)
    near = _GOES_WITH.fullmatch(body.low, last.change_at[1], item.start)
    return last.change.direction if waits and near else None


def _told_twice(body: Body, found: list[Figure], item: Counted) -> int | None:
    """ "tăng 12 vụ (8,5%)", "giảm 7,7% (18 vụ)": the same change said another way; which figure it is told of."""
    for index in range(len(found) - 1, max(-1, len(found) - 7), -1):
        figure = found[index]
        if figure.change_at and _AGAIN.fullmatch(body.low, figure.change_at[1], item.start):
            return index
    return None


def _signed(body: Body, item: Counted) -> str | None:
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
    between = _PETITIONS.sub("", _BRACKETS.sub("", body.low[min(end, at) : at]))
    return len(between) < 90 and (";" not in between) and len(_LINK.findall(between)) <= 3


def changes(body: Body, sentence: Sentence, found: list[Figure], item: Counted) -> bool:
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


def multiplied(body: Body, sentence: Sentence, found: list[Figure]) -> list[Figure]:
    """Give "tăng gấp đôi" to the figure before it."""
    for start, end, change in times_in(body.low, sentence.start, sentence.end):
        mine = [index for index, figure in enumerate(found) if figure.end <= start + 1 and figure.change is None]
        if mine and _belongs(body, found[mine[-1]].end, start):
            base = base_after(body.text, end, sentence.end) or base_near(body.text, sentence.start, end, sentence.end)
            told = max(end, base[1] if base and base[1] - end < 90 else 0)
            found[mine[-1]] = replace(
                found[mine[-1]], end=told, change=replace(change, base=base[0] if base else None), change_at=(start, end)
            )
    return found
