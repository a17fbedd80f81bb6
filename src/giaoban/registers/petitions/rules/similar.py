"""How far two letters say the same, as pure arithmetic on folded text; a first, careful version."""

import re

SHINGLE = 3
SAME_TEXT = 0.6
SAME_WORDS = 0.3
SAME_WRITER = frozenset({"identity_no", "phone", "name_birth", "name_place"})


def shingles(folded: str) -> frozenset[str]:
    """Runs of three words of a folded text; the text itself when it is shorter."""
    words = re.findall(r"\w+", folded)
    if len(words) < SHINGLE:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def likeness(a: str, b: str) -> float:
    """From 0 (nothing in common) to 1 (the same runs of words): what the shorter letter shares with the longer."""
    first, second = shingles(a), shingles(b)
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def probe(folded: str, words: int = 6) -> str:
    """A run of words from the middle of a text, where letters differ; empty when the text is too short to tell."""
    found = folded.split()
    if len(found) < 2 * words:
        return ""
    start = len(found) // 2 - words // 2
    return " ".join(found[start : start + words])


def verdict(shared: frozenset[str], same: float) -> str:
    """ "trung_don" (same writer, same words), "cung_nguoi" (same writer), "cung_noi_dung" (others, same words), or "" (unlike)."""
    if shared & SAME_WRITER:
        return "trung_don" if same >= SAME_WORDS else "cung_nguoi"
    return "cung_noi_dung" if same >= SAME_TEXT else ""
