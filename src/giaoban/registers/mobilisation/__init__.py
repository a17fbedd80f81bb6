"""Work of the mass-mobilisation bloc: social supervision and critique, movements, visits, relief, awards.

Activities and awards in words and counts; never a register of persons by religion, ethnicity or opinion."""
