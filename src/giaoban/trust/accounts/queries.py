"""The one gate for reads, and who an account is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.core.values.gates import Gate
from giaoban.core.words.text import collation_key, fold

from .models import SavedSearch, SearchSeen, User
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


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A saved search for one person: ``last`` is the newest record he has seen in it, ``own`` whether he may give it up."""

    search: SavedSearch
    last: int
    own: bool


def searches(actor: Actor, page: str = "") -> list[KeptSearch]:
    """One's own saved searches, then those the agency shares, by name."""
    if actor.user_id is None:
        return []
    mine = Q(user_id=actor.user_id)
    if actor.agency_id is not None:
        mine |= Q(agency_ref=actor.agency_id, shared=True)
    rows = SavedSearch.objects.filter(mine)
    if page:
        rows = rows.filter(page=page)
    seen = SearchSeen.objects.filter(search=OuterRef("pk"), user_id=actor.user_id).values("last")
    found = rows.annotate(last=Coalesce(Subquery(seen), 0))
    kept = [KeptSearch(row, row.last, row.user_id == actor.user_id) for row in found]
    return sorted(kept, key=lambda one: (not one.own, collation_key(one.search.name)))


def search_of(actor: Actor, id: int) -> KeptSearch:
    """One saved search that this person may use. Raises NotFound."""
    for one in searches(actor):
        if one.search.pk == id:
            return one
    raise NotFound("Không có phép tìm này hoặc đồng chí không được dùng.")
