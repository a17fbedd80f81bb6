"""What falls due, and the law and calendar behind it."""
