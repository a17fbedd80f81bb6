"""Citizen reception (Luật Tiếp công dân, form 03/TCD) and petitions (Luật Khiếu nại, Luật Tố cáo, TT 05/2021/TT-TTCP).

One letter is one petition (đơn); one matter (vụ việc) may have many letters. Identities are in the vault, behind sealing.py.
Written by clerks and handlers; counted by forms 01/TCD, 02/XLD, 03/GQKN, 04/GQTC and the quarterly report."""
