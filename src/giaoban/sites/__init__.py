"""Floor 5. What people and machines see: desk (staff), portal (citizens), api (machines), console (commands)."""
