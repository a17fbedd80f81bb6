"""The citizens' pages: how to bring a matter and what the law promises. Looking up one's own petition comes with the receipt code."""
