"""Registers as people read them, and the sets that figures count."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Count, Sum

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Petition, Reception
from giaoban.registers.petitions.queries import PetitionFilter, ReceptionFilter
from giaoban.registers.petitions.rules import PetitionRow, ReceptionRow
from giaoban.registers.petitions.sealing import Person
from tests.registers.petitions.conftest import TAM

Letter = Callable[..., Petition]
Visit = Callable[..., Reception]
pytestmark = pytest.mark.django_db
START, END = date(2026, 6, 15), date(2026, 9, 14)
BY_NAME = {countable.name: countable for countable in queries.COUNTS}


def counted(name: str, start: date = START, end: date = END, **where: Any) -> Any:
    """The number of a named set, as the figures count it."""
    item = BY_NAME[name]
    rows = apps.get_model(item.model).objects.filter(item.condition(start, end), **where)
    if item.total:
        return rows.aggregate(n=Sum(item.total))["n"] or 0
    return rows.aggregate(n=Count(item.distinct, distinct=True))["n"] if item.distinct else rows.count()


def found(actor: Actor, **values: Any) -> list[str]:
    return [row.number for row in queries.listing(actor, PetitionFilter(**values))]


def test_agencies_read_their_own_and_what_they_handle(letter: Letter, make_actor: Callable[..., Actor], agencies: Any) -> None:
    first = letter(handler=agencies.thanh_tra)
    letter(agency=agencies.xa_dong)
    assert queries.visible(make_actor("specialist")).count() == 2
    assert list(queries.visible(make_actor("clerk", agencies.thanh_tra))) == [first]
    assert list(queries.visible(make_actor("clerk", agencies.ban_tiep_cong_dan))) == [first]
    assert not queries.visible(make_actor("administrator")).exists()
    with pytest.raises(NotFound):
        queries.get(make_actor("clerk", agencies.xa_dong), first.pk)
    with pytest.raises(NotFound):
        queries.matter_view(make_actor("clerk", agencies.xa_dong), first.matter_id)


def test_search(letter: Letter, actor: Actor, make_actor: Callable[..., Actor], agencies: Any) -> None:
    letter(summary="Khiếu nại thu hồi thửa đất số 118 tờ bản đồ 24", respondent="UBND xã Khê Đông")
    letter(summary="Kiến nghị sửa kênh mương", kind="kien_nghi", person=Person(name="Trần Văn Dũng", phone="0987654321"))
    letter(summary="Tố cáo nhận tiền của dân", kind="to_cao", person=Person(name="Trần Văn Dũng", phone="0987654321"))
    assert found(actor, q="thua dat 118") == ["1/2026"]
    assert found(actor, q="THỬA khê đông") == ["1/2026"]
    assert found(actor, q="kênh đất") == []
    assert found(actor, q="trần văn dũng") == ["2/2026"]
    assert found(actor, q="Dũng") == ["2/2026"]
    assert found(actor, q="0987 654 321") == ["2/2026"]
    assert found(actor, q="số 3/2026") == ["3/2026"]
    assert found(actor, q="3/2025") == []
    assert found(actor, q="  ") == ["3/2026", "2/2026", "1/2026"]
    assert found(make_actor("specialist"), q="trần văn dũng") == []
    assert found(actor, q="100%_'") == []


def test_filters(letter: Letter, actor: Actor, agencies: Any) -> None:
    letter(received_on=date(2026, 9, 1))
    letter(received_on=date(2026, 9, 16), kind="to_cao", channel="hop_thu")
    letter(received_on=date(2026, 9, 17), agency=agencies.xa_dong, handler=agencies.thanh_tra)
    assert found(actor, kind="to_cao") == found(actor, sealed=True) == found(actor, channel="hop_thu") == ["2/2026"]
    assert found(actor, agency=agencies.xa_dong.pk) == found(actor, handler=agencies.thanh_tra.pk) == ["1/2026"]
    assert found(actor, due="qua_han") == ["1/2026"]
    assert found(actor, due="sap_den_han") == ["2/2026"]
    assert found(actor, from_=date(2026, 9, 16), to=date(2026, 9, 16)) == ["2/2026"]
    assert len(found(actor, state="moi", eligibility="chua_xet")) == 3
    later, first = queries.listing(actor, PetitionFilter())[0], queries.listing(actor, PetitionFilter()).last()
    assert later.received_on == date(2026, 9, 17)
    assert first is not None
    assert first.received_on == date(2026, 9, 1)


def test_duplicates_are_hidden_or_alone(letter: Letter, actor: Actor) -> None:
    first, second = letter(), letter(received_on=date(2026, 9, 4))
    actions.link_duplicate(petition=second, master=first, by=actor)
    assert found(actor, duplicates="an") == ["1/2026"]
    assert found(actor, duplicates="chi") == ["2/2026"]


def test_pages_by_key_hold_every_row_once(letter: Letter, actor: Actor) -> None:
    for _ in range(7):
        letter()
    letter(received_on=date(2026, 9, 3))
    rows, seen, key = queries.listing(actor, PetitionFilter()), [], None
    while page := list(queries.after(rows, key)[:3]):
        seen += [row.pk for row in page]
        key = (page[-1].received_on, page[-1].pk)
    assert len(seen) == len(set(seen)) == 8
    assert queries.capped_count(rows, 5) == (5, True)
    assert queries.capped_count(rows) == (8, False)


def test_register_page_asks_twice_for_any_number_of_rows(
    letter: Letter, actor: Actor, make_actor: Callable[..., Actor], agencies: Any, django_assert_num_queries: Any
) -> None:
    for turn in range(12):
        letter(agency=(agencies.xa_dong, agencies.xa_tay)[turn % 2])
    for reader in (actor, make_actor("clerk", agencies.xa_dong)):
        with django_assert_num_queries(2):
            rows = list(queries.listing(reader, PetitionFilter())[:50])
            shown = queries.names(rows, reader)
            assert [f"{r.number} {r.agency} {r.handler} {shown.get(r.identity_ref or 0)} {r.next_step} {r.summary}" for r in rows]


def test_reception_book(visit: Visit, actor: Actor, agencies: Any) -> None:
    visit(people=9, kind="dinh_ky", delegated=True)
    turn = visit(mode="truc_tuyen")
    actions.answer_reception(reception=turn, answer="thu_ly", on=date(2026, 9, 3), by=actor)

    def turns(**values: Any) -> list[int]:
        return [row.seq for row in queries.listing_receptions(actor, ReceptionFilter(**values))]

    assert turns() == [2, 1]
    assert turns(large_group=True) == turns(delegated=True) == turns(kind="dinh_ky") == turns(answered=False) == [1]
    assert turns(mode="truc_tuyen") == turns(answered=True) == [2]
    assert turns(q="tám") == [2, 1]
    assert turns(q="bồi thường", agency=agencies.xa_dong.pk) == []


def test_suspects(letter: Letter, actor: Actor) -> None:
    long = "Khiếu nại quyết định thu hồi thửa đất số 118 tờ bản đồ 24 của gia đình tôi tại thôn Ba Lạch để làm đường liên xã"
    first = letter(summary=long)
    same = letter(received_on=date(2026, 9, 5), summary=f"Kính gửi. {long}. Đề nghị giải quyết", kind="to_cao")
    other_matter = letter(received_on=date(2026, 9, 6), summary="Đề nghị trả chế độ người có công cho mẹ tôi là thương binh")
    copied = letter(received_on=date(2026, 9, 7), summary=long, person=Person(name="Hà Văn Sửu", phone="0911222333"))
    letter(received_on=date(2026, 9, 8), summary="Việc khác hẳn", person=Person(name="Phan Thị Đào"))
    likely = {item.petition.pk: item.verdict for item in queries.suspected(first, actor) if item.petition}
    assert likely == {same.pk: "duplicate", copied.pk: "campaign", other_matter.pk: "same_person"}
    typed = queries.suspects(text=long, name=TAM.name, birth_year=TAM.birth_year, phone=TAM.phone, identity_no=TAM.identity_no, actor=actor)
    assert typed[0].verdict == "duplicate"
    assert "Tám" not in str([item.reasons for item in typed])
    assert queries.suspects(text="ngắn", name="Phan Thị Đào", actor=actor) == []


def test_every_countable_is_a_query(letter: Letter, visit: Visit) -> None:
    letter()
    visit()
    assert len(BY_NAME) == len(queries.COUNTS)
    for name, item in BY_NAME.items():
        assert counted(name) is not None
        assert item.label
        model = apps.get_model(item.model)
        for path in (item.agency, item.total, item.distinct):
            assert path is None or hasattr(model, path)


def turn(agency: Any, key: str, **values: Any) -> ReceptionRow:
    given: dict[str, Any] = {
        "agency_id": agency.pk, "received_on": date(2026, 8, 3), "kind": "thuong_xuyen", "petition_kind": "khieu_nai", "summary": "Đất",
        "source_key": key, "matter_key": key, **values,
    }  # fmt: skip
    return ReceptionRow(**given)


def test_form_01_tcd_adds_up(agencies: Any, actor: Actor) -> None:
    office = agencies.ban_tiep_cong_dan
    rows = [
        turn(office, "a", people=2),
        turn(office, "b", people=6),
        turn(office, "b2", matter_key="b", kind="dinh_ky", people=6, received_on=date(2026, 8, 15)),
        turn(office, "c", kind="dot_xuat", received_on=date(2026, 8, 15)),
        turn(office, "d", kind="dinh_ky", delegated=True, people=10, received_on=date(2026, 9, 14)),
        turn(office, "c2", matter_key="c", kind="dinh_ky", delegated=True),
        turn(office, "outside", received_on=date(2026, 9, 15)),
        turn(office, "before", received_on=date(2026, 6, 14)),
    ]
    actions.load_receptions(rows=rows, by=actor)
    for total, parts in (
        ("turns", ("standing_turns", "head_turns", "delegated_turns")),
        ("people", ("standing_people", "head_people", "delegated_people")),
        ("matters", ("standing_matters", "head_matters", "delegated_matters")),
        ("large_groups", ("standing_large_groups", "head_large_groups", "delegated_large_groups")),
    ):
        assert counted(f"receptions.{total}") == sum(counted(f"receptions.{part}") for part in parts)
    assert [counted(f"receptions.{name}") for name in ("turns", "people", "matters", "large_groups")] == [6, 26, 4, 3]
    assert [counted(f"receptions.{name}") for name in ("standing_matters", "head_matters", "delegated_matters")] == [1, 2, 1]
    assert (counted("receptions.head_days"), counted("receptions.delegated_days")) == (1, 2)
    assert counted("receptions.head_large_group_people") == 6


def story(agency: Any, key: str, **values: Any) -> PetitionRow:
    given: dict[str, Any] = {
        "agency_id": agency.pk, "received_on": date(2026, 8, 3), "channel": "buu_chinh", "kind": "khieu_nai", "summary": "Đất",
        "source_key": key,
        "field": "khac", **values,
    }  # fmt: skip
    return PetitionRow(**given)


HANDLED: dict[str, Any] = {"eligibility": "du", "disposed_on": date(2026, 8, 5), "state": "da_xu_ly"}
OURS: dict[str, Any] = {**HANDLED, "within_competence": True, "disposition": "de_xuat_thu_ly"}


@pytest.fixture
def year(agencies: Any, actor: Actor) -> None:
    """A quarter's petitions of every fate."""
    a = agencies.ban_tiep_cong_dan
    accepted = {**OURS, "accepted_on": date(2026, 8, 6), "state": "da_thu_ly"}
    decided = {**accepted, "state": "da_giai_quyet", "decided_on": date(2026, 9, 1), "decision_number": "1/QĐ"}
    actions.load(
        rows=[
            story(a, "new"),
            story(a, "old", received_on=date(2026, 6, 1)),
            story(a, "old handled", **{**HANDLED, "received_on": date(2026, 6, 1), "within_competence": False, "disposition": "huong_dan"}),
            story(a, "considering", field="dat_dai", **OURS),
            story(a, "accepted", round="lan_hai", **accepted),
            story(
                a, "late", **{**accepted, "received_on": date(2026, 7, 1), "disposed_on": date(2026, 7, 3), "accepted_on": date(2026, 7, 6)}
            ),
            story(a, "refused", **{**OURS, "state": "khong_thu_ly", "ending": "khong_thu_ly", "ended_on": date(2026, 8, 7)}),
            story(a, "withdrawn", **{**accepted, "state": "dinh_chi", "ending": "rut_don", "ended_on": date(2026, 8, 9)}),
            story(a, "decided", outcome="dung", recovered_state_million=Decimal("10.5"), matter_key="same", **decided),
            story(a, "same matter", matter_key="same", **OURS),
            story(a, "tc", kind="to_cao", field="tham_nhung", outcome="sai", people_handled=2, **decided),
            story(a, "kn", kind="kien_nghi", field="dat_dai", **OURS),
            story(a, "passed on", kind="to_cao", **{**HANDLED, "within_competence": False, "disposition": "chuyen_don"}),
            story(a, "mixed", kind="nhieu_noi_dung", **{**HANDLED, "within_competence": True, "disposition": "huong_dan"}),
            story(a, "copy", duplicate_of_key="new", **{**HANDLED, "eligibility": "khong_du", "disposition": "luu_don"}),
            story(a, "after", received_on=date(2026, 9, 15)),
        ],
        by=actor,
    )


def test_form_02_xld_adds_up(year: None) -> None:
    n = {name.removeprefix("petitions."): counted(name) for name in BY_NAME if name.startswith("petitions.")}
    assert (n["received"], n["carried_over"], n["in_hand"], n["processed"], n["unprocessed"]) == (13, 2, 15, 13, 2)
    assert n["in_hand"] == n["processed"] + n["unprocessed"]
    assert n["processed"] == n["eligible"] + n["not_eligible"]
    assert n["eligible"] == n["within_competence"] + n["not_within"]
    assert n["not_within"] == n["not_within_guided"] + n["not_within_transferred"]
    assert (n["not_within_guided"], n["not_within_transferred"]) == (2, 1)
    assert n["within_competence"] == n["khieu_nai"] + n["to_cao"] + n["kien_nghi_phan_anh"] == 9
    assert n["khieu_nai"] == n["khieu_nai_lan_dau"] + n["khieu_nai_lan_hai"] == 7
    assert n["khieu_nai"] == n["khieu_nai_dat_dai"] + n["khieu_nai_che_do_chinh_sach"] + n["khieu_nai_khac"]
    assert n["to_cao"] == n["to_cao_hanh_chinh"] + n["to_cao_tham_nhung"] + n["to_cao_tu_phap"] + n["to_cao_khac"] == 1
    assert n["to_cao"] == n["to_cao_lan_dau"] + n["to_cao_tiep"]
    assert n["kien_nghi_phan_anh_dat_dai"] == 1
    assert (n["matters"], n["kn_tc_within_competence"], n["kn_tc_matters"]) == (8, 8, 7)
    assert n["duplicates"] == 1


def test_forms_03_and_04_add_up(year: None) -> None:
    n = {name.removeprefix("petitions."): counted(name) for name in BY_NAME if name.startswith("petitions.")}
    for kind in ("khieu_nai", "to_cao"):
        assert n[kind] == sum(n[f"{kind}_{part}"] for part in ("considering", "accepted", "not_accepted", "withdrawn"))
    assert (n["khieu_nai_considering"], n["khieu_nai_accepted"], n["khieu_nai_not_accepted"], n["khieu_nai_withdrawn"]) == (2, 3, 1, 1)
    outcomes = [
        f"khieu_nai_{name}"
        for name in ("first_dung", "first_sai", "first_dung_mot_phan", "second_cong_nhan_lan_dau", "second_huy_sua_lan_dau")
    ]
    assert n["khieu_nai_decided"] == sum(n[name] for name in outcomes) == 1
    assert (n["to_cao_decided"], n["to_cao_first_sai"], n["to_cao_people_handled"]) == (1, 1, 2)
    assert n["khieu_nai_recovered_state_million"] == n["recovered_state_million"] == Decimal("10.5")
    assert (n["kn_tc_resolved"], n["khieu_nai_resolved"], n["kn_tc_resolved_in_time"]) == (3, 2, 2)
    assert (n["khieu_nai_pending"], n["khieu_nai_overdue"]) == (2, 1)


def test_standing_is_as_it_was_at_the_end_of_the_window(year: None) -> None:
    """Counted to the middle of August, what was decided in September is still being resolved."""
    end = date(2026, 8, 10)
    assert counted("petitions.khieu_nai_accepted", end=end) == 3
    assert counted("petitions.khieu_nai_pending", end=end) == 3
    assert counted("petitions.khieu_nai_overdue", end=end) == 1
    assert counted("petitions.khieu_nai_overdue", end=date(2026, 8, 5)) == 0
    assert counted("petitions.khieu_nai_pending_before", start=date(2026, 9, 1)) == 3
