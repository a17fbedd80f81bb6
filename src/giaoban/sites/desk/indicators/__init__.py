"""Figures of a period, each opening its records."""
