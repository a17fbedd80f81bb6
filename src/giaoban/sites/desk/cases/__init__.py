"""Cases: the register, a case with its stages and oversight lists, and the sheets that change it."""
