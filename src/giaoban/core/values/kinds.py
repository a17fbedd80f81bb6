"""Enumerations of legal words: the stored code is the unaccented legal term, the label the term itself."""

from collections.abc import Callable
from enum import StrEnum
from html import escape
from typing import ClassVar


class Word(str):
    """A word or sentence of this program, not of its data. Stored, joined and printed in documents it is plain Vietnamese; only when a
    page of the sites writes it does ``shown`` put it into the reader's language."""

    __slots__ = ()
    shown: ClassVar[Callable[[str], str]] = staticmethod(str)

    def __html__(self) -> str:
        return escape(Word.shown(str.__str__(self)))

    def lower(self) -> "Word":
        return Word(str.lower(self))


class Kind(StrEnum):
    """A closed list of legal words. Members are written ``TO_CAO = "to_cao", "Tố cáo"``."""

    label: Word

    def __new__(cls, code: str, label: str) -> "Kind":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = Word(label)
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs (code, label). Handed to a model field as a callable, so that a new label makes no migration."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def label_of(cls, code: str) -> str:
        """The legal term of a stored code; the code itself when it is unknown (an old import)."""
        try:
            return cls(code).label  # type: ignore[call-arg]
        except ValueError:
            return code


def gettext_noop(message: str) -> Word:
    """Mark a sentence of the pure floors for the message catalogue; the sites translate it when they show it."""
    return Word(message)
