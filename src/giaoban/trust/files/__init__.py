"""Files received or issued: kept once by content (sha256), type checked by content, limited in size, attached to records.

Written by intake, tasks and registers. A file of a sealed record is readable only with the right to the vault."""
