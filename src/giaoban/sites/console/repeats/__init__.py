"""Invented letters that repeat one another, for learning and for examining the search for repeats (docs/duplicates.md)."""
