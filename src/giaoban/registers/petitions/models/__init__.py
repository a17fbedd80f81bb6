"""Matters, reception turns, petitions and the receipts of those who wrote them."""

from .matter import Matter, NumberSeries
from .petition import Petition
from .receipt import Attempt, Receipt
from .reception import Reception

__all__ = ["Attempt", "Matter", "NumberSeries", "Petition", "Receipt", "Reception"]
