"""Conclusions of inspections and audits: the register, recommendations with what was recovered, and carrying out."""
