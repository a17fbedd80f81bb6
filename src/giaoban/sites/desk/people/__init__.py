"""Bodies through time, officials with their posts, committees with their members."""
