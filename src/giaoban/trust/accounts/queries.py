"""The one gate for reads, and who an account is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.core.values.gates import Gate
from giaoban.core.words.text import fold

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


def visible(actor: Actor) -> "QuerySet[User]":
    """Accounts, for holders of accounts.read."""
    return visible_to(actor, User.objects.all())


def users(actor: Actor) -> "QuerySet[User]":
    """Accounts by name, for holders of accounts.read."""
    return visible(actor).order_by("username")


def get(actor: Actor, id: int) -> User:
    """One account. Raises NotFound."""
    user = visible(actor).filter(pk=id).first()
    if user is None:
        raise NotFound("Không có tài khoản số %(id)s hoặc đồng chí không được xem.", id=id)
    return user


@dataclass(frozen=True, slots=True)
class UserFilter:
    """``q``: words of the full name (with or without marks), the post or the log-in name."""

    q: str = ""
    role: str = ""
    agency: int | None = None
    active: bool | None = None


def listing(actor: Actor, f: UserFilter) -> "QuerySet[User]":
    """Accounts, newest first. There are at most some thousands, so names are folded here and not in a column."""
    rows = visible(actor)
    if sought := fold(f.q).split():
        texts = ((pk, fold(" ".join(parts))) for pk, *parts in rows.values_list("pk", "username", "full_name", "post"))
        rows = rows.filter(pk__in=[pk for pk, text in texts if all(word in text for word in sought)])
    if f.role:
        rows = rows.filter(role=f.role)
    if f.agency:
        rows = rows.filter(agency_ref=f.agency)
    if f.active is not None:
        rows = rows.filter(is_active=f.active)
    return rows.order_by("-date_joined", "-pk")


def user_named(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def user_facts(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Names of the accounts with these ids, for showing who did something."""
    return {u["id"]: dict(u) for u in User.objects.filter(pk__in=list(ids)).values("id", "full_name", "post")}
