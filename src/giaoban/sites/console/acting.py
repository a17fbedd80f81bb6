"""Who acts when a command writes: the administrator of the machine, at the present (or the demonstration's) moment."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from giaoban.core.values.actors import VIETNAM, Actor
from giaoban.trust.accounts.queries import system_actor


def moment() -> datetime:
    real = timezone.now()
    if not settings.TODAY:
        return real
    return datetime.combine(date.fromisoformat(settings.TODAY), real.astimezone(VIETNAM).time(), tzinfo=VIETNAM)


def operator() -> Actor:
    """The actor of a command run on the server."""
    return system_actor(moment(), "Quản trị máy chủ")
