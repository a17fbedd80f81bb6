"""Accounts of officials: one person in one post of one agency with one role, whose rights are readable data (data/roles.toml).

Written by the administrator. Read by every gate: visible_to(actor, rows) is the only way to a list, a search, an export or a figure."""
