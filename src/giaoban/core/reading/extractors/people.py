"""Persons named with their posts. A name is believed when a post stands by it, or a word that introduces a person."""

import re
from collections.abc import Iterator
from itertools import pairwise

from giaoban.core.reading.body import LOWER, UPPER, Body
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
    r"|họ tên\s*:|luật sư|thượng tọa|hòa thượng|linh mục)[ ]+$"
)
_BETWEEN = re.compile(
    r"\s*[,–-]\s*|\s*\(\s*|\s*;\s*(?=phó|bí|chủ|trưởng|ủy)|,?\s+(?:kiêm|đồng thời là|là|và)\s+|\s*:\s*(?=bí thư"
    r"|phó bí|chủ tịch|phó chủ|giám đốc)"
)
_LOOSE = re.compile(r"\s+(?:về|của|và|tại|giúp|phụ|công|hợp)$")
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
        elif normalise_tone(word[0]) not in _SMALL:
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
        if stop is None:
            return
        yield squeeze(body.text[between.end() : stop])
        end = stop


def _posts_before(body: Body, floor: int, start: int) -> list[str]:
    """The post that ends right before the name: "Bí thư Tỉnh ủy Đặng Xuân Phong", "đồng chí Chủ tịch UBND tỉnh - …"."""
    for head in _HEAD_AT.finditer(body.low, max(floor, start - 120), start):
        if head.start() and body.text[head.start() - 1].isalnum():
            continue
        stop = _post_at(body, head.start(), start)
        if stop is not None and body.text[stop:start].strip(" -–") == "" and body.text[stop:start]:
            return [squeeze(body.text[head.start() : stop])]
    return []


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


def _signed(body: Body) -> Iterator[tuple[str, list[str], int, int]]:
    """The name alone on a line below a post in capitals, at the end of a document."""
    last = body.paragraphs[-14:]
    for above, paragraph in pairwise(last):
        name = body.text[paragraph.start : paragraph.end]
        title = body.text[above.start : above.end]
        if len(name) < 40 and is_person_name(name) and title.isupper() and (head := _HEAD_AT.search(body.low, above.start, above.end)):
            post = squeeze(body.low[head.start() : above.end])
            yield name, [post[0].upper() + post[1:]] if len(post) < 60 else [], paragraph.start, paragraph.end


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
