"""The statutory tables 01/TCD, 02/XLD, 03/GQKN, 04/GQTC (TT 06/2025/TT-TTCP), laid out from the same countable sets (layouts/*.toml)."""
