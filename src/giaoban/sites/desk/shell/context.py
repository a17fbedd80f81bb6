"""What the frame of every page needs: the side bar with its counts, the day, the actor."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from giaoban.sites.now import now

from .navigation import bottom_bar, side_bar


def desk(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    today = actor.today if actor else now().date()
    if not actor:
        return {"actor": None, "today": today, "side": [], "bottom": []}
    side = SimpleLazyObject(lambda: side_bar(request))
    return {"actor": actor, "today": today, "side": side, "bottom": SimpleLazyObject(lambda: bottom_bar(side))}
