"""Numbers as officials read and write them: dot for thousands, comma for decimals, "05" for five, "3,5 tỷ", "hai mươi mốt"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from giaoban.core.values.errors import InvalidInput

from .text import nfc

Number = int | Decimal
_WHOLE = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"
_PLAIN = re.compile(rf"([-−]?)({_WHOLE})(?:,(\d+))?")
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SCALE = r"(?:(?:nghìn|ngàn|triệu)\s+t[ỷỉ]|nghìn|ngàn|vạn|triệu|t[ỷỉ])(?!\w)"
_FIGURE = r"\d+(?:[.,]\d+)*"
_JOINED = r"(?:m[23²³]|ha|kg|km|tấn|lít|usd|đ)"  # units written without a space: "1.200m2"
_IN_TEXT = re.compile(
    rf"(?<![\w/])(?<!\d[.,])(?<![A-Za-zĐ]-)(?P<sign>(?<![\w.,)%/-])[-−](?=\d))?(?P<figure>{_FIGURE})"
    rf"(?:\s*(?P<percent>%)|\s+(?P<scale>{_SCALE})(?P<rest>(?:\s+{_FIGURE}\s+{_SCALE})*)|(?!(?!{_JOINED}(?!\w))\w|[-–][A-ZĐ]))",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?<!\w)(?<!rưỡi )nửa\s+(?P<scale>triệu|t[ỷỉ])(?!\w)", re.IGNORECASE)
_LONGEST = 60  # signs of a number; longer ones are no figures
_FRACTION = re.compile(r"/(\d{1,3}(?:\.\d{3})+|\d{1,18})(?![\w/]|[.,]\d|-[A-ZĐ])")
_CASES = re.compile(
    r"\s+(?:vụ|đơn(?! vị)|cuộc|bị can|bị cáo|nhiệm vụ|chỉ tiêu|kiến nghị|kết luận|hồ sơ|đối tượng|xã(?=[ ,.;)])|tập thể|trường hợp)(?!\w)",
    re.IGNORECASE,
)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS = {word: value for value, word in enumerate(_DIGITS)}
_NAMES = set(_DIGITS) | {"mười", "mươi", "trăm", "linh", "lẻ", "mốt", "tư", "lăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "bẩy"}
_SAME = {"lẻ": "linh", "ngàn": "nghìn", "tỉ": "tỷ", "bẩy": "bảy"}
_AFTER_DIGIT = ("trăm", "mươi")
_BEYOND_DIGITS = re.compile(
    r"(?<!\w)(?:m[ưƯ][ờơỜƠ]i|trăm|ngh?ìn|ngàn|triệu|t[ỷỉ])(?!\w)", re.IGNORECASE
)  # every number of two words has one
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"))
_ROMAN_NUMBERS = (*_ROMAN, (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number standing in ``nfc(text)[start:end]``. A percentage has its figure as value (15,2% → 15.2) and ``percent`` true."""

    start: int
    end: int
    value: Number
    raw: str
    percent: bool = False


def _tidy(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value


def parse_number(s: str) -> Number:
    """Read "1.200" → 1200, "15,2" → 15.2, "05" → 5. Raises InvalidInput for what may be read in two ways: "1.20", "1,200"."""
    match = _PLAIN.fullmatch(nfc(s).strip())
    ambiguous = match and match[3] and len(match[3]) == 3 and "." not in match[2] and match[2].strip("0")
    if not match or ambiguous or len(match[0]) > _LONGEST or (match[2].startswith("0") and "." in match[2]):
        raise InvalidInput(
            "“%(value)s” không phải là số viết đúng. Viết dấu chấm cho hàng nghìn, dấu phẩy cho phần lẻ, như 1.200 hoặc 15,2.", value=s
        )
    whole = match[2].replace(".", "")
    sign = -1 if match[1] else 1
    return sign * (Decimal(f"{whole}.{match[3]}") if match[3] else int(whole))


def _scale_of(words: str) -> int:
    product = 1
    for word in words.lower().split():
        product *= _SCALES[word]
    return product


def _value(match: re.Match[str]) -> Number | None:
    """The worth of one match; None when it is a part of a code, a telephone number or an ill-written figure."""
    figure = match["figure"]
    if re.fullmatch(r"0\d{3,}", figure):
        return None
    try:
        value = Decimal(parse_number(figure))
        if match["scale"]:
            value *= _scale_of(match["scale"])
            for part, scale in re.findall(rf"({_FIGURE})\s+({_SCALE})", match["rest"], re.IGNORECASE):
                value += Decimal(parse_number(part)) * _scale_of(scale)
    except InvalidInput:
        return None
    if match["sign"]:
        value = -value
    return value if match["figure"].count(",") and not match["scale"] else _tidy(value)


def _part_of_date(text: str, match: re.Match[str]) -> bool:
    """ "30/6" and "7/2026" are dates; "25/30 đơn" is two numbers."""
    if not text.startswith("/", match.end()):
        return False
    other = _FRACTION.match(text, match.end())
    if not other or match["percent"] or not match["figure"].isdecimal():
        return not other
    if _CASES.match(text, other.end()):
        return False
    second = int(other[1].replace(".", ""))
    return 1900 <= second <= 2199 or (second <= 12 and int(match["figure"]) <= 31)


def _figures(text: str) -> Iterator[NumberSpan]:
    place = 0
    while match := _IN_TEXT.search(text, place):
        place = match.end()
        value = _value(match)
        if value is None or _part_of_date(text, match):
            continue
        yield NumberSpan(match.start(), match.end(), value, match[0], bool(match["percent"]))
        after = _FRACTION.match(text, place)
        if after:
            yield NumberSpan(after.start(1), after.end(1), int(after[1].replace(".", "")), after[1])
            place = after.end()


def _run(text: str, tokens: list[re.Match[str]], here: int) -> int:
    """Where the words of numbers that begin at ``here`` end; words that never follow one another in a number end it too."""
    there, last = here, ""
    while there < min(len(tokens), here + _LONGEST):
        word = tokens[there][0].lower()
        if word not in _NAMES or (there > here and not text[tokens[there - 1].end() : tokens[there].start()].isspace()):
            break
        if (word in _UNITS and last in _UNITS) or (word in _AFTER_DIGIT and last not in _UNITS) or (word == last and last not in _SCALES):
            break
        there, last = there + 1, word
    return there


def _worded(text: str) -> Iterator[NumberSpan]:
    if not _BEYOND_DIGITS.search(text):
        return
    tokens = list(re.finditer(r"[^\W\d_]+", text))
    here = 0
    while here < len(tokens):
        stop = _run(text, tokens, here)
        while stop > here:
            phrase = [token[0].lower() for token in tokens[here:stop]]
            value = _read_words(phrase) if stop - here > 1 or phrase == ["mười"] else None
            if value is not None:
                start, end = tokens[here].start(), tokens[stop - 1].end()
                yield NumberSpan(start, end, value, text[start:end])
                break
            stop -= 1
        here = max(stop, here + 1)


def _halves(text: str) -> Iterator[NumberSpan]:
    for match in _HALF.finditer(text):
        yield NumberSpan(match.start(), match.end(), _scale_of(match["scale"]) // 2, match[0])


def find_numbers(text: str) -> Iterator[NumberSpan]:
    """Every number of the text in reading order, with its scale word or percent sign; not the parts of dates and document numbers."""
    text = nfc(text)
    yield from sorted([*_figures(text), *_worded(text), *_halves(text)], key=lambda span: span.start)


def _decimal(n: Number | float) -> Decimal:
    return Decimal(str(n)) if isinstance(n, float) else Decimal(n)


def format_number(n: Number | float, decimals: int | None = None) -> str:
    """1200 → "1.200", 15.2 → "15,2". ``decimals``: exactly so many, half rounded away from zero; without it, all that are there."""
    value = _decimal(n)
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, part = format(abs(value), "f").partition(".")
    if decimals is None:
        part = part.rstrip("0")
    sign = "-" if value < 0 else ""
    return sign + f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")


def format_percent(x: Number | float, decimals: int = 1) -> str:
    """15.2 → "15,2%"; a whole percentage has no decimals: "7%"."""
    return format_number(_decimal(x).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + "%"


def format_money(dong: Number) -> str:
    """An amount in đồng: 3_500_000_000 → "3,5 tỷ đồng"; what two decimals of a tỷ cannot say exactly is written out in đồng."""
    billions = _decimal(dong) / 10**9
    if abs(billions) >= 1 and billions == billions.quantize(Decimal("0.01")):
        return f"{format_number(billions)} tỷ đồng"
    return f"{format_number(dong)} đồng"


def format_count(n: int) -> str:
    """A count in official prose: 5 → "05", 30 → "30", 1200 → "1.200", 0 → "0"."""
    return f"{n:02d}" if 0 < n < 10 else format_number(n)


def _group_words(n: int, full: bool) -> list[str]:
    """Words of 1 to 999; ``full`` says the hundreds and tens even when they are none ("không trăm linh năm")."""
    hundreds, tens, units = n // 100, n // 10 % 10, n % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    elif units and words:
        words.append("linh")
    if units:
        special = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"} if tens else {}
        words.append(special.get(units, _DIGITS[units]))
    return words


def _whole_words(n: int, full: bool = False) -> list[str]:
    if n >= 10**9:
        rest = n % 10**9
        return [*_whole_words(n // 10**9, full), "tỷ", *(_whole_words(rest, True) if rest else [])]
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = n // size % 1000
        if group:
            words += [*_group_words(group, full or bool(words)), *([name] if name else [])]
    return words


def number_words(n: Number | float) -> str:
    """The number in words as on an official paper: 21 → "hai mươi mốt", 105 → "một trăm linh năm", 15.2 → "mười lăm phẩy hai"."""
    value = _decimal(n)
    whole, _, part = format(abs(value), "f").partition(".")
    words = ["âm"] if value < 0 else []
    words += _whole_words(int(whole)) or ["không"]
    if part:
        spoken = [_DIGITS[int(digit)] for digit in part] if part[0] == "0" or len(part) > 2 else _whole_words(int(part))
        words += ["phẩy", *spoken]
    return " ".join(words)


def _read_group(words: list[str]) -> int | None:
    """The worth of the words of a group below a thousand."""
    total = 0
    if "trăm" in words:
        if words[1:2] != ["trăm"] or words[0] not in _UNITS:
            return None
        total, words = _UNITS[words[0]] * 100, words[2:]
        if len(words) == 2 and words[0] == "linh" and _UNITS.get(words[1], 0):
            return total + _UNITS[words[1]]
        if not words:
            return total
        if len(words) == 1 and words[0] != "mười":
            return None
    if len(words) == 1 and words[0] in _UNITS:
        return _UNITS[words[0]]
    if words[:1] == ["mười"]:
        tens, words, special = 10, words[1:], {"lăm": 5}
    elif words[1:2] == ["mươi"] and _UNITS.get(words[0], 0) > 1:
        tens, words, special = _UNITS[words[0]] * 10, words[2:], {"mốt": 1, "tư": 4, "lăm": 5}
    else:
        return None
    units = {word: value for word, value in _UNITS.items() if value not in (0, 5) and (tens == 10 or value != 1)} | special
    if not words:
        return total + tens
    return total + tens + units[words[0]] if len(words) == 1 and words[0] in units else None


def _read_words(words: list[str]) -> int | None:
    """The worth of a whole number in words, or None."""
    words = [_SAME.get(word, word) for word in words]
    for name, size in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        if name in words:
            place = len(words) - 1 - words[::-1].index(name)
            high, low = _read_words(words[:place]), _read_words(words[place + 1 :]) if words[place + 1 :] else 0
            if high is None or low is None or not high or low >= size or (size < 10**9 and high >= 1000):
                return None
            return high * size + low
    return _read_group(words)


def parse_words(s: str) -> Number:
    """Read a number in words: "hai mươi mốt" → 21, "mười lăm phẩy hai" → 15.2. Raises InvalidInput."""
    words = nfc(s).lower().split()
    sign = -1 if words[:1] == ["âm"] else 1
    words = words[1:] if sign < 0 else words
    whole, part = (words[: words.index("phẩy")], words[words.index("phẩy") + 1 :]) if "phẩy" in words else (words, None)
    value = _read_words(whole)
    if value is not None and part is None:
        return sign * value
    if value is not None and part:
        digits = "".join(str(_UNITS[w]) for w in part) if all(w in _UNITS for w in part) else str(_read_words(part) or "")
        if digits:
            return sign * Decimal(f"{value}.{digits}")
    raise InvalidInput("Không đọc được số viết bằng chữ “%(value)s”. Viết như “hai mươi mốt” hoặc “một nghìn hai trăm”.", value=s)


def roman(n: int) -> str:
    """1 to 3999 in Roman figures, as quarters and sections are numbered."""
    if not 1 <= n <= 3999:
        raise InvalidInput("Số %(value)s không viết được bằng chữ số La Mã. Dùng số từ 1 đến 3999.", value=n)
    letters = ""
    for value, letter in _ROMAN_NUMBERS:
        letters += letter * (n // value)
        n %= value
    return letters


def parse_roman(s: str) -> int:
    """Read a Roman figure, in capitals or small letters: "IV" → 4. Raises InvalidInput for one not written the one right way."""
    letters = s.strip().upper()
    rest, total = letters, 0
    for value, letter in _ROMAN_NUMBERS:
        while rest.startswith(letter):
            total, rest = total + value, rest[len(letter) :]
    if rest or not 1 <= total <= 3999 or roman(total) != letters:
        raise InvalidInput("“%(value)s” không phải là số La Mã.", value=s)
    return total
