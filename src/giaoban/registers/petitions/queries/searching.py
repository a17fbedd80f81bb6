"""Searching letters and visits the way officers type: exact marks first, then without, then by short forms and former names."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.words.search import Part, Sought, sought, spelled, whole
from giaoban.core.words.text import fold
from giaoban.registers.people.queries import other_names
from giaoban.registers.petitions import sealing

from .word_index import narrowed

NUMBER = re.compile(r"\s*(?:(?:đơn|lượt)\s+)?(?:số|so)?\s*(\d{1,7})\s*/\s*(\d{4})\s*", re.IGNORECASE)
FRAGMENT = re.compile(r"\s*(?:số|so)?\s*(\d{1,7})\s*/?\s*", re.IGNORECASE)
MOST_NAMED = 2000
YEARS = 15
M = TypeVar("M", bound=Model)


def _typed(words: Iterable[str]) -> Q:
    found = Q()
    for word in sorted(words, key=len, reverse=True):
        found &= Q(folded__contains=f" {word} " if whole(word) else f" {word}")
    return found


def _wide(parts: Iterable[Part]) -> Q:
    """Each part as it was typed or said in one of its other ways."""
    found = Q()
    for part in parts:
        either = _typed(part.words)
        for other in part.others:
            either |= Q(folded__contains=f" {other} ")
        found &= either
    return found


def _marked(model: type[Model], words: Iterable[str]) -> Q:
    """Rows where every word that was typed with marks stands with those marks in the story (or as the respondent)."""
    fields = [name for name in ("summary", "respondent") if name in {field.name for field in model._meta.get_fields()}]
    found = Q()
    for word in words:
        either = Q()
        for form in spelled(word):
            for name in fields:
                either |= Q(**{f"{name}__contains": form})
        found &= either
    return found


def _surely(q: str, actor: Actor) -> Q:
    """Rows that bear the number, or (for holders of identities.read, never sealed) the name or number of a person that was typed."""
    found = Q()
    if fragment := FRAGMENT.fullmatch(q):
        found |= Q(seq=int(fragment[1]), year__in=range(actor.today.year - YEARS, actor.today.year + 1))
    if actor.may("identities.read") and (people := sealing.matching_identities(fold(q))):
        found |= Q(identity_ref__in=people[:MOST_NAMED], sealed=False)
    return found


def tiers(model: type[M], q: str, actor: Actor) -> list[Q]:
    """Conditions in the order in which rows are shown, each wider than the one before; none when nothing was typed."""
    if not q.strip():
        return []
    if number := NUMBER.fullmatch(q):
        return [Q(seq=int(number[1]), year=int(number[2]))]
    asked: Sought = sought(q, other_names() if len(q) > 3 else None)
    if not asked.parts:
        return [Q(pk__in=[])]
    sure = _surely(q, actor)
    # A row that bears the number or name need not hold the words.
    alike = _typed(asked.words) & narrowed(model, [Part(asked.words)])
    found = [sure | alike & _marked(model, asked.marked)] if asked.marked else []
    found.append(sure | alike)
    if asked.has_others:
        found.append(sure | _wide(asked.parts) & narrowed(model, asked.parts))
    return found


def searched(rows: "QuerySet[M]", q: str, actor: Actor) -> "QuerySet[M]":
    """All rows that fit what was typed, in the order they have."""
    found = tiers(rows.model, q, actor)
    return rows.filter(found[-1]) if found else rows


def ranked(rows: "QuerySet[M]", q: str, actor: Actor) -> list["QuerySet[M]"]:
    """The same rows as ``searched``, in disjoint sets to be shown one after the other, the surest first."""
    found = tiers(rows.model, q, actor)
    if len(found) < 2:
        return [rows.filter(*found)]
    sets = [rows.filter(found[0])]
    for before, after in pairwise(found):
        sets.append(rows.filter(after).exclude(before))
    return sets
