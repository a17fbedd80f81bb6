"""The ledger as sentences."""
