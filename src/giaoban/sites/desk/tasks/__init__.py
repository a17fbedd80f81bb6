"""Tasks: the register, and the following page of one task from its giving to its acceptance."""
