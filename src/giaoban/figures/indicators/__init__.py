"""The indicators of the quarterly report: their definitions (catalogue/*.toml), values, lineage and same-period comparison.

A figure is a query: its number is the count, its lineage the list of ids. Closing a period freezes value, definition, ids and hash.
Written by closing only; today's recount stands beside the frozen value with the difference explained record by record."""
