"""The book of receiving citizens (form 03/TCD)."""
