"""Mass-mobilisation work and awards."""
