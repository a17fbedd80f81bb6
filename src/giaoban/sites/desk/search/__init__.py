"""One box that looks through every register the reader may open."""
