"""Agencies as a dated graph, officials with their posts and terms, committees and their members.

Bodies are created, renamed, merged and split (01/7/2025: districts end, communes merge);
last year's figures are recounted in today's bodies.
Written by administrators and the people who keep committees. Counted nowhere alone: every other register names its agencies from here."""
