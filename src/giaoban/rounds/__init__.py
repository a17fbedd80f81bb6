"""Floor 4. What the quarter does with it: the report, the conference and its conclusions, incoming papers."""
