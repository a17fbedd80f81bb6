"""Log-in, passwords and the administrator's list of accounts."""
