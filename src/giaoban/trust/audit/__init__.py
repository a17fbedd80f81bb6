"""The ledger of everything done: one row for each write, chained by hash, never changed and never deleted.

Written by every action inside its transaction. Read as sentences on each record and by the auditor; verified by audit verify."""
