"""What in a text would tell who wrote a letter, found and blacked out (Luật Tố cáo Điều 56.2).

Names are found with or without marks, in any order of their words, run together, as initials; numbers however they are spaced; the small
parts of an address, days of birth, every e-mail address. A single common word ("Tám", eight) counts only after a word for a person or
written with its own marks and a capital, so that ordinary sentences stay readable.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from giaoban.core.words.text import fold, fold_keep, nfc

from .classification import HIDDEN

BAR = "[…]"
LONGEST_RUN = 6
SHORTEST_NUMBER = 8
SHORTEST_PLACE = 5
BLANK = r"[\s._,;:/\\\-–—+]{1,4}"
HONORIFIC = r"(?:ong|ba|anh|chi|em|co|chu|bac|di|cau|mo|thim|cu|toi ten|ten|nguoi|dong chi|cong dan)"
WIDE_PLACES = ("xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa", "thanh pho", "tp", "tinh", "viet nam")
PLACE_WORDS = re.compile(
    r"^(?:so nha|nha so|so|thon|ban|ap|buon|lang|khu pho|khu|to dan pho|to|xom|doi|duong|pho|ngo|ngach|hem|khom|soc|phum)\s+"
)
EMAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,64}(?:\.[\w\-]{1,64}){1,6}")


@dataclass(frozen=True, slots=True)
class Traces:
    """All that is known of a person and must not be read anywhere. ``others``: what the clerk adds (a nickname, a relative, an account)."""

    name: str = ""
    birth_year: int | None = None
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return any((self.name, self.addresses, self.phones, self.numbers, self.others))


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text, and what kind of trace it is."""

    start: int
    end: int
    what: str


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _clean(text: str) -> str:
    """The text as it is searched and given back: composed letters, nothing invisible."""
    return nfc(HIDDEN.sub("", nfc(text)))


def _word(pattern: str) -> str:
    return rf"(?<![^\W_]){pattern}(?![^\W_])"


def _name_patterns(name: str) -> list[str]:
    """Folded patterns of a name: any two or more of its words side by side in any order, all of them run together, initials."""
    words = fold(name).split()
    if not words:
        return []
    found = [_word(rf"{HONORIFIC}{BLANK}{re.escape(words[-1])}")]
    if len(words) == 1:
        return [*found, _word(re.escape(words[0]))] if len(words[0]) >= 4 else found
    one_of = "|".join(sorted({re.escape(word) for word in words}, key=len, reverse=True))
    found.append(_word(rf"(?:{one_of})(?:{BLANK}(?:{one_of})){{1,{LONGEST_RUN}}}"))
    joined = {"".join(words), "".join(reversed(words)), words[-1] + "".join(words[:-1])}
    if len(words) <= 4:
        joined |= {"".join(order) for order in permutations(words)}
    first_letters = "".join(word[0] for word in words[:-1])
    joined |= {words[-1] + first_letters, first_letters + words[-1], words[-1] + "." + words[0]}
    found.append("|".join(sorted((re.escape(each) for each in joined if len(each) >= 5), key=len, reverse=True)))
    initials = r"\s{0,3}[.\-]\s{0,3}".join(re.escape(word[0]) for word in words)
    found.append(_word(rf"{initials}\.?") if len(words) >= 3 else "")
    short = r"\s{0,3}\.\s{0,3}".join(re.escape(word[0]) for word in words[:-1])
    found.append(_word(rf"{short}\s{{0,3}}\.\s{{0,3}}{re.escape(words[-1])}"))
    return [pattern for pattern in found if pattern]


def _number_pattern(number: str) -> str:
    return r"[\s.\-()]{0,3}".join(number)


def _place_patterns(addresses: Iterable[str]) -> list[str]:
    """The whole address, and its parts below the commune: a commune alone names nobody and is where things happen."""
    found = []
    for address in addresses:
        parts = [" ".join(re.split(r"[^\w]+", fold(part))).strip() for part in re.split(r"[,;\n]", address)]
        small = [part for part in parts if part and not part.startswith(WIDE_PLACES)]
        for part in small:
            bare = PLACE_WORDS.sub("", part)
            found += [each for each in (part, bare) if len(each) >= SHORTEST_PLACE and not each.isdigit()]
            if _digits(part) and len(part) < SHORTEST_PLACE + 2:
                found.append(part)
    return [_word(rf"{BLANK}".join(map(re.escape, each.split()))) for each in dict.fromkeys(found) if len(each) >= 4]


def _patterns(traces: Traces) -> list[tuple[str, str]]:
    found = [("họ tên", pattern) for pattern in _name_patterns(traces.name)]
    found += [
        ("số điện thoại", rf"(?<!\d)(?:\(?\+?84\)?|0|00)?[\s.\-()]{{0,3}}{_number_pattern(p[-9:])}(?!\d)")
        for p in traces.phones
        if len(p) >= 9
    ]
    found += [("số giấy tờ", rf"(?<!\d){_number_pattern(number)}(?!\d)") for number in traces.numbers if len(number) >= SHORTEST_NUMBER]
    found += [("địa chỉ", pattern) for pattern in _place_patterns(traces.addresses)]
    if traces.birth_year:
        year = str(traces.birth_year)
        found.append(("năm sinh", rf"(?<!\d)\d{{1,2}}\s{{0,3}}[/.\-]\s{{0,3}}\d{{1,2}}\s{{0,3}}[/.\-]\s{{0,3}}{year}(?!\d)"))
        found.append(("năm sinh", rf"ngay\s{{1,3}}\d{{1,2}}\s{{1,3}}thang\s{{1,3}}\d{{1,2}}\s{{1,3}}nam\s{{1,3}}{year}(?!\d)"))
        found.append(("năm sinh", rf"(?:sinh(?:\s{{1,3}}(?:nam|ngay))?|ns|sn|nam sinh)\s{{0,3}}[:.]?\s{{0,3}}{year}(?!\d)"))
        found.append(("năm sinh", rf"\(\s{{0,3}}{year}\s{{0,3}}\)"))
    for other in traces.others:
        words = fold(other).split()
        if sum(map(len, words)) >= 3:
            found.append(("thông tin đã báo trước", _word(rf"{BLANK}".join(map(re.escape, words)))))
    return found


def find(text: str, traces: Traces) -> list[Hit]:
    """Every place of ``text`` (as ``clean`` gives it) that tells of the person, from left to right, without overlaps."""
    shown = _clean(text)
    folded = fold_keep(shown)
    hits = [Hit(m.start(), m.end(), what) for what, pattern in _patterns(traces) for m in re.finditer(pattern, folded)]
    hits += [Hit(m.start(), m.end(), "thư điện tử") for m in EMAIL.finditer(shown)]
    given = nfc(traces.name).split()[-1:] if len(nfc(traces.name).split()) > 1 else []
    for word in given:
        marked = fold(word) != word.lower() or len(word) >= 4
        forms = {word.capitalize(), word.upper()} if marked else set()
        hits += [Hit(m.start(), m.end(), "tên") for form in forms for m in re.finditer(_word(re.escape(form)), shown)]
    return _merged(hits)


def _merged(hits: Iterable[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if hit.end <= hit.start:
            continue
        if kept and hit.start < kept[-1].end:
            if hit.end > kept[-1].end:
                kept[-1] = Hit(kept[-1].start, hit.end, kept[-1].what)
            continue
        kept.append(hit)
    return kept


def redact(text: str, traces: Traces) -> tuple[str, int]:
    """(the text with a bar in each such place, how many places). What is masked once is found no more."""
    shown, pieces, last = _clean(text), [], 0
    hits = find(shown, traces)
    for hit in hits:
        pieces += [shown[last : hit.start], BAR]
        last = hit.end
    return "".join([*pieces, shown[last:]]), len(hits)


def faults(corners: Sequence[tuple[str, str]], traces: Traces) -> list[str]:
    """Where something of the person is still to be found: "phần chữ trang 2: số điện thoại". ``corners``: (place, what is written there)."""
    found = [f"{place}: {hit.what}" for place, text in corners for hit in find(" ".join(text.split()), traces)]
    return list(dict.fromkeys(found))
