"""The citizens' pages: looking up one's own petition by its receipt, how to bring a matter and what the law promises."""
