"""Persons named with their posts. A name is believed when a post stands by it, or a word that introduces a person."""

import re
from collections.abc import Iterator

from giaoban.core.reading.body import LOWER, UPPER, Body, Paragraph
from giaoban.core.reading.phrases import one_of, squeeze, table
from giaoban.core.reading.proposals import Person
from giaoban.core.words.names import is_person_name, title_case_name
from giaoban.core.words.text import normalise_tone

_SMALL = frozenset(table("posts")["small"])
_PLACES = frozenset(table("posts")["places"])
_HEAD = rf"(?:{one_of(table('posts')['heads'])})(?!\w)"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAPITAL = rf"(?:[HYKR]['’])?[{UPPER}][{LOWER}]*(?:['’-][^\W\d_]+)?"
_RUN = re.compile(rf"(?<![\w'’]){_CAPITAL}(?: {_CAPITAL}){{1,6}}(?!\w)")
_HEAD_AT = re.compile(_HEAD)
_LEAD = re.compile(
    r"(?<!\w)(?:(?P<comrade>đồng chí|đ/c)|ông|bà|anh|chị|tôi là|tên tôi là|họ và tên\s*:"
    r"|họ tên\s*:|luật sư|thượng tọa|hòa thượng|linh mục|mục sư|đại đức|ni sư|bị can|bị cáo|đối tượng|nghi phạm|cháu|cụ|em|bác sĩ"
    r"|nhà báo|phóng viên|tiến sĩ|thạc sĩ|nghệ nhân|nhà giáo|kỹ sư)[ ]+$"
)
_BETWEEN = re.compile(
    r"\s*[,–-]\s*|\s*\(\s*|\s*;\s*(?=phó|bí|chủ|trưởng|ủy)|,?\s+(?:kiêm|đồng thời là|là|và)\s+|\s*:\s*(?=bí thư"
    r"|phó bí|chủ tịch|phó chủ|giám đốc)"
)
_JOINS = re.compile(r"(?:,\s+(?:và\s+)?|\s+(?:và|kiêm|đồng thời là)\s+)$")
_ALL = re.compile(r"(?<!\w)(?:các\s+(?:đồng chí|đ/c|ông|bà|ông, bà)|gồm)\s*:?\s+")
_HOLDERS = re.compile(r"(?<!\w)(?:các\s+(?:(?:đồng chí|đ/c|ông|bà|ông, bà)\s*:?\s+)?|gồm\s*:?\s+)")
_RANK = re.compile(r"(?:(?:đại|trung|thượng|thiếu)\s+(?:tướng|tá|úy)|tiến sĩ|ts\.|thạc sĩ|ths\.|luật sư)\s+")
_COLUMNS = re.compile(r"\t|\s{3,}")
_LOOSE = re.compile(r"\s+(?:về|của|và|tại|giúp|phụ|công|hợp)$")
_BOARD = re.compile(r"(?<=chỉ đạo) thực hiện quy chế dân chủ(?: ở cơ sở)?(?!\w)")
_MORE = re.compile(r",\s+(?:chống|tiêu cực|lãng phí|an ninh|trật tự|tôn giáo|thể thao|tham nhũng)(?!\w)|\s+(?:và)\s+(?=\S)")


def _named_at(body: Body, start: int, end: int) -> int | None:
    """Where the name that begins here ends: the longest run of capitalised words that is a name and holds no post."""
    words = list(_WORD.finditer(body.text, start, end))[:6]
    while len(words) > 1:
        low = body.low[words[0].start() : words[-1].end()]
        held = any(_HEAD_AT.match(body.low, word.start()) for word in words)
        first = squeeze(body.low[words[0].start() : words[1].end()])
        if not held and first not in _PLACES and is_person_name(body.text[start : words[-1].end()]) and low not in _PLACES:
            return words[-1].end()
        words.pop()
    return None


def _post_at(body: Body, start: int, limit: int) -> int | None:
    """Where the post that begins here ends; None when none begins here. A name that follows is no part of it."""
    head = _HEAD_AT.match(body.low, start, limit)
    if not head:
        return None
    end = head.end()
    while end < limit:
        if board := _BOARD.match(body.low, end, limit):
            end = board.end()
        more = _MORE.match(body.low, end, limit)
        if more and not _HEAD_AT.match(body.low, more.end()) and (more[0].startswith(",") or _goes_on(body, more.end(), limit)):
            end = more.end()
            if more[0].startswith(","):
                continue
        at = end + 1 if body.text[end : end + 1] == " " else end
        word = _WORD.match(body.text, at, limit)
        if not word or (at == end and not more):
            break
        if word[0][0].isupper():
            if (run := _RUN.match(body.text, at, limit)) and _named_at(body, at, run.end()):
                break
        elif body.low[word.start() : word.end()] not in _SMALL:
            break
        end = word.end()
    while end > head.end() and (left := _LOOSE.search(body.low, head.end(), end)):
        end = left.start()
    return end


def _goes_on(body: Body, start: int, limit: int) -> bool:
    """ "Tuyên giáo và Dân vận": after the "và" of one name comes a capital that begins no person."""
    run = _RUN.match(body.text, start, limit)
    return body.text[start].isupper() and not (run and _named_at(body, start, run.end()))


def _posts_after(body: Body, end: int, limit: int) -> Iterator[str]:
    while between := _BETWEEN.match(body.low, end, limit):
        stop = _post_at(body, between.end(), limit)
        if stop is None or _another_follows(body, stop, limit):
            return
        yield squeeze(body.text[between.end() : stop])
        end = stop


def _another_follows(body: Body, end: int, limit: int) -> bool:
    """ "…, Trưởng Ban Nội chính Dương Mạc Kiên": the post is that of the name after it."""
    run = _RUN.match(body.text, end + 1, limit) if body.text[end : end + 1] == " " else None
    return run is not None and _named_at(body, run.start(), run.end()) is not None


def _posts_before(body: Body, floor: int, start: int) -> list[str]:
    """The post that ends right before the name: "Bí thư Tỉnh ủy Đặng Xuân Phong", "đồng chí Chủ tịch UBND tỉnh - …"."""
    for head in _HEAD_AT.finditer(body.low, max(floor, start - 120), start):
        if head.start() and body.text[head.start() - 1].isalnum():
            continue
        stop = _post_at(body, head.start(), start)
        if stop is not None and body.text[stop:start].strip(" -–") == "" and body.text[stop:start]:
            return [*_posts_before_post(body, floor, head.start()), squeeze(body.text[head.start() : stop])]
    return []


def _posts_before_post(body: Body, floor: int, start: int) -> list[str]:
    """ "Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh Đặng Xuân Phong": the posts that lead to the one right before the name. Those that follow
    another name are that person's."""
    joined = _JOINS.search(body.low, max(floor, start - 12), start)
    if not joined:
        return []
    for head in _HEAD_AT.finditer(body.low, max(floor, joined.start() - 120), joined.start()):
        if head.start() and body.text[head.start() - 1].isalnum():
            continue
        if _post_at(body, head.start(), joined.start()) == joined.start():
            led = _JOINS.search(body.low, max(floor, head.start() - 12), head.start())
            if led and any(
                _named_at(body, run.start(), led.start()) for run in _RUN.finditer(body.text, max(floor, led.start() - 40), led.start())
            ):
                return []
            return [*_posts_before_post(body, floor, head.start()), squeeze(body.text[head.start() : joined.start()])]
    return []


def _shared_post(body: Body, floor: int, start: int) -> list[str]:
    """ "các đồng chí Ủy viên Ban Thường vụ: A, …; B, …": the post of all who follow."""
    for lead in _HOLDERS.finditer(body.low, floor, start):
        stop = _post_at(body, lead.end(), start)
        if stop is not None and body.text[stop : stop + 1] == ":":
            return [squeeze(body.text[lead.end() : stop])]
    return []


def _beside(body: Body, floor: int, start: int) -> Iterator[tuple[int, int]]:
    """The names before one in a list that ends in a common post: "các đồng chí A, B, C - Phó Chủ tịch UBND tỉnh"."""
    if not _ALL.search(body.low, floor, start):
        return
    while joined := _JOINS.search(body.low, max(floor, start - 6), start):
        runs = [run for run in _RUN.finditer(body.text, max(floor, joined.start() - 50), joined.start()) if run.end() == joined.start()]
        if not runs or not is_person_name(runs[-1][0]) or _named_at(body, runs[-1].start(), runs[-1].end()) != runs[-1].end():
            return
        start = runs[-1].start()
        yield start, runs[-1].end()


def _mentions(body: Body) -> Iterator[tuple[str, list[str], int, int]]:
    for run in _RUN.finditer(body.text):
        start, stop = run.start(), run.end()
        sentence = body.sentence_at(start)
        floor = sentence.start if sentence else body.low.rfind("\n", 0, start) + 1
        limit = sentence.end if sentence else (body.low.find("\n", start) + 1 or len(body.low) + 1) - 1
        words = list(_WORD.finditer(body.text, start, stop))
        called = len(words) > 2 and words[0][0] in ("Ông", "Bà")
        for place, word in enumerate(words[:-1]):
            if called and place == 0:
                continue
            lead = _LEAD.search(body.low, max(floor, word.start() - 16), word.start())
            if place and not (_WORD.match(body.text, word.start()) and _posts_before(body, floor, word.start())) and not lead:
                continue
            end = _named_at(body, word.start(), stop)
            if end is None and lead and lead["comrade"] and place == 0:
                end = _unknown_surname(body, word.start(), stop)
            if end is None:
                continue
            posts = _posts_before(body, floor, word.start()) + list(_posts_after(body, end, limit))
            if posts:
                for left, right in _beside(body, floor, word.start()):
                    yield body.text[left:right], [*_shared_post(body, floor, left), *posts], left, right
            shared = _shared_post(body, floor, word.start())
            posts = [*shared, *posts]
            if lead or posts:
                yield body.text[word.start() : end], posts, word.start(), end
                break


def _unknown_surname(body: Body, start: int, stop: int) -> int | None:
    """After "đồng chí" a name of two to four capitalised words is believed without a known surname, when it is no post and no body."""
    words = body.text[start:stop].split(" ")
    if not 2 <= len(words) <= 4 or any(word.isupper() for word in words) or _HEAD_AT.match(body.low, start):
        return None
    held = any(_HEAD_AT.match(body.low, match.start()) for match in _WORD.finditer(body.text, start, stop))
    return None if held or body.low[start:stop] in _PLACES else stop


def _last_cell(body: Body, paragraph: Paragraph) -> tuple[int, int]:
    """Where the right column of the line stands."""
    columns = list(_COLUMNS.finditer(body.text, paragraph.start, paragraph.end))
    return (columns[-1].end() if columns else paragraph.start), paragraph.end


def _signed(body: Body) -> Iterator[tuple[str, list[str], int, int]]:
    """The name alone on a line, or in its right column, below a post in capitals, at the end of a document."""
    title: tuple[int, int] | None = None
    for paragraph in body.paragraphs[-16:]:
        start, end = _last_cell(body, paragraph)
        shown = body.text[start:end]
        if shown.isupper() and (head := _HEAD_AT.search(body.low, start, end)):
            title = head.start(), end
            continue
        rank = _RANK.match(body.low, start, end)
        begin = rank.end() if rank else start
        name = body.text[begin:end]
        if (
            title
            and len(name) < 40
            and (is_person_name(name) or (_RUN.fullmatch(name) and not name.isupper()))
            and not _HEAD_AT.match(body.low, begin)
        ):
            post = squeeze(body.low[title[0] : title[1]])
            posts = [post[0].upper() + post[1:]] if len(post) < 60 else []
            yield name, [*posts, *([squeeze(body.text[start:begin])] if rank else [])], begin, end
            title = None


def people(body: Body) -> list[Person]:
    """Every person once, with the posts of all mentions; "… của tỉnh" and "… tỉnh" are one post."""
    order: dict[str, tuple[int, int]] = {}
    posts: dict[str, dict[str, str]] = {}
    for written, said, start, end in sorted([*_mentions(body), *_signed(body)], key=lambda mention: mention[2]):
        name = title_case_name(written)
        order.setdefault(name, (start, end))
        held = posts.setdefault(name, {})
        for post in said:
            held.setdefault(normalise_tone(post).lower().replace(" của ", " "), post)
    return [Person(name, tuple(posts[name].values()), start, end) for name, (start, end) in order.items()]
