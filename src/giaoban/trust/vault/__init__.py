"""Sealed identities of petitioners and denouncers (Luật Tố cáo Điều 8, 9, 47, 49, 56): encrypted apart from the story.

The key lives outside the database. Registers hold a reference and keyed fingerprints. The only doors are the sealing.py files of
registers."""
