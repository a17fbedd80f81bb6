"""Matters, reception turns and the days of heads, petitions, the receipts of those who wrote them, and what is kept to find their repeats."""

from .duplicates import DuplicateKey, DuplicateMark, DuplicateRarity, DuplicateRefusal
from .loading_jobs import LoadingJob, LoadingPlan
from .matter import Matter, NumberSeries
from .petition import Petition
from .procedure import Dialogue, ExecutionStep, Forwarder
from .receipt import Attempt, Receipt
from .reception import Reception
from .reception_days import ReceptionDay
from .reception_papers import HandedItem, OnlineSession, ReceptionConclusion
from .secrecy import ProtectedPerson, ProtectionDecision, ProtectionPaper, ProtectionRequest, RedactedCopy, SecrecyWaiver

__all__ = [
    "Attempt",
    "Dialogue",
    "DuplicateKey",
    "DuplicateMark",
    "DuplicateRarity",
    "DuplicateRefusal",
    "ExecutionStep",
    "Forwarder",
    "HandedItem",
    "LoadingJob",
    "LoadingPlan",
    "Matter",
    "NumberSeries",
    "OnlineSession",
    "Petition",
    "ProtectedPerson",
    "ProtectionDecision",
    "ProtectionPaper",
    "ProtectionRequest",
    "Receipt",
    "Reception",
    "ReceptionConclusion",
    "ReceptionDay",
    "RedactedCopy",
    "SecrecyWaiver",
]
