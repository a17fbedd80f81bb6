"""The calendar of heads, and what follows a turn, on the desk."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.registers.petitions.models import Reception, ReceptionConclusion, ReceptionDay
from giaoban.registers.tasks.models import Task
from tests.factories.agencies import Agencies

from .test_receptions import NAME, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(sign_in: Callable[..., Client], agencies: Agencies) -> Client:
    return sign_in("clerk", agencies.ban_tiep_cong_dan)


@pytest.fixture
def day(clerk: Client, agencies: Agencies) -> ReceptionDay:
    given = {
        "agency": agencies.ban_tiep_cong_dan.pk,
        "duty": "chu_tich_ubnd_tinh",
        "on": "15/10/2026",
        "kind": "dinh_ky",
        "mode": "truc_tuyen",
    }
    clerk.post(reverse("receptions:plan"), {**given, "leader": "Đ/c Vàng A Sử", "place": "Trụ sở tiếp công dân tỉnh"})
    return ReceptionDay.objects.get()


@pytest.fixture
def turn(clerk: Client, agencies: Agencies) -> Callable[..., Reception]:
    def write(**changes: Any) -> Reception:
        clerk.post(reverse("receptions:create"), typed(agencies, **changes))
        return Reception.objects.get(source_key=f"form:{changes.get('key', 'r1')}")

    return write


def said(page: Any) -> str:
    return page.content.decode()


def test_month_shows_the_day_its_duties_and_the_law(clerk: Client, day: ReceptionDay, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(14):
        page = said(clerk.get(reverse("receptions:calendar"), {"thang": "2026-10"}))
    assert "15/10/2026" in page
    assert "Đ/c Vàng A Sử" in page
    assert "kiểm tra kỹ thuật" in page
    assert "ít nhất 1 ngày mỗi tháng" in page
    assert "Điều 12" in page
    assert "15/10/2026" not in said(clerk.get(reverse("receptions:calendar"), {"thang": "2026-09"}))
    assert "15/10/2026" in said(clerk.get(reverse("receptions:calendar"), {"thang": "2026-12", "ky": "quy"}))
    assert clerk.get(reverse("receptions:calendar"), {"thang": "2026-10", "xuat": "xlsx"})["Content-Type"].endswith("sheet")


@pytest.mark.parametrize("month", ["2026-13", "x", "0001-01"])
def test_a_month_that_is_none_shows_this_month(clerk: Client, month: str) -> None:
    assert clerk.get(reverse("receptions:calendar"), {"thang": month}).status_code == 200


def test_days_of_a_month_are_posted_together(clerk: Client, day: ReceptionDay) -> None:
    back = clerk.post(reverse("receptions:post") + "?thang=2026-10", {"posted_on": "18/9/2026"})
    assert back.url == reverse("receptions:calendar") + "?thang=2026-10"
    day.refresh_from_db()
    assert day.posted_on == date(2026, 9, 18)


def test_a_day_is_put_off_with_its_reason(clerk: Client, day: ReceptionDay) -> None:
    step = reverse("receptions:day_step", args=[day.pk, "hoan"])
    assert clerk.post(step, {"to": "20/10/2026", "reason": "", "version": day.version}).status_code == 422
    page = clerk.post(step, {"to": "20/10/2026", "reason": "Họp HĐND", "version": day.version}, follow=True)
    assert "Họp HĐND" in said(page)
    assert "20/10/2026" in said(page)


def test_a_coming_day_is_not_held_yet(clerk: Client, day: ReceptionDay) -> None:
    page = clerk.post(reverse("receptions:day_step", args=[day.pk, "da-tiep"]), {"receiver": "Đ/c Vàng A Sử", "version": day.version})
    assert page.status_code == 422
    assert "tương lai" in said(page)
    assert clerk.get(reverse("receptions:day_step", args=[day.pk, "xoa"])).status_code == 404


def test_a_turn_of_the_head_opens_its_day(clerk: Client, turn: Callable[..., Reception]) -> None:
    row = turn(kind="dot_xuat")
    page = said(clerk.get(reverse("receptions:day", args=[row.day_id])))
    assert row.number in page
    assert NAME in page
    assert reverse("receptions:day", args=[row.day_id]) in said(clerk.get(reverse("receptions:detail", args=[row.pk])))


def test_a_group_is_checked_beside_its_field(clerk: Client, agencies: Agencies) -> None:
    page = clerk.post(reverse("receptions:create"), typed(agencies, people="8", representatives="3"))
    assert page.status_code == 422
    assert "từ 1 đến 2 người đại diện" in said(page)
    page = clerk.post(reverse("receptions:create"), typed(agencies, people="8", representatives="2"))
    assert "văn bản cử người đại diện" in said(page)


def test_a_spoken_statement_is_read_back_and_signed(clerk: Client, agencies: Agencies, turn: Callable[..., Reception]) -> None:
    assert clerk.post(reverse("receptions:create"), typed(agencies, presented="bang_loi")).status_code == 422
    assert turn(presented="bang_loi", statement_signed="on").statement_signed


def test_mixed_content_shows_what_to_do(clerk: Client, turn: Callable[..., Reception]) -> None:
    assert "viết thành đơn riêng" in said(clerk.get(reverse("receptions:detail", args=[turn(petition_kind="nhieu_noi_dung").pk])))


def test_the_head_takes_over_a_standing_turn_with_its_matter(clerk: Client, agencies: Agencies, turn: Callable[..., Reception]) -> None:
    first = turn()
    page = said(clerk.get(reverse("receptions:create"), {"tu": first.pk}))
    assert NAME in page
    assert "bồi thường đất vườn" in page
    clerk.post(reverse("receptions:create") + f"?tu={first.pk}", typed(agencies, key="r2", kind="dinh_ky"))
    assert Reception.objects.get(source_key="form:r2").matter_id == first.matter_id


def test_refusal_notice_is_the_next_step_by_key(clerk: Client, turn: Callable[..., Reception]) -> None:
    row = turn()
    clerk.post(reverse("receptions:refuse", args=[row.pk]), {"ground": "ltcd_9_3", "on": "15/9/2026", "version": row.version})
    step = reverse("receptions:step", args=[row.pk, "da-gui-thong-bao"])
    assert f'data-key="t" href="{step}"' in said(clerk.get(reverse("receptions:detail", args=[row.pk])))
    assert clerk.post(step, {"on": "14/9/2026"}).status_code == 422
    assert clerk.post(step, {"on": "17/9/2026", "paper": "12/TB-TCD"}).status_code == 302
    assert step not in said(clerk.get(reverse("receptions:detail", args=[row.pk])))


def test_result_and_telling_follow_the_answer(clerk: Client, turn: Callable[..., Reception]) -> None:
    row = turn(guided_to="Sở Nông nghiệp và Môi trường")
    clerk.post(reverse("receptions:answer", args=[row.pk]), {"answer": "da_chuyen", "on": "15/9/2026", "version": row.version})
    clerk.post(reverse("receptions:step", args=[row.pk, "ket-qua"]), {"on": "17/9/2026", "paper": "45/SNNMT ngày 16/9/2026"})
    tell = reverse("receptions:step", args=[row.pk, "bao-cong-dan"])
    assert f'data-key="t" href="{tell}"' in said(clerk.get(reverse("receptions:detail", args=[row.pk])))
    assert clerk.post(tell, {"on": "18/9/2026"}).status_code == 302
    row.refresh_from_db()
    assert row.told_on == date(2026, 9, 18)


def test_papers_handed_in_are_typed_and_kept(clerk: Client, turn: Callable[..., Reception]) -> None:
    row = turn()
    page = reverse("receptions:items", args=[row.pk])
    lines = {
        "name_1": "Đơn",
        "pages_1": "2",
        "copy_1": "ban_chinh",
        "name_2": "",
        "copy_2": "ban_sao",
        "name_3": "Ảnh",
        "copy_3": "ban_sao",
    }
    assert clerk.post(page, {**lines, "version": row.version}).status_code == 302
    assert [item.name for item in row.items.all()] == ["Đơn", "Ảnh"]
    assert clerk.post(page, {**lines, "pages_1": "hai"}).status_code == 422
    assert "Ảnh" in said(clerk.get(reverse("receptions:detail", args=[row.pk])))


def test_online_session_is_written(clerk: Client, turn: Callable[..., Reception]) -> None:
    row = turn(mode="truc_tuyen")
    page = reverse("receptions:online", args=[row.pk])
    assert clerk.post(page, {"recording": "https://kho.example/1", "version": row.version}).status_code == 422
    assert clerk.post(page, {"recording": "GH-12", "connected_at": "07:30", "began_at": "08:00", "version": row.version}).status_code == 302
    detail = said(clerk.get(reverse("receptions:detail", args=[row.pk])))
    assert "GH-12" in detail
    assert "chưa đủ 1 giờ" in detail


def conclusion(agencies: Agencies, **changes: Any) -> dict[str, Any]:
    return {
        "opinion": "Cần rà soát lại phương án bồi thường.", "text_1": "Rà soát phương án bồi thường thửa 118",
        "agency_1": agencies.xa_dong.pk, "deadline_1": "10/10/2026", "reply_agency": agencies.thanh_tra.pk,
        "reply_text": "Trả lời công dân bằng văn bản", "reply_due": "20/10/2026", "issued_on": "15/9/2026", "number": "07/TB-UBND",
        "signer": "Vàng A Sử", "signer_post": "Chủ tịch", **changes,
    }  # fmt: skip


def test_conclusion_is_issued_with_tasks_and_comes_as_files(clerk: Client, agencies: Agencies, turn: Callable[..., Reception]) -> None:
    row = turn(kind="dinh_ky")
    page = reverse("receptions:conclude", args=[row.pk])
    half = clerk.post(page, conclusion(agencies, deadline_1=""))
    assert half.status_code == 422
    assert "nội dung, cơ quan và thời hạn" in said(half)
    named = clerk.post(page, conclusion(agencies, opinion=f"Ý kiến của {NAME} là đúng."))
    assert "không ghi họ tên" in said(named)
    shown = said(clerk.post(page, conclusion(agencies), follow=True))
    assert "07/TB-UBND" in shown
    assert Task.objects.count() == 2
    assert clerk.get(page).url == reverse("receptions:conclusion", args=[row.pk])
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert clerk.get(reverse("receptions:conclusion_file", args=[row.pk, kind])).content.startswith(start)
    assert ReceptionConclusion.objects.get().reply_due == date(2026, 10, 20)


def test_book_is_printed_lying(clerk: Client, turn: Callable[..., Reception]) -> None:
    turn()
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert clerk.get(reverse("receptions:list"), {"xuat": kind}).content.startswith(start)


def test_others_read_and_do_not_write(sign_in: Callable[..., Client], day: ReceptionDay, agencies: Agencies) -> None:
    reporter = sign_in("reporter", agencies.ban_tiep_cong_dan)
    assert reporter.get(reverse("receptions:calendar"), {"thang": "2026-10"}).status_code == 200
    assert reporter.get(reverse("receptions:plan")).status_code == 403
    other = sign_in("clerk", agencies.xa_tay)
    assert other.get(reverse("receptions:day", args=[day.pk])).status_code == 404
