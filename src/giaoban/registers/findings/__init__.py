"""Conclusions of inspections and audits, their recommendations, and what has been recovered or done (TT 06/2025/TT-TTCP, 02/TTr).

A conclusion is done only when every recommendation is done in full."""
