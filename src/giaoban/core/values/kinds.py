"""Enumerations of legal words: the stored code is the unaccented legal term, the label the term itself."""

from enum import StrEnum


class Kind(StrEnum):
    """A closed list of legal words. Members are written ``TO_CAO = "to_cao", "Tố cáo"``."""

    label: str

    def __new__(cls, code: str, label: str) -> "Kind":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
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


def gettext_noop(message: str) -> str:
    """Mark a sentence of the pure floors for the message catalogue; the sites translate it when they show it."""
    return message
