"""Every list page of every role and pages of records, at two widths: it opens, axe finds nothing (records: wide), no sideways scroll."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import WIDTHS, too_wide, violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
LEADS = [
    "/",
    "/vong-quy/",
    "/so-lieu/2026-Q2/",
    "/so-lieu/2026-Q2/TCD_LUOT/",
    "/so-lieu/2026-Q2/chot/",
    "/bao-cao-co-quan/",
    "/bieu/",
    "/bao-cao/",
    "/hoi-nghi/",
    "/nhiem-vu/",
    "/vu-an/",
]
LEADS += ["/van-ban/", "/kien-nghi/", "/dan-van/", "/thoi-han/", "/don/", "/tiep-cong-dan/", "/doc-van-ban/", "/co-quan/", "/tim/?q=dat"]
LEADS += ["/tiep-cong-dan/lich/", "/thoi-han/co-quan/", "/thoi-han/don-doc/", "/thoi-han/tat-ca/", "/thoi-han/luat/lich/"]
PAGES = [
    *(("specialist", path) for path in LEADS),
    *(("clerk", path) for path in ("/", "/don/", "/don/moi/", "/tiep-cong-dan/", "/tiep-cong-dan/moi/", "/thoi-han/luat/")),
]
PAGES += [("clerk", path) for path in ("/don/nap/", "/don/nap/tep/", "/tiep-cong-dan/lich/moi/", "/cong-dan/")]
PAGES += [("approver", "/don/mo-danh-tinh/")]
PAGES += [("administrator", "/tai-khoan/"), ("administrator", "/nhat-ky/"), ("reporter", "/"), ("leader", "/"), ("auditor", "/nhat-ky/")]


BESIDE = ("", "sua/", "tai-lieu/", "mau/")
OF_PETITION = (*BESIDE, "viec/check/", "viec/withdraw/", "them/co-quan-chuyen/", "trung/")
OF_DENUNCIATION = ("", "danh-tinh/", "ban-che/", "bao-ve/")
OF_RECEPTION = (*BESIDE, "bien-nhan/", "vao-so-don/", "tra-loi/", "tu-choi/")


@pytest.fixture
def records(people: dict[str, Any], agencies: Any, actor: Any) -> list[tuple[str, str]]:
    """A complaint sent twice, a sealed denunciation, a turn and a planned day of reception: their pages, each with who opens it."""
    from giaoban.registers.petitions import actions
    from giaoban.registers.petitions.sealing import Person

    office = agencies.ban_tiep_cong_dan
    given = {"channel": "buu_chinh", "agency": office, "by": actor, "received_on": date(2026, 9, 14)}
    summary = "Đề nghị bồi thường đất nông nghiệp khi làm đường vào thôn Bản Mế"
    writer = Person(name="Nguyễn Văn Đức", phone="0912345678")
    first = actions.register(kind="khieu_nai", summary=summary, person=writer, **given)
    again = actions.register(kind="khieu_nai", summary=summary + ".", person=writer, **given)
    person = Person(name="Giàng Thị Mỷ Sua")
    sealed = actions.register(kind="to_cao", summary="Lập khống hồ sơ", person=person, respondent="Một cán bộ xã", **given)
    told = {"kind": "thuong_xuyen", "petition_kind": "kien_nghi", "summary": "Đường lầy lội", "person": Person(name="Lò Thị Ươi")}
    turn = actions.receive(agency=office, received_on=date(2026, 9, 14), by=actor, **told)
    day = actions.plan_day(agency=office, duty="chu_tich_ubnd_tinh", on=date(2026, 10, 15), place="Trụ sở tiếp công dân", by=actor)
    paths = [f"/don/{first.pk}/", f"/don/vu-viec/{first.matter_id}/"]
    paths += [f"/don/{again.pk}/{end}" for end in OF_PETITION]
    paths += [f"/don/{sealed.pk}/{end}" for end in OF_DENUNCIATION]
    paths += [f"/tiep-cong-dan/{turn.pk}/{end}" for end in OF_RECEPTION] + [f"/tiep-cong-dan/lich/{day.pk}/"]
    return [("clerk", path) for path in paths]


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_open_without_violations(visit: Callable[..., Page], records: list[tuple[str, str]], width: str) -> None:
    wrong: list[str] = []
    pages = PAGES + records
    for role in dict.fromkeys(role for role, _ in pages):
        page = visit(role, "/", width)
        for path in (path for who, path in pages if who == role):
            answer = page.goto(path)
            status = answer.status if answer else 0
            if status != 200:
                wrong.append(f"{role} {path}: {status}")
                continue
            if width == "wide" or (role, path) not in records:
                wrong += [f"{role} {path}: {line}" for line in violations(page)]
            if too_wide(page):
                wrong.append(f"{role} {path}: scrolls sideways at {width}")
    assert wrong == [], "\n".join(wrong)
