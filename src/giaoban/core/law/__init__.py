"""Time limits and periods of the law as dated data, and the engine that counts them and shows its work."""

from .answer import Deadline, Step
from .describing import describe, describe_rules
from .duties import Duty, reception_duties, reception_duty
from .engine import due, find_rule, version_of
from .intake import Disposition, RefusalGround, dispositions, refusal_grounds
from .loading import readings, rules, transitions
from .model import Basis, Direction, Extension, Length, Rule, Unit, Variant, Version
from .replaying import Moved, replay
from .windows import Window, period_of, window

__all__ = [
    "Basis",
    "Deadline",
    "Direction",
    "Disposition",
    "Duty",
    "Extension",
    "Length",
    "Moved",
    "RefusalGround",
    "Rule",
    "Step",
    "Unit",
    "Variant",
    "Version",
    "Window",
    "describe",
    "describe_rules",
    "dispositions",
    "due",
    "find_rule",
    "period_of",
    "readings",
    "reception_duties",
    "reception_duty",
    "refusal_grounds",
    "replay",
    "rules",
    "transitions",
    "version_of",
    "window",
]
