"""Vietnamese typed before Unicode: TCVN3 (.VnTime), VNI-Windows and Windows-1258, told apart from clean Vietnamese, English, French.

A conversion is believed only when it turns words that are no Vietnamese syllables into words that are.
"""

import codecs
import re
import unicodedata

_TCVN3_LETTERS = {
    "ĂÂÊÔƠƯĐăâêôơưđ": range(0xA1, 0xAF),
    "àảãáạ": range(0xB5, 0xBA),
    "ằẳẵắ": range(0xBB, 0xBF),
    "ặầẩẫấậè": range(0xC6, 0xCD),
    "ẻẽéẹềểễếệìỉ": range(0xCE, 0xD9),
    "ĩíịò": range(0xDC, 0xE0),
    "ỏõóọồổỗốộờởỡớợù": range(0xE1, 0xF0),
    "ủũúụừửữứựỳỷỹýỵ": range(0xF1, 0xFF),
}
_TCVN3 = {chr(code): letter for letters, codes in _TCVN3_LETTERS.items() for letter, code in zip(letters, codes, strict=True)}


def _vni_table() -> dict[str, str]:
    """VNI writes a letter and its marks as one to three signs: "ấ" is "aá", "ớ" is "ôù"."""
    pairs = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}
    tones = dict(zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
    hats = dict(zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
    bowls = dict(zip("êéèúüë", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
    for letter, plain in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ô", "ơ"), ("ö", "ư")):
        pairs |= {letter + sign: plain + tone for sign, tone in tones.items()}
    pairs |= {"ô": "ơ", "ö": "ư"}
    for letter, plain in (("a", "â"), ("e", "ê"), ("o", "ô")):
        pairs |= {letter + sign: plain + tone for sign, tone in hats.items()}
    pairs |= {"a" + sign: "ă" + tone for sign, tone in bowls.items()}
    return {sign: unicodedata.normalize("NFC", letter) for sign, letter in pairs.items()}


_VNI = _vni_table()
_VNI_SIGN = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z\u0080-\u00ff]+")
_ONLY_UNICODE = re.compile(r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    r"(?:b|ch|c|đ|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(?:(?:oa|oă|oe|oo|a|ă|â|e|ê|iê|yê|i|o|uô|uơ|uâ|uê|uyê|uy|ươ|ô|ơ|u|ư|y)(?P<coda>ch|c|m|ng|nh|n|p|t)"
    r"|oai|oay|oao|oeo|uây|uyu|uya|uôi|ươi|ươu|iêu|yêu|oa|oe|uê|uơ|uy|ia|ya|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu"
    r"|a|e|ê|i|o|ô|ơ|u|ư|y)"
)
_STOPS = ("c", "ch", "p", "t")


def nfc(s: str) -> str:
    """The composed Unicode form, in which everything is kept."""
    return unicodedata.normalize("NFC", s)


def is_syllable(word: str) -> bool:
    """Whether the word could be a Vietnamese syllable: letters, rhyme, at most one tone, and a tone its ending allows."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(parts)
    match = _SYLLABLE.fullmatch(nfc(_TONE.sub("", parts)))
    if not match or len(tones) > 1:
        return False
    return match["coda"] not in _STOPS or not tones or tones[0] in "\u0301\u0323"


def _from_tcvn3(word: str) -> str:
    new = "".join(_TCVN3.get(c, c) for c in word)
    ascii_letters = [c for c in word if c.isascii()]
    # The capital fonts (.VnTimeH) draw small marked letters as capitals: "CéNG" was read as "CỘNG".
    inside = len(ascii_letters) > 1 or any(c.isascii() for c in word[1:])
    return new.upper() if ascii_letters and inside and all(c.isupper() for c in ascii_letters) else new


def _vni_letter(match: re.Match[str]) -> str:
    letter = _VNI[match[0].lower()]
    return letter.upper() if match[0][0].isupper() else letter


def _from_vni(word: str) -> str:
    return _VNI_SIGN.sub(_vni_letter, word)


def _believable(text: str, converted: dict[str, str]) -> bool:
    words = _WORD.findall(text)
    changed = [w for w in words if converted[w] != w]
    good = [w for w in changed if is_syllable(converted[w])]
    before = sum(map(is_syllable, changed))
    whole = sum(is_syllable(converted[w]) for w in words)
    return (
        sum(map(len, {converted[w] for w in good})) >= 3
        and len(good) >= 0.85 * len(changed)
        and before <= 0.5 * len(changed)
        and whole >= 0.7 * len(words)
    )


def from_legacy(text: str) -> tuple[str, str | None]:
    """Text that was typed in a TCVN3 or VNI font, as Unicode, with the name of the old encoding; any other text unchanged, with None."""
    text = nfc(text)
    if text.isascii() or _ONLY_UNICODE.search(text):
        return text, None
    words = set(_WORD.findall(text))
    for name, convert in (("vni", _from_vni), ("tcvn3", _from_tcvn3)):
        converted = {word: convert(word) for word in words}
        if _believable(text, converted):
            return nfc("".join(converted.get(piece, piece) for piece in re.split(f"({_WORD.pattern})", text))), name
    return text, None


def _wide(data: bytes) -> str | None:
    """The byte order of UTF-16 without its mark: in Vietnamese and English text nearly every other byte is small."""
    if len(data) < 4 or len(data) % 2:
        return None
    low, high = data[0::2].count(0), data[1::2].count(0)
    if max(low, high) < 0.3 * len(data) / 2:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _from_bytes_of_windows(data: bytes) -> tuple[str, str]:
    text, legacy = from_legacy(data.decode("latin-1"))
    if legacy:
        return text, legacy
    viet = nfc(data.decode("cp1258", errors="replace"))
    words = [w for w in re.findall(r"[^\W\d_]+", viet) if not w.isascii()]
    if words and sum(map(is_syllable, words)) >= 0.8 * len(words):
        return viet, "cp1258"
    return nfc(data.decode("cp1252", errors="replace")), "cp1252"


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was in: utf-8, utf-16-le, utf-16-be, cp1258, cp1252, tcvn3 or vni."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            text, legacy = from_legacy(data[len(mark) :].decode(name, errors="replace"))
            return text, legacy or name
    wide = _wide(data)
    if wide:
        return nfc(data.decode(wide, errors="replace")), wide
    try:
        text, legacy = from_legacy(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _from_bytes_of_windows(data)
    return text, legacy or "utf-8"
