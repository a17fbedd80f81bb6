"""Giao Ban: the working system of a province's quarterly briefing conference."""

__version__ = "2026.11.0"
