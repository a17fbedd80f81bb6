"""Floor 1. Who did what, when, with which paper: accounts, the ledger, files, links, running clocks, the vault."""
