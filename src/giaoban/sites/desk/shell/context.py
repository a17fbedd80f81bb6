"""What the frame of every page needs: the side bar with its counts, the day, the actor."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .navigation import side_bar
from .now import now


def desk(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    today = actor.today if actor else now().date()
    return {"actor": actor, "today": today, "side": SimpleLazyObject(lambda: side_bar(request)) if actor else []}
