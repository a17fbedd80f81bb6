"""Entering, issuing and making documents known, outcome by outcome."""

from datetime import date

import pytest
from django.db import transaction

from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.directives import actions, queries
from giaoban.registers.directives.actions import DirectiveRow, ProvisionRow, SentRow
from giaoban.registers.directives.choices import DisseminationState, Event
from giaoban.registers.directives.models import Directive, Dissemination, NumberSeries, Provision
from giaoban.trust.audit.queries import history

NOW = date(2026, 9, 20)
POINTS = [ProvisionRow("I.1", "Đánh giá chung."), ProvisionRow("II.1", "Giao Thanh tra tỉnh rà soát.", True)]


def events(row: Directive) -> list[str]:
    return [e.event for e in history(RecordRef("directive", row.pk))]


def issue(actor, **fields):
    values = {
        "kind": "thong_bao_ket_luan",
        "number": "12-TB/TU",
        "issuer": "Ban Thường vụ Tỉnh ủy",
        "issued_on": date(2026, 9, 15),
        "subject": "Kết luận hội nghị giao ban",
        "provisions": POINTS,
        **fields,
    }
    return actions.issue(**values, by=actor)


def test_record_enters_once(record) -> None:
    row = record()
    assert (row.recorded_on, row.issued_here, row.folded.split()[0]) == (NOW, False, "05-ct/tu")
    assert record() == row
    assert events(row) == [Event.RECORDED]


def test_record_same_number_with_other_words_is_a_conflict(record) -> None:
    record()
    with pytest.raises(Conflict, match="đã có trong sổ với trích yếu khác"):
        record(subject="Về việc khác")
    assert record(issued_on=date(2025, 9, 1), subject="Về việc khác")


def test_record_refuses(record, agencies) -> None:
    with pytest.raises(InvalidInput) as caught:
        record(number=" ")
    assert caught.value.field == "number"
    with pytest.raises(InvalidInput, match="sau ngày vào sổ"):
        record(issued_on=date(2026, 10, 1))
    with pytest.raises(RefusedByLaw, match="đã kết thúc"):
        record(issuer_agency=agencies.huyen_cu)


def test_record_needs_the_right(agencies, make_actor) -> None:
    with pytest.raises(NotAllowed):
        actions.record(
            kind="chi_thi", number="1", issuer="A", level="tinh", subject="B", issued_on=NOW, by=make_actor("reporter", agencies.so_tu_phap)
        )


def test_change(directive, actor) -> None:
    row = actions.change(directive=directive, version=1, subject="Về tiếp công dân", by=actor)
    assert (row.version, "ve tiep cong dan" in row.folded) == (2, True)
    assert history(RecordRef("directive", row.pk)).last().details["fields"] == ["subject"]
    assert actions.change(directive=directive, subject="Về tiếp công dân", by=actor).version == 2


def test_change_refuses(directive, record, actor) -> None:
    record(number="06-CT/TU")
    with pytest.raises(Conflict, match="Người khác vừa sửa"):
        actions.change(directive=directive, version=7, subject="A", by=actor)
    with pytest.raises(InvalidInput, match="issued_here"):
        actions.change(directive=directive, issued_here=True, by=actor)
    with pytest.raises(Conflict, match="đã có trong sổ"):
        actions.change(directive=directive, number="06-CT/TU", by=actor)
    with pytest.raises(InvalidInput):
        actions.change(directive=directive, effective_on=date(2020, 1, 1), by=actor)


def test_add_provisions_keeps_order_and_does_not_double(directive, actor) -> None:
    first = actions.add_provision(directive=directive, number="1", text="Rà soát.", directs=True, by=actor)
    both = actions.add_provisions(directive=directive, rows=[ProvisionRow("1", "Rà soát."), ProvisionRow("2", "Báo cáo.")], by=actor)
    assert both[0] == first
    assert [(p.number, p.order) for p in queries.provisions(directive)] == [("1", 1), ("2", 2)]
    assert events(directive).count(Event.PROVISION_ADDED) == 2
    with pytest.raises(Conflict, match="Mục 1 đã có"):
        actions.add_provision(directive=directive, number="1", text="Khác.", by=actor)
    with pytest.raises(InvalidInput):
        actions.add_provision(directive=directive, number="3", text="  ", by=actor)


def test_end(directive, actor) -> None:
    with pytest.raises(InvalidInput):
        actions.end(directive=directive, on=date(2026, 8, 1), by=actor)
    row = actions.end(directive=directive, on=NOW, reason="Thay bằng 09-CT/TU", by=actor)
    assert actions.end(directive=directive, on=NOW, by=actor).version == row.version == 2
    with pytest.raises(RefusedByLaw, match="20/9/2026"):
        actions.end(directive=directive, on=date(2026, 9, 21), by=actor)


def test_issue_is_whole_and_immutable(agencies, actor) -> None:
    row = issue(actor, issuer_agency=agencies.tinh_uy)
    assert row.issued_here
    assert [(p.number, p.directs) for p in queries.provisions(row)] == [("I.1", False), ("II.1", True)]
    assert events(row) == [Event.ISSUED]
    assert issue(actor) == row
    for attempt in (
        lambda: actions.change(directive=row, subject="Khác", by=actor),
        lambda: actions.add_provision(directive=row, number="III", text="Thêm.", by=actor),
    ):
        with pytest.raises(RefusedByLaw, match="đã ban hành từ hệ thống"):
            attempt()
    assert actions.end(directive=row, on=NOW, by=actor).ends_on == NOW


def test_issue_refuses(record, actor, make_actor) -> None:
    record(
        number="12-TB/TU",
        issuer="Ban Thường vụ Tỉnh ủy",
        issued_on=date(2026, 9, 15),
        subject="Kết luận hội nghị giao ban",
        kind="thong_bao",
    )
    with pytest.raises(Conflict, match="vào sổ bằng tay"):
        issue(actor)
    with pytest.raises(RefusedByLaw, match="chưa có nội dung"):
        issue(actor, number="13-TB/TU", provisions=[])
    with pytest.raises(InvalidInput):
        issue(actor, number="13-TB/TU", issued_on=date(2026, 9, 21))
    with pytest.raises(Conflict, match=r"Mục I\.1"):
        issue(actor, number="13-TB/TU", provisions=[POINTS[0], POINTS[0]])
    with pytest.raises(NotAllowed):
        issue(make_actor("reporter"), number="13-TB/TU")
    assert issue(make_actor("leader"), number="13-TB/TU").number == "13-TB/TU"
    assert Provision.objects.count() == 2


def test_next_number_is_one_series_per_type_and_term(db, actor) -> None:
    def take(kind: str, on: date = NOW, symbol: str = "TU") -> str:
        return actions.next_number(kind=kind, issuer_symbol=symbol, on=on, by=actor)

    assert [take("thong_bao_ket_luan"), take("thong_bao"), take("ke_hoach")] == ["01-TB/TU", "02-TB/TU", "01-KH/TU"]
    assert take("thong_bao", date(2027, 2, 1)) == "03-TB/TU"
    assert take("thong_bao", date(2025, 7, 1)) == "01-TB/TU"
    assert [take("thong_bao", symbol="UBND"), take("thong_bao", date(2027, 2, 1), "UBND")] == ["01/TB-UBND", "01/TB-UBND"]


def test_next_number_begins_after_the_register_and_skips_what_was_entered_by_hand(record, actor) -> None:
    record(number="41-TB/TU", kind="thong_bao")
    record(number="99-TB/TU", kind="thong_bao", issued_on=date(2025, 9, 1))
    record(number="500-TB/TU", kind="thong_bao", level="co_quan", issuer="Huyện ủy")
    numbers = [actions.next_number(kind="thong_bao", issuer_symbol="TU", on=NOW, by=actor)]
    record(number="43-TB/TU", kind="thong_bao", subject="Khác")
    numbers.append(actions.next_number(kind="thong_bao", issuer_symbol="TU", on=NOW, by=actor))
    assert numbers == ["42-TB/TU", "44-TB/TU"]


def test_next_number_comes_back_when_issuing_is_refused(db, actor) -> None:
    def attempt(points: list[ProvisionRow]) -> Directive:
        with transaction.atomic():
            number = actions.next_number(kind="thong_bao_ket_luan", issuer_symbol="TU", on=NOW, by=actor)
            return issue(actor, number=number, provisions=points)

    with pytest.raises(RefusedByLaw):
        attempt([])
    assert attempt(POINTS).number == "01-TB/TU"


def test_take_numbers_follow_one_another(db) -> None:
    assert actions.take_numbers(key="NV-2026", count=3) == [1, 2, 3]
    assert actions.take_numbers(key="NV-2026") == [4]
    assert NumberSeries.objects.get(key="NV-2026").last == 4


def test_disseminate_once_to_each(directive, agencies, actor) -> None:
    rows = actions.disseminate(directive=directive, agencies=[agencies.thanh_tra, agencies.so_tu_phap], on=date(2026, 9, 2), by=actor)
    again = actions.disseminate(directive=directive, agencies=[agencies.so_tu_phap, agencies.cong_an], by=actor)
    assert again[0] == rows[1]
    assert Dissemination.objects.count() == 3
    assert history(RecordRef("directive", directive.pk)).last().details["to"] == ["Công an tỉnh"]


def test_disseminate_refuses(directive, agencies, actor) -> None:
    with pytest.raises(RefusedByLaw, match="nay là"):
        actions.disseminate(directive=directive, agencies=[agencies.so_tu_phap, agencies.huyen_cu], by=actor)
    for day in (date(2026, 8, 31), date(2026, 9, 21)):
        with pytest.raises(InvalidInput):
            actions.disseminate(directive=directive, agencies=[agencies.so_tu_phap], on=day, by=actor)
    assert not Dissemination.objects.exists()


def test_update_dissemination_by_the_agency_itself(directive, agencies, actor, make_actor) -> None:
    row = actions.disseminate(directive=directive, agencies=[agencies.so_tu_phap], on=date(2026, 9, 2), by=actor)[0]
    own = make_actor("reporter", agencies.so_tu_phap)
    row = actions.update_dissemination(dissemination=row, state="da_quan_triet", on=date(2026, 9, 10), by=own)
    assert (row.received_on, row.studied_on, row.planned_on) == (date(2026, 9, 10), date(2026, 9, 10), None)
    row = actions.update_dissemination(dissemination=row, state="da_co_ke_hoach", plan_number="15/KH-STP", by=own)
    assert (row.state, row.planned_on) == (DisseminationState.DA_CO_KE_HOACH, NOW)
    actions.update_dissemination(dissemination=row, state="da_co_ke_hoach", plan_number="15/KH-STP", by=own)
    assert events(directive).count(Event.DISSEMINATION_UPDATED) == 2
    with pytest.raises(NotAllowed, match="cơ quan khác"):
        actions.update_dissemination(dissemination=row, state="da_nhan", by=make_actor("reporter", agencies.thanh_tra))
    with pytest.raises(NotAllowed):
        actions.update_dissemination(dissemination=row, state="da_nhan", by=make_actor("auditor"))
    with pytest.raises(RefusedByLaw, match="không ghi lùi"):
        actions.update_dissemination(dissemination=row, state="da_nhan", by=own)


def test_load_once_and_twice(agencies, actor) -> None:
    row = DirectiveRow(
        kind="chi_thi", number="26-CT/TW", issuer="Bộ Chính trị", level="trung_uong", subject="Về công tác tiếp công dân",
        issued_on=date(2026, 3, 1), recorded_on=date(2026, 3, 5), provisions=tuple(POINTS),
        sent=(SentRow(agencies.so_tu_phap.pk, date(2026, 3, 6), studied_on=date(2026, 3, 20)),
              SentRow(agencies.cong_an.pk, date(2026, 3, 6))),
    )  # fmt: skip
    (made,) = actions.load(rows=[row, row], by=actor)
    assert actions.load(rows=[row], by=actor) == []
    assert made.provisions.count() == 2
    assert set(made.disseminations.values_list("state", flat=True)) == {"da_quan_triet", "da_gui"}
    assert events(made) == [Event.LOADED]
