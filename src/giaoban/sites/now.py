"""The only clock of the sites: the present moment, or the pretended day of a demonstration."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from giaoban.core.values.actors import VIETNAM


def now() -> datetime:
    """The moment of the request. A demonstration may pretend a day (option ``today``); the time of day stays real."""
    real = timezone.now()
    if not settings.TODAY:
        return real
    clock: time = real.astimezone(VIETNAM).time()
    return datetime.combine(date.fromisoformat(settings.TODAY), clock, tzinfo=VIETNAM)
