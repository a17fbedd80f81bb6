import pytest

from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit.models import Event as Row
from giaoban.trust.links.actions import link
from giaoban.trust.links.choices import Relation
from giaoban.trust.links.queries import links_of, others

PETITION, CASE = RecordRef("petition", 1), RecordRef("case", 1)

pytestmark = pytest.mark.django_db


def test_link_is_seen_from_both_ends(actor) -> None:
    link(source=PETITION, target=CASE, relation=Relation.BECAME, note="vụ 1", by=actor)
    assert others(PETITION) == [("became", CASE)]
    assert others(CASE) == [("became", PETITION)]
    assert others(RecordRef("case", 2)) == []


def test_link_said_twice_is_one(actor) -> None:
    rows = {link(source=PETITION, target=CASE, relation=Relation.BECAME, by=actor).pk for _ in range(2)}
    assert len(rows) == links_of(PETITION).count() == Row.objects.count() == 1


def test_other_relation_is_another_link(actor) -> None:
    for relation in (Relation.BECAME, Relation.CONCERNS):
        link(source=PETITION, target=CASE, relation=relation, by=actor)
    assert links_of(CASE).count() == 2
