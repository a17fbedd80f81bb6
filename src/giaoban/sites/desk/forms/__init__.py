"""The statutory tables."""
