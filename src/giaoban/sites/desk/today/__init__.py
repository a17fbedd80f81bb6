"""What to do now, for the person who asks."""
