"""A Vietnamese sentence in another language: found whole in a catalogue, or known again by the pattern it was made from.

A sentence with places is stored filled ("quá 3 ngày"), in a clock's working for one. The catalogue holds its pattern ("quá {days} ngày")
under the context ``told``; what stood in the places is told in turn, so a sentence made of sentences is told to the last word.
"""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

CONTEXT = "told\x04"
PLACE = re.compile(r"\{(\w+)\}|%\((\w+)\)[sd]")
SEPARATORS = ("; ", " · ", ": ", " + ", ", ")
BRACKETS = re.compile(r"([^()]+) \(([^()]*)\)")
EDGES = " \n,;·"
COUNTED = re.compile(r"(\D+) (\d.*)", re.DOTALL)
LEADER = re.compile(r"(?P<sign>\d+\.|→|\[(?P<word>[^\]]+)\]) +(?P<rest>.+)", re.DOTALL)  # of a line: "2. ", "→ ", "[tốt ] "
AMOUNT = re.compile(r"([\d.,/%]+) (.+)", re.DOTALL)


def lower_first(text: str) -> str:
    """The first letter small, unless the word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


class Pattern:
    """A sentence with places, and its translation."""

    def __init__(self, source: str, target: str) -> None:
        found = list(PLACE.finditer(source))
        cuts = [0, *(edge for place in found for edge in place.span()), len(source)]
        literals = [source[cuts[at] : cuts[at + 1]].replace("%%", "%") for at in range(0, len(cuts), 2)]
        self.names = [place[1] or place[2] for place in found]
        self.weight = sum(len(part) for part in literals)
        self.anchor = max(literals, key=len)
        groups = ["(.*)" if part == " " else "(.*?)" for part in literals[1:]]  # two places side by side: the first is the longer
        self.form = re.compile(
            re.escape(literals[0]) + "".join(g + re.escape(p) for g, p in zip(groups, literals[1:], strict=True)), re.DOTALL
        )
        self.target = target

    def fill(self, values: Mapping[str, str]) -> str:
        return PLACE.sub(lambda place: values.get(place[1] or place[2], ""), self.target).replace("%%", "%")


class Teller:
    """Tells sentences of one catalogue (source sentence -> translation, as ``gettext`` keeps it). Unknown sentences come back unchanged."""

    def __init__(self, catalogue: Mapping[object, str]) -> None:
        self.whole = {key: text for key, text in catalogue.items() if isinstance(key, str) and key and text}
        self.tell = lru_cache(maxsize=20_000)(self._tell)

    def __call__(self, sentence: str) -> str:
        return self.tell(str.__str__(sentence)) if sentence and self.whole else sentence

    @cached_property
    def patterns(self) -> list[Pattern]:
        """The most telling first: those with the most words of their own."""
        found = [
            Pattern(key.removeprefix(CONTEXT).removesuffix("."), text.removesuffix("."))
            for key, text in self.whole.items()
            if PLACE.search(key)
        ]
        return sorted((pattern for pattern in found if pattern.weight > 1), key=lambda pattern: -pattern.weight)

    def _tell(self, sentence: str) -> str:
        bare = sentence.strip(EDGES)
        if not bare:
            return sentence
        told = self._known(bare) or self._by_leader(bare) or self._by_amount(bare) or self._by_pattern(bare) or self._by_parts(bare)
        return sentence.replace(bare, told, 1) if told else sentence

    def _known(self, sentence: str) -> str | None:
        for ending in ("", ".", ":"):
            word = sentence.removesuffix(ending) if ending else sentence
            if ending and word == sentence:
                continue
            if found := self.whole.get(word) or self.whole.get(CONTEXT + word):
                return found + ending
            if found := self.whole.get(word[:1].upper() + word[1:]):
                return lower_first(found) + ending
            if found := self.whole.get(word[:1].lower() + word[1:]):
                return found[:1].upper() + found[1:] + ending
        found = self.whole.get(sentence + ".")
        return found.removesuffix(".") if found else None

    def _by_leader(self, line: str) -> str | None:
        match = LEADER.fullmatch(line)
        if not match:
            return None
        return (f"[{self(match['word'])}]" if match["word"] else match["sign"]) + " " + self(match["rest"])

    def _by_amount(self, sentence: str) -> str | None:
        """A number and its unit, before any pattern takes the unit for a word of its own."""
        match = AMOUNT.fullmatch(sentence)
        unit = self._known(match[2]) if match else None
        return f"{match[1]} {unit}" if match and unit else None

    def _by_pattern(self, sentence: str) -> str | None:
        if sentence.isascii():
            return None
        bare = sentence.removesuffix(".")
        for pattern in self.patterns:
            if pattern.anchor in bare and (match := pattern.form.fullmatch(bare)):
                return pattern.fill(dict(zip(pattern.names, map(self, match.groups()), strict=True))) + sentence[len(bare) :]
        return None

    def _by_parts(self, sentence: str) -> str | None:
        """A list, a number and its unit, a word and its brackets."""
        if sentence.endswith("."):
            return self(sentence[:-1]) + "."
        if match := BRACKETS.fullmatch(sentence):
            return f"{self(match[1])} ({self(match[2])})"
        for separator in SEPARATORS:
            parts = sentence.split(separator, 1 if separator == ": " else -1)
            if len(parts) > 1:
                return separator.join(self(part) for part in parts)
        if match := AMOUNT.fullmatch(sentence):
            return f"{match[1]} {self(match[2])}"
        if match := COUNTED.fullmatch(sentence):
            return f"{self(match[1])} {self(match[2])}"
        return None
