"""Matters, reception turns and petitions."""

from .matter import Matter, NumberSeries
from .petition import Petition
from .reception import Reception

__all__ = ["Matter", "NumberSeries", "Petition", "Reception"]
