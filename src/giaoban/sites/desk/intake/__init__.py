"""Pages of intake: papers waiting, a form to give one in, and the side by side page where each proposal is decided."""
