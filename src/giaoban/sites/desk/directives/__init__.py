"""Documents that direct: the register, their points with the tasks given, and to whom they were made known."""
