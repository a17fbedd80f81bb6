"""Where the quarter stands, in one screen."""
