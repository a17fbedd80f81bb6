"""Settings, addresses and the entry points. Nothing below may import it."""
