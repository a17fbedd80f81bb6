"""Letters that may repeat a letter: the same writer, or the same words."""

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.core.values.actors import Actor
from giaoban.core.words.text import fold
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules.similar import likeness, probe, verdict
from giaoban.registers.petitions.sealing import Person

from .reading import visible

LOOK_BACK = timedelta(days=5 * 366)
MOST = 60
TRAIT_WORDS = {
    "identity_no": "cùng số định danh",
    "phone": "cùng số điện thoại",
    "name_birth": "cùng họ tên, năm sinh",
    "name_place": "cùng họ tên, nơi ở",
}
ORDER = {"trung_don": 0, "cung_noi_dung": 1, "cung_nguoi": 2}


@dataclass(frozen=True, slots=True)
class Likely:
    """A letter that may be the same. ``verdict``: trung_don | cung_nguoi | cung_noi_dung. ``likeness``: 0-1, shared runs of words."""

    petition: Petition
    verdict: str
    likeness: float
    reasons: tuple[str, ...]


def possible_duplicates(
    actor: Actor,
    *,
    petition: Petition | None = None,
    person: Person | None = None,
    text: str = "",
    today: date | None = None,
    limit: int = 10,
) -> list[Likely]:
    """Letters like a kept one, or like what is being typed, among those this person may read; the likeliest first.

    Sealed letters are found by keyed fingerprints; the answer never says who wrote them.
    """
    folded = petition.folded if petition else fold(text)
    shared = sealing.same_people(person=person, identity_ref=petition.identity_ref if petition else None) if petition or person else {}
    rows = visible(actor).filter(received_on__gte=(today or actor.today) - LOOK_BACK).order_by("-received_on", "-pk")
    if petition is not None:
        rows = rows.exclude(pk=petition.pk)
    found: dict[int, Petition] = {}
    if shared:
        found.update({p.pk: p for p in rows.filter(identity_ref__in=list(shared)).select_related("agency")[:MOST]})
    if words := probe(folded):
        found.update({p.pk: p for p in rows.filter(folded__contains=words).select_related("agency")[:MOST]})
    likely = [_judge(p, folded, shared.get(p.identity_ref or 0, frozenset())) for p in found.values()]
    kept = [item for item in likely if item.verdict]
    return sorted(kept, key=lambda item: (ORDER[item.verdict], -item.likeness, -item.petition.pk))[:limit]


def _judge(petition: Petition, folded: str, shared: frozenset[str]) -> Likely:
    same = likeness(folded, petition.folded)
    reasons = [TRAIT_WORDS[trait] for trait in sorted(shared) if trait in TRAIT_WORDS]
    if same >= 0.3:
        reasons.append(f"nội dung giống {round(same * 100)}%")
    return Likely(petition, verdict(shared, same), same, tuple(reasons))
