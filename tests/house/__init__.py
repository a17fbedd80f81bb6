"""Tests about the code itself: the habits of the house, kept by a machine."""
