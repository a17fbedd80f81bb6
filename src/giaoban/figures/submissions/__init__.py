"""What agencies send for a period: one return per agency and period, its values, its status and its corrections.

Written by the agency's reporter and approver; reviewed by the specialist; read by indicators through the catalogue's submitted figures."""
