"""Logging in and out, one's own password, and the accounts an administrator keeps."""
