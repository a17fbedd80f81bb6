"""A paper is read once; each proposal is decided once and stands in its register with a link to the paper."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.figures.submissions.actions import fill, open_returns
from giaoban.figures.submissions.models import Return
from giaoban.figures.submissions.queries import values_of
from giaoban.registers.directives.models import Directive
from giaoban.registers.mobilisation.models import Award
from giaoban.registers.people.actions import create_person
from giaoban.registers.people.models import Person
from giaoban.registers.tasks.models import Task
from giaoban.rounds.intake import actions, queries
from giaoban.rounds.intake.models import Paper, Proposal
from giaoban.trust.audit.queries import history
from giaoban.trust.links.queries import others
from tests.factories.agencies import Agencies

from .conftest import TEXT

Q3 = Period(2026, "Q3")


def one(paper: Paper, kind: str, words: str = "") -> Proposal:
    """The proposal of a kind whose place in the text holds these words."""
    return next(p for p in paper.proposals.filter(kind=kind) if words in paper.text[p.start : p.end])


def test_read_paper_makes_proposals_in_the_order_of_the_text(paper: Paper, actor: Actor) -> None:
    kinds = list(paper.proposals.values_list("kind", flat=True))
    assert {"figure", "citation", "person", "task", "award"} == set(kinds)
    assert list(paper.proposals.values_list("start", flat=True)) == sorted(paper.proposals.values_list("start", flat=True))
    assert paper.period == "2026-Q3"
    assert [e.event for e in history(RecordRef("paper", paper.pk))] == ["intake.read"]


def test_the_same_content_is_the_same_paper(paper: Paper, actor: Actor) -> None:
    number = Proposal.objects.count()
    assert actions.read_paper(name="Tên khác", text=TEXT, by=actor) == paper
    assert actions.read_paper(name="tin.txt", content=TEXT.encode(), by=actor) == paper
    assert (Paper.objects.count(), Proposal.objects.count()) == (1, number)


def test_a_file_is_kept(agencies: Agencies, actor: Actor) -> None:
    paper = actions.read_paper(name="tin.txt", content=(TEXT + "Hết.").encode(), period=Period(2026, "Q2"), by=actor)
    assert paper.file is not None
    assert paper.file.sha256 == paper.sha256
    assert paper.period == "2026-Q2"


@pytest.mark.parametrize("given", [{}, {"text": "  "}, {"content": b""}])
def test_nothing_to_read_is_refused(db: None, actor: Actor, given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        actions.read_paper(name="x.txt", by=actor, **given)


def test_task_goes_to_the_register_with_its_agencies(paper: Paper, agencies: Agencies, actor: Actor) -> None:
    row = actions.confirm(proposal=one(paper, "task", "rà soát"), by=actor)
    task = Task.objects.get()
    assert (task.lead, task.deadline, task.giver) == (agencies.thanh_tra, date(2026, 11, 30), agencies.tinh_uy)
    assert [s.agency for s in task.supports.all()] == [agencies.so_tu_phap]
    assert (row.state, row.record_kind, row.record_id) == ("dung", "task", task.pk)
    assert others(RecordRef("task", task.pk)) == [("proposed", RecordRef("paper", paper.pk))]


def test_task_without_a_day_has_no_deadline_yet(paper: Paper, actor: Actor) -> None:
    actions.confirm(proposal=one(paper, "task", "kiểm tra"), by=actor)
    assert (Task.objects.get().deadline_kind, Task.objects.get().deadline) == ("chua_dinh", None)


def test_task_corrected_by_the_person(paper: Paper, agencies: Agencies, actor: Actor) -> None:
    corrected = {"lead": agencies.ubkt.pk, "supports": [], "deadline": "2026-12-15"}
    row = actions.confirm(proposal=one(paper, "task", "kiểm tra"), corrected=corrected, by=actor)
    assert (row.state, Task.objects.get().lead, Task.objects.get().deadline) == ("sua", agencies.ubkt, date(2026, 12, 15))
    assert row.corrected is not None


def test_task_without_a_lead_is_refused(paper: Paper, actor: Actor) -> None:
    with pytest.raises(InvalidInput, match="chủ trì"):
        actions.confirm(proposal=one(paper, "task", "kiểm tra"), corrected={"lead": None}, by=actor)
    assert one(paper, "task", "kiểm tra").state == "cho"


def test_confirm_twice_is_once(paper: Paper, actor: Actor) -> None:
    proposal = one(paper, "task", "rà soát")
    actions.confirm(proposal=proposal, by=actor)
    actions.confirm(proposal=proposal, by=actor)
    assert Task.objects.count() == 1
    with pytest.raises(RefusedByLaw, match="đã ghi vào sổ"):
        actions.refuse(proposal=proposal, by=actor)


def test_citation_finds_the_directive_or_records_it(paper: Paper, actor: Actor) -> None:
    actions.confirm(proposal=one(paper, "citation"), by=actor)
    row = Directive.objects.get()
    assert (row.kind, row.number, row.issuer, row.level) == ("chi_thi", "26-CT/TW", "Bộ Chính trị", "trung_uong")
    again = actions.read_paper(name="Tin khác", text="Kiểm tra việc thực hiện Chỉ thị số 26-CT/TW của Bộ Chính trị.", by=actor)
    actions.confirm(proposal=one(again, "citation"), by=actor)
    assert Directive.objects.count() == 1
    assert len(others(RecordRef("directive", row.pk))) == 2


def test_person_gets_every_post_once(paper: Paper, agencies: Agencies, actor: Actor) -> None:
    actions.confirm(proposal=one(paper, "person"), by=actor)
    person = Person.objects.get()
    assert person.name == "Lò Văn Khuê"
    posts = {post.title: post.agency for post in person.posts.all()}
    assert posts["Chủ tịch UBND tỉnh"] == agencies.ubnd_tinh
    again = actions.read_paper(name="Tin khác", text="Đồng chí Lò Văn Khuê, Chủ tịch UBND tỉnh phát biểu.", by=actor)
    actions.confirm(proposal=one(again, "person"), by=actor)
    assert (Person.objects.count(), person.posts.count()) == (1, len(posts))


def test_person_of_a_shared_name_must_be_chosen(paper: Paper, actor: Actor) -> None:
    first = create_person(name="Lò Văn Khuê", note="Sở Tư pháp", by=actor)
    create_person(name="Lò Văn Khuê", note="Công an tỉnh", by=actor)
    with pytest.raises(InvalidInput, match="trùng tên"):
        actions.confirm(proposal=one(paper, "person"), by=actor)
    row = actions.confirm(proposal=one(paper, "person"), corrected={"person": first.pk, "one": True}, by=actor)
    assert row.record_id == first.pk


def test_award_goes_to_the_register(paper: Paper, actor: Actor) -> None:
    actions.confirm(proposal=one(paper, "award"), by=actor)
    assert (Award.objects.get().kind, Award.objects.get().giver) == ("bang_khen", "Chủ tịch UBND tỉnh")


def test_figure_stands_with_its_indicator_and_period(paper: Paper, actor: Actor) -> None:
    row = actions.confirm(proposal=one(paper, "figure", "1.500"), by=actor)
    assert (row.state, row.record_id) == ("dung", None)
    assert row.corrected == {"indicator": "TCD_LUOT", "value": 1500, "period": "2026-Q3"}
    with pytest.raises(InvalidInput, match="Không có chỉ tiêu"):
        actions.confirm(proposal=one(paper, "figure", "640"), corrected={"indicator": "KHONG_CO"}, by=actor)


def test_figure_beside_the_register(paper: Paper, actor: Actor) -> None:
    proposals = list(paper.proposals.select_related("paper"))
    seen = queries.sight(actor.today)
    data = {p.pk: queries.prepared(p, seen) for p in proposals}
    found = queries.compared(actor, proposals, data)[one(paper, "figure", "1.500").pk]
    assert (found.implied, found.now, found.matches) == (Decimal(1875), Decimal(0), False)


def test_confirm_many_goes_on_after_a_refusal(paper: Paper, actor: Actor) -> None:
    create_person(name="Lò Văn Khuê", note="a", by=actor)
    create_person(name="Lò Văn Khuê", note="b", by=actor)
    outcome = actions.confirm_many(paper=paper, ids=paper.proposals.values_list("pk", flat=True), by=actor)
    assert [row.kind for row, _ in outcome.refused if row.kind == "person"] == ["person"]
    assert Task.objects.count() == 2
    assert actions.confirm_many(paper=paper, ids=[p.pk for p in outcome.done], by=actor).done == []


def test_finish_wants_every_proposal_decided(paper: Paper, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw, match="chưa quyết định"):
        actions.finish(paper=paper, by=actor)
    for row in paper.proposals.all():
        actions.refuse(proposal=row, by=actor)
        actions.refuse(proposal=row, by=actor)
    assert actions.finish(paper=paper, by=actor).state == "da_xong"
    assert actions.finish(paper=paper, by=actor).state == "da_xong"
    with pytest.raises(RefusedByLaw, match="đã xong"):
        actions.confirm(proposal=paper.proposals.first(), by=actor)


def test_discard_sets_the_rest_aside(paper: Paper, actor: Actor) -> None:
    actions.confirm(proposal=one(paper, "task", "rà soát"), by=actor)
    assert actions.discard(paper=paper, by=actor).state == "bo"
    assert set(paper.proposals.values_list("state", flat=True)) == {"bo", "dung"}


def test_set_period(paper: Paper, actor: Actor) -> None:
    assert actions.set_period(paper=paper, period=Period(2026, "M9"), by=actor).period == "2026-M9"


def test_only_holders_of_the_right(paper: Paper, make_actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotAllowed):
        actions.confirm(proposal=one(paper, "award"), by=make_actor("leader"))
    with pytest.raises(NotFound):
        queries.get(make_actor("clerk", 1), paper.pk)
    assert queries.get(make_actor("leader"), paper.pk) == paper
    assert [p.waiting for p in queries.waiting(make_actor("specialist"))] == [paper.proposals.count()]


SAID = (
    "Trong quý III năm 2026, toàn tỉnh xảy ra 180 vụ phạm pháp về trật tự xã hội, giảm 20% so với cùng kỳ. Các cơ quan đã tiếp 1.500 lượt "
    "công dân. Kết luận thanh tra kiến nghị thu hồi 3,5 tỷ đồng.\n"
)


@pytest.fixture
def told(agencies: Agencies, actor: Actor) -> Paper:
    open_returns(period=Q3, by=actor)
    return actions.read_paper(name="Tin quý III", text=SAID, by=actor)


def crimes(paper: Paper) -> Proposal:
    return next(p for p in paper.proposals.filter(kind="figure") if p.data["indicator"] == "TP_VU")


def police(agencies: Agencies) -> Return:
    return Return.objects.get(period="2026-Q3", agency=agencies.cong_an)


def test_figure_of_one_agency_goes_into_its_return_with_its_origin(told: Paper, agencies: Agencies, actor: Actor) -> None:
    row = actions.confirm(proposal=crimes(told), by=actor)
    sheet = police(agencies)
    value = values_of(sheet)["TP_VU"]
    assert (value.value, value.note, sheet.state, sheet.sent_on) == (180, "Theo Tin quý III", "dang_nhap", None)
    assert (row.record_kind, row.record_id) == ("return", sheet.pk)
    assert others(RecordRef("return", sheet.pk)) == [("proposed", RecordRef("paper", told.pk))]
    assert history(RecordRef("return", sheet.pk)).get(event="submissions.filled").details["paper"] == f"paper:{told.pk}"
    assert [(p.pk, p.corrected["value"]) for p in queries.readings(actor, "TP_VU", Q3)] == [(row.pk, 180)]


def test_what_an_agency_typed_or_sent_is_not_overwritten(told: Paper, agencies: Agencies, actor: Actor) -> None:
    fill(sheet=police(agencies), values={"TP_VU": Decimal(178)}, by=actor)
    row = actions.confirm(proposal=crimes(told), by=actor)
    assert values_of(police(agencies))["TP_VU"].value == 178
    assert (row.record_kind, row.state) == ("", "dung")
    assert [p.pk for p in queries.readings(actor, "TP_VU", Q3)] == [row.pk]


def test_sent_return_takes_nothing_from_a_paper(told: Paper, agencies: Agencies, actor: Actor) -> None:
    sheet = police(agencies)
    Return.objects.filter(pk=sheet.pk).update(state="da_gui", sent_on=date(2026, 9, 17))
    assert actions.confirm(proposal=crimes(told), by=actor).record_kind == ""
    assert values_of(sheet) == {}


def test_number_that_cannot_be_is_refused_and_stays_open(told: Paper, agencies: Agencies, actor: Actor) -> None:
    with pytest.raises(InvalidInput, match="số nguyên"):
        actions.confirm(proposal=crimes(told), corrected={"value": 180.5}, by=actor)
    assert crimes(told).state == "cho"
    assert police(agencies).state == "chua_nhap"


def test_counted_figure_stands_as_read_beside_the_count(told: Paper, actor: Actor, make_actor: Callable[..., Actor]) -> None:
    visits = next(p for p in told.proposals.filter(kind="figure") if p.data["indicator"] == "TCD_LUOT")
    assert queries.readings(actor, "TCD_LUOT", Q3) == []
    row = actions.confirm(proposal=visits, by=actor)
    found = queries.readings(actor, "TCD_LUOT", Q3)
    assert [(p.pk, p.corrected["value"], p.record_kind) for p in found] == [(row.pk, 1500, "")]
    assert queries.readings(actor, "TCD_LUOT", Period(2026, "Q2")) == []
    assert queries.readings(make_actor("reporter"), "TCD_LUOT", Q3) == []


def test_money_is_kept_in_the_unit_of_its_figure(told: Paper, actor: Actor) -> None:
    money = next(p for p in told.proposals.filter(kind="figure") if p.data["indicator"] == "TTR_KIEN_NGHI_THU")
    row = actions.confirm(proposal=money, by=actor)
    assert row.corrected is not None
    assert row.corrected["value"] == 3500
