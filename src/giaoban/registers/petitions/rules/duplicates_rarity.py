"""How often words and runs of words occur in letters as people write them: hashed, in levels of half powers of two, one byte each."""

from functools import cache
from pathlib import Path

COMMON = Path(__file__).resolve().parent / "data" / "common_words.bin"
BUCKETS = 1 << 16
UNSEEN = 255
SELDOM = 2.0**-12


@cache
def common_levels(path: Path = COMMON) -> bytes:
    """The shipped table: the level of each bucket."""
    return path.read_bytes() if path.exists() else bytes([UNSEEN]) * BUCKETS


@cache
def common_rates() -> list[float]:
    """The share of letters that each level stands for."""
    return [2.0 ** (-level / 2) for level in range(UNSEEN)] + [SELDOM]


def common(mark: int) -> float:
    """The share of letters that hold a word or a run of words, as the shipped table knows it."""
    return common_rates()[common_levels()[mark % BUCKETS]]
