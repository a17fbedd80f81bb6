"""Floor 3. What is summed up: indicators and their lineage, agencies' returns, the statutory forms."""
