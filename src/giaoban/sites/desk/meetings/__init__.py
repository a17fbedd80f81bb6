"""Pages of conferences: the list, one conference with its agenda, attendance, opinions and conclusions, and the notices issued."""
