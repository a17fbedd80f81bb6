"""Floor 0. Pure Python: values, words, days, law, paper, reading. No framework, no database, no clock, no network."""
