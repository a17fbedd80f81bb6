"""Incoming papers read by the machine: proposals beside the text, each confirmed, corrected or refused by a person.

What is confirmed stands in its register with a link to the paper it came from."""
