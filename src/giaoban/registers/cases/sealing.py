"""The one door from cases to the vault: cases hold no identities of their own yet, so the door is shut."""

from giaoban.trust import vault

__all__ = ["vault"]
