"""Closing a period: what holds it up, what is written down when it is closed all the same, and what the report then says."""

from pathlib import Path

import pytest

from giaoban.core.paper.tree import plain_text
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.figures.indicators.models import FrozenFigure
from giaoban.figures.submissions.actions import ReturnRow, load
from giaoban.figures.submissions.queries import missing_senders
from giaoban.registers.people.queries import reporting_agencies
from giaoban.registers.petitions.models import Petition
from giaoban.rounds.reports import actions, queries
from giaoban.trust.audit.queries import history
from tests.figures.sample import END, Q3, Province

WRONG = "Biểu 02/XLD, Ban Tiếp công dân tỉnh: cột 6 (2) phải bằng cột 9 + cột 10 + cột 11 (1)."


def everybody_sends(actor: Actor) -> None:
    load(rows=[ReturnRow(Q3.code, agency.pk) for agency in reporting_agencies(END)], by=actor)


def unbalance(province: Province) -> None:
    Petition.objects.filter(pk=province.petitions[0].pk).update(field="tham_nhung")


def test_missing_returns_hold_up_the_closing(province: Province, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw, match=r"còn \d+ cơ quan chưa gửi số liệu \(.*Công an tỉnh.*\)\. Đôn đốc, hoặc chốt kèm lý do"):
        actions.close(period=Q3, by=actor)
    assert queries.remark(Q3) == ""


def test_form_that_does_not_balance_holds_up_the_closing(province: Province, actor: Actor) -> None:
    everybody_sends(actor)
    unbalance(province)
    assert queries.gaps(Q3, actor).unbalanced == (WRONG,)
    with pytest.raises(RefusedByLaw) as refused:
        actions.close(period=Q3, by=actor)
    assert str(refused.value) == (
        f"Chưa chốt được quý III năm 2026: 1 chỗ của biểu chưa cân. {WRONG} Sửa hồ sơ trong sổ, hoặc chốt kèm lý do."
    )


def test_both_are_told_together(province: Province, actor: Actor) -> None:
    unbalance(province)
    with pytest.raises(RefusedByLaw, match=r"cơ quan chưa gửi số liệu .* và 1 chỗ của biểu chưa cân\. Biểu 02/XLD"):
        actions.close(period=Q3, by=actor)


def test_complete_period_closes_without_a_reason_and_the_report_has_no_remark(province: Province, actor: Actor) -> None:
    everybody_sends(actor)
    closing, report = actions.close(period=Q3, by=actor)
    assert closing.closed_at is not None
    assert queries.remark(Q3) == ""
    assert "Số liệu được chốt khi còn" not in plain_text(queries.tree(Q3, actor, report))


def test_forced_closing_stands_in_the_ledger_and_in_the_report(province: Province, actor: Actor) -> None:
    unbalance(province)
    waiting = missing_senders(Q3)
    closing, report = actions.close(period=Q3, reason="Kịp hạn báo cáo.", by=actor)
    act = history(RecordRef("closing", closing.pk)).get(event="figures.closed")
    assert (act.details["reason"], act.details["missing"], act.details["unbalanced"]) == ("Kịp hạn báo cáo.", waiting, [WRONG])
    expected = (
        f"Số liệu được chốt khi còn {len(waiting):02d} cơ quan chưa gửi số liệu ({', '.join(waiting)}) và 01 chỗ của biểu thống kê "
        f"chưa cân ({WRONG[:-1]}). Lý do: Kịp hạn báo cáo."
    )
    assert expected in plain_text(queries.tree(Q3, actor, report))


def test_closing_twice_changes_nothing(province: Province, actor: Actor) -> None:
    first, _ = actions.close(period=Q3, reason="Kịp hạn", by=actor)
    second, _ = actions.close(period=Q3, by=actor)
    assert (second.pk, second.digest) == (first.pk, first.digest)
    assert history(RecordRef("closing", first.pk)).filter(event="figures.closed").count() == 1


def test_closing_again_after_the_catalogue_has_grown_says_what_has_no_figure(province: Province, actor: Actor, tmp_path: Path) -> None:
    """The rows of one indicator are taken away: the period was closed before that indicator was known."""
    actions.close_quarter(period=Q3, out=tmp_path, force="Kịp hạn báo cáo.", by=actor)
    FrozenFigure.objects.filter(code="DON_TIEP_NHAN")._raw_delete("default")
    closing, made = actions.close_quarter(period=Q3, out=tmp_path, by=actor)
    assert [path.exists() for path in made] == [True] * 3
    assert "chưa có số liệu" in plain_text(queries.tree(Q3, actor, actions.draft(period=Q3, by=actor)))
    told = {one["code"] for one in actions.figures_answer(closing, Q3)["figures"]}
    assert "TCD_LUOT" in told
    assert "DON_TIEP_NHAN" not in told


def test_blank_or_endless_reason_is_no_reason(province: Province, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw):
        actions.close(period=Q3, reason="  \u200b ", by=actor)
    with pytest.raises(InvalidInput):
        actions.close(period=Q3, reason="a" * 301, by=actor)


def test_closing_needs_the_right(province: Province, make_actor) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotAllowed):
        actions.close(period=Q3, reason="Thử", by=make_actor("reporter", province.agencies.xa_dong))
