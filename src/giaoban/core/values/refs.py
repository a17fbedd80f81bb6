"""References between records of different rooms, as kind and number, without foreign keys."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """One record anywhere in the house, e.g. ``petition:1187``. Records are never deleted, so a reference stays true."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "RecordRef":
        kind, _, number = text.partition(":")
        return cls(kind, int(number))
