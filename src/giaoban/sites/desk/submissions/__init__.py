"""Agencies' returns."""
