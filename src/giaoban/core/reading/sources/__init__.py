"""A file of a known kind becomes plain text: one module for each kind, chosen by the content of the file and never by its name."""
