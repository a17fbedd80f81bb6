"""Matters, reception turns, petitions, the receipts of those who wrote them, and what is kept to find their repeats."""

from .duplicates import DuplicateKey, DuplicateMark, DuplicateRarity, DuplicateRefusal
from .matter import Matter, NumberSeries
from .petition import Petition
from .receipt import Attempt, Receipt
from .reception import Reception
from .reception_days import ReceptionDay
from .reception_papers import HandedItem, OnlineSession, ReceptionConclusion

__all__ = [
    "Attempt",
    "DuplicateKey",
    "DuplicateMark",
    "DuplicateRarity",
    "DuplicateRefusal",
    "HandedItem",
    "Matter",
    "NumberSeries",
    "OnlineSession",
    "Petition",
    "Receipt",
    "Reception",
    "ReceptionConclusion",
    "ReceptionDay",
]
