"""The one gate for reads, and who an account is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.gates import Gate

from .models import User
from .rules import reads_province, rights_of

M = TypeVar("M", bound=Model)

SYSTEM_RIGHTS = frozenset({"*"})


def visible_to(actor: Actor, rows: "QuerySet[M]") -> "QuerySet[M]":
    """The rows of a model that this person may read: every list, search, export, API and figure starts here.

    The model declares a ``gate``; a model without one is readable by nobody. No join per row: the agencies are computed once for
    each request (Actor.agencies) and a path to many rows becomes one subquery.
    """
    gate: Gate | None = getattr(rows.model, "gate", None)
    if gate is None or not actor.may(gate.right):
        return rows.none()
    if actor.agencies is None or not gate.agencies:
        return rows
    condition = Q()
    for path in gate.agencies:
        if "__" in path:
            inner = rows.model._default_manager.filter(**{f"{path}__in": actor.agencies}).values("pk")
            condition |= Q(pk__in=inner)
        else:
            condition |= Q(**{f"{path}__in": actor.agencies})
    return rows.filter(condition)


def actor_of(user: User, *, at: datetime, agencies: Iterable[int] = ()) -> Actor:
    """The actor behind an account at a moment. ``agencies``: the agencies whose records an agency-bound role reads."""
    reach = None if reads_province(user.role) else frozenset(agencies) | ({user.agency_ref} if user.agency_ref else frozenset())
    return Actor(
        user_id=user.pk,
        name=str(user),
        agency_id=user.agency_ref,
        role=user.role,
        rights=rights_of(user.role) if user.is_active else frozenset(),
        at=at,
        agencies=reach,
        post=user.post,
    )


def system_actor(at: datetime, name: str = "Hệ thống") -> Actor:
    """The actor of commands run on the server by the administrator of the machine."""
    return Actor(user_id=None, name=name, agency_id=None, role="system", rights=SYSTEM_RIGHTS, at=at, agencies=None)


def users(actor: Actor) -> "QuerySet[User]":
    """Accounts, for holders of accounts.read."""
    rows: QuerySet[User] = User.objects.order_by("username")
    return rows if actor.may("accounts.read") else rows.none()


def user_named(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def user_facts(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Names of the accounts with these ids, for showing who did something."""
    return {u["id"]: dict(u) for u in User.objects.filter(pk__in=list(ids)).values("id", "full_name", "post")}
