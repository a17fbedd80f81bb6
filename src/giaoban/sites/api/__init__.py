"""The API for machines of the same house: typed, read-only, over the same queries and the same gate as the desk."""
