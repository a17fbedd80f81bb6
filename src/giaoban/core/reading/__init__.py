"""Incoming papers: a file becomes text, the text becomes proposals (figures, citations, people, tasks, awards) that a person confirms.

``reader.read_file`` and ``reader.read_text`` answer a ``proposals.Reading``. Nothing here decides or writes.
"""
