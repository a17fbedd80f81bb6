"""Who acts when a command writes: the administrator of the machine, at the present (or the demonstration's) moment."""

from giaoban.core.values.actors import Actor
from giaoban.sites.now import now as moment
from giaoban.trust.accounts.queries import system_actor

__all__ = ["moment", "operator"]


def operator() -> Actor:
    """The actor of a command run on the server."""
    return system_actor(moment(), "Quản trị máy chủ")
