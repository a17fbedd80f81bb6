"""Time limits and periods of the law as dated data, and the engine that counts them and shows its work."""

from .describing import describe, describe_rules
from .engine import Deadline, due, find_rule, version_of
from .explaining import Step
from .loading import readings, rules, transitions
from .model import Basis, Direction, Extension, Length, Rule, Unit, Variant, Version
from .replaying import Moved, replay

__all__ = [
    "Basis", "Deadline", "Direction", "Extension", "Length", "Moved", "Rule", "Step", "Unit", "Variant", "Version",
    "describe", "describe_rules", "due", "find_rule", "readings", "replay", "rules", "transitions", "version_of",
]  # fmt: skip
