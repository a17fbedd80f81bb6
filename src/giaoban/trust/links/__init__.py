"""Links between records of different registers (a petition became a case), as pairs of references without foreign keys."""
