"""Letters and visits of invented people."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.trust.vault.rules import Person

if TYPE_CHECKING:
    from giaoban.registers.petitions.models import Petition, Reception

TAM = Person(name="Nguyễn Thị Tám", birth_year=1961, address="Thôn Ba Lạch, xã Khê Đông", phone="0912 345 678", identity_no="038061000123")


@pytest.fixture
def letter(agencies: Any, actor: Actor) -> Callable[..., "Petition"]:
    """``letter(kind="to_cao", until="da_thu_ly")``: a letter of 1/9/2026, led as far as asked."""
    from giaoban.registers.petitions import actions

    def write(until: str = "moi", by: Actor = actor, **values: Any) -> "Petition":
        given: dict[str, Any] = {
            "agency": agencies.ban_tiep_cong_dan, "received_on": date(2026, 9, 1), "channel": "buu_chinh", "kind": "khieu_nai",
            "summary": "Khiếu nại việc thu hồi thửa đất số 118 tờ bản đồ 24", "person": TAM, **values,
        }  # fmt: skip
        petition = actions.register(**given, by=by)
        if until == "moi":
            return petition
        petition = actions.check(petition=petition, eligible=True, within_competence=True, by=by)
        if until == "dang_kiem_tra":
            return petition
        petition = actions.dispose(petition=petition, disposition="de_xuat_thu_ly", on=date(2026, 9, 3), paper="12/PĐX", by=by)
        if until == "da_xu_ly":
            return petition
        petition = actions.accept(petition=petition, on=date(2026, 9, 4), paper="15/TB", by=by)
        if until == "da_thu_ly":
            return petition
        outcome = {"khieu_nai": "dung", "to_cao": "sai"}.get(petition.kind, "da_tra_loi")
        return actions.decide(petition=petition, on=date(2026, 9, 18), number="77/QĐ-UBND", outcome=outcome, by=by)

    return write


@pytest.fixture
def visit(agencies: Any, actor: Actor) -> Callable[..., "Reception"]:
    """A reception turn of 1/9/2026."""
    from giaoban.registers.petitions import actions

    def receive(by: Actor = actor, **values: Any) -> "Reception":
        given: dict[str, Any] = {
            "agency": agencies.ban_tiep_cong_dan, "received_on": date(2026, 9, 1), "kind": "thuong_xuyen", "petition_kind": "khieu_nai",
            "summary": "Trình bày việc bồi thường đất", "person": TAM, **values,
        }  # fmt: skip
        return actions.receive(**given, by=by)

    return receive


@pytest.fixture
def actions(db: None) -> Any:
    from giaoban.registers.petitions import actions

    return actions


@pytest.fixture
def queries(db: None) -> Any:
    from giaoban.registers.petitions import queries

    return queries
