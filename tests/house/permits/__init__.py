"""Permits given by agencies (giấy phép): an example of a register, copied by docs/howto/add-a-register.md and its test.

Written by the agency that gives the permit. Counted by permits.issued.
"""
