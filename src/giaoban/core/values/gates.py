"""Who may read the rows of a model: declared once on the model, applied in one place (trust.accounts.queries.visible_to)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gate:
    """``right``: the right needed to read any row. ``agencies``: paths of the fields that name an agency which may read the row
    (empty = every holder of the right may read every row). A path may cross to many rows ("supports__agency_id").
    """

    right: str
    agencies: tuple[str, ...] = ()
