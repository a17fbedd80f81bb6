"""Official Vietnamese documents: a block tree (tree), the format of the day it is signed (format), and four writers.

``tree.Document`` says what the paper says; ``format.format_for(form, day)`` how Party or State papers look on that day (law.md 7);
``docx.write``, ``pdf.write`` and ``html.write`` dress the one in the other. Numbers of the tree carry the reference of their figure,
which only html shows, as a link.
"""
