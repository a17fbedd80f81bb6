"""From an outline and figures to the block tree of the report: pure functions, no database, no clock."""

from .annexes import annexes, figures_table
from .composing import compose, heading_number, last_conclusions
from .outline import CaseFact, ChangeFact, FigureFact, Outline, Part, TaskFact, load_outline
from .sentences import Gaps, check_gaps, closed_remark, compared, sentence, shown

__all__ = [
    "CaseFact",
    "ChangeFact",
    "FigureFact",
    "Gaps",
    "Outline",
    "Part",
    "TaskFact",
    "annexes",
    "check_gaps",
    "closed_remark",
    "compared",
    "compose",
    "figures_table",
    "heading_number",
    "last_conclusions",
    "load_outline",
    "sentence",
    "shown",
]
