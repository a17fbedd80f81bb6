"""A named set of records that can be counted: the bridge from a register to a figure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Countable:
    """One line of a register's ``COUNTS`` table, named ``<register>.<set>``, e.g. ``petitions.received``.

    ``model``: dotted label "petitions.Petition". ``condition(start, end)`` gives the filter (a Django Q) of the rows counted in the
    window, both ends included. ``agency``: path of the field naming the agency the row is counted for.
    ``total``: the numeric field to sum instead of counting rows. ``distinct``: count different values of this field instead of rows.
    ``amount(start, end)``: an expression to sum where what a row is worth depends on the window, e.g. what was still to be recovered.
    A figure is a query: its number is the count, its lineage the list of ids.
    """

    name: str
    label: str
    model: str
    condition: Callable[[date, date], Any]
    agency: str = "agency_id"
    total: str | None = None
    distinct: str | None = None
    amount: Callable[[date, date], Any] | None = None
