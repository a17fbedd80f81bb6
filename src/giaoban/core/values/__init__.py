"""Small immutable values that every floor shares: who acts, on which record, in which period, and what went wrong."""
