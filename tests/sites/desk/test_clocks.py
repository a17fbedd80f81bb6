"""What falls due, the law page and its calculator."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.registers.tasks import actions as tasks
from giaoban.registers.tasks.models import Task
from giaoban.trust.clocks import actions as clock_actions
from giaoban.trust.clocks.actions import start
from giaoban.trust.clocks.models import CalendarDay, Clock, Urging
from tests.factories.agencies import Agencies

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(actor: Actor, agencies: Agencies) -> Clock:
    given = {"ref": RecordRef("petition", 5), "ref_label": "Đơn số 5/2026 (khiếu nại)", "agency_ref": agencies.ban_tiep_cong_dan.pk}
    return start(rule="KN_ACCEPT_1", start=date(2026, 9, 4), by=actor, **given)


def test_late_clock_stands_in_the_first_group(
    sign_in: Callable[..., Client], agencies: Agencies, clock: Clock, django_assert_max_num_queries: Any
) -> None:
    client = sign_in("clerk", agencies.ban_tiep_cong_dan)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("clocks:list")).content.decode()
    assert "Đơn số 5/2026" in page
    assert "quá" in page
    assert "Cách tính" in client.get(reverse("clocks:panel", args=[clock.pk])).content.decode()


def test_other_agency_does_not_see_it(sign_in: Callable[..., Client], agencies: Agencies, clock: Clock) -> None:
    client = sign_in("clerk", agencies.so_tu_phap)
    assert "Đơn số 5/2026" not in client.get(reverse("clocks:list")).content.decode()
    assert client.get(reverse("clocks:panel", args=[clock.pk])).status_code == 404


def test_register_filters_by_standing(sign_in: Callable[..., Client], agencies: Agencies, clock: Clock) -> None:
    client = sign_in("specialist", agencies.ban_noi_chinh)
    assert "Đơn số 5/2026" in client.get(reverse("clocks:all"), {"standing": "late"}).content.decode()
    assert "Đơn số 5/2026" not in client.get(reverse("clocks:all"), {"standing": "over"}).content.decode()


def test_law_page_names_every_rule_and_the_sources(sign_in: Callable[..., Client]) -> None:
    page = sign_in("administrator").get(reverse("clocks:law")).content.decode()
    for word in ("KN_ACCEPT_1", "cần kiểm chứng", "Thông báo 9441/TB-BNV", "Luật Khiếu nại"):
        assert word in page


def test_calculator_shows_its_steps(sign_in: Callable[..., Client]) -> None:
    page = sign_in("administrator").get(reverse("clocks:calculate"), {"rule": "KN_ACCEPT_1", "start": "14/9/2026"}).content.decode()
    assert "hạn 23/9/2026" in page
    assert 'class="steps"' in page


def test_calculator_leaves_out_a_suspension_and_takes_the_law_of_a_day(sign_in: Callable[..., Client]) -> None:
    client, given = sign_in("administrator"), {"rule": "TC_RESOLVE", "start": "1/7/2026", "pause_first": "6/7/2026"}
    assert "hạn 5/8/2026" in client.get(reverse("clocks:calculate"), {**given, "pause_last": "10/7/2026"}).content.decode()
    assert client.get(reverse("clocks:calculate"), given).status_code == 422
    old = {"rule": "KN_ACCEPT_1", "start": "6/7/2026", "law_on": "30/6/2026"}
    assert "hạn 16/7/2026" in client.get(reverse("clocks:calculate"), old).content.decode()


def test_calculator_refuses_an_unreal_day_in_words(sign_in: Callable[..., Client]) -> None:
    answer = sign_in("administrator").get(reverse("clocks:calculate"), {"rule": "KN_ACCEPT_1", "start": "31/02/2026"})
    assert answer.status_code == 422
    assert "31/02/2026" in answer.content.decode()


def test_day_of_rest_is_decided_by_the_administrator_only(sign_in: Callable[..., Client], agencies: Agencies) -> None:
    given = {"day": "21/12/2026", "kind": "swap_off", "reason": "nghỉ hoán đổi", "basis": "Thông báo 1/TB"}
    assert sign_in("clerk", agencies.ban_tiep_cong_dan).post(reverse("clocks:day"), given).status_code == 403
    assert sign_in("administrator").post(reverse("clocks:day"), given).status_code == 302
    assert CalendarDay.objects.get().day == date(2026, 12, 21)


def test_calendar_of_another_year_is_one_click_away(sign_in: Callable[..., Client]) -> None:
    client = sign_in("administrator")
    assert 'href="?nam=2027"' in client.get(reverse("clocks:law")).content.decode()
    page = client.get(reverse("clocks:law"), {"nam": "2027"}).content.decode()
    assert "Lịch năm 2027" in page
    assert "Năm này chưa có thông báo nghỉ" in page


PROPOSED = """year = 2026
confirmed = false
[[day]]
date = 2026-09-07
kind = "swap_off"
reason = "nghỉ hoán đổi"
basis = "Thông báo thử 1/TB"
confirmed = false
"""


def proposed(text: str = PROPOSED) -> SimpleUploadedFile:
    return SimpleUploadedFile("lich-2026.toml", text.encode(), "application/toml")


def test_a_proposed_calendar_shows_who_gains_days_before_anything_changes(sign_in: Callable[..., Client], clock: Clock) -> None:
    before = clock.due_on
    client = sign_in("administrator")
    page = client.post(reverse("clocks:propose"), {"file": proposed(), "do": "preview"}).content.decode()
    for word in ("Được thêm ngày", "+1 ngày", "Áp dụng lịch này", "nghỉ hoán đổi"):
        assert word in page
    clock.refresh_from_db()
    assert (clock.due_on, CalendarDay.objects.count()) == (before, 0)
    assert client.post(reverse("clocks:propose"), {"text": PROPOSED, "do": "apply"}).status_code == 302
    clock.refresh_from_db()
    assert clock.due_on == before + timedelta(days=1)
    assert CalendarDay.objects.get().day == date(2026, 9, 7)


@pytest.mark.parametrize("text", ["year = ", PROPOSED.replace("swap_off", "nghi"), ""])
def test_a_broken_proposed_calendar_is_refused_in_words(sign_in: Callable[..., Client], text: str) -> None:
    answer = sign_in("administrator").post(reverse("clocks:propose"), {"file": proposed(text), "do": "preview"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_year_is_vouched_for_and_withdrawn(sign_in: Callable[..., Client]) -> None:
    client = sign_in("administrator")
    assert client.post(reverse("clocks:confirm"), {"year": "2027", "document": "Thông báo 123/TB-BNV"}).status_code == 302
    page = client.get(reverse("clocks:years")).content.decode()
    assert "Thông báo 123/TB-BNV" in page
    assert "Năm này chưa có thông báo nghỉ" not in client.get(reverse("clocks:law"), {"nam": "2027"}).content.decode()
    ledger = client.get(reverse("audit:list")).content.decode()
    assert "năm 2027" in ledger
    assert "văn bản Thông báo 123/TB-BNV" in ledger
    assert client.post(reverse("clocks:withdraw", args=[2027])).status_code == 302
    assert "Thông báo 123/TB-BNV" not in client.get(reverse("clocks:years")).content.decode()
    assert client.post(reverse("clocks:confirm"), {"year": "2027", "document": ""}).status_code == 422


def test_only_the_administrator_changes_the_years(sign_in: Callable[..., Client], agencies: Agencies) -> None:
    client = sign_in("clerk", agencies.ban_tiep_cong_dan)
    page = client.get(reverse("clocks:years")).content.decode()
    assert "2027" in page
    assert "Xác nhận năm" not in page
    assert client.post(reverse("clocks:confirm"), {"year": "2027", "document": "TB 1"}).status_code == 403
    assert client.post(reverse("clocks:propose"), {"file": proposed(), "do": "preview"}).status_code == 403
    assert client.post(reverse("clocks:withdraw", args=[2027])).status_code == 403


@pytest.fixture
def late_task(agencies: Agencies, actor: Actor) -> Task:
    return tasks.assign(
        title="Rà soát vụ việc khiếu nại kéo dài", lead=agencies.thanh_tra, giver=agencies.ban_noi_chinh, deadline_kind="ngay",
        deadline=date(2026, 9, 15), assigned_on=date(2026, 7, 2), by=actor,
    )  # fmt: skip


@pytest.fixture
def specialist(sign_in: Callable[..., Client], agencies: Agencies) -> Client:
    return sign_in("specialist", agencies.ban_noi_chinh)


def seen(client: Client, address: str) -> list[str]:
    return re.findall(r'name="seen" value="([^"]+)"', client.get(address).content.decode())


def test_agencies_with_something_late_are_listed_with_tasks_too(specialist: Client, clock: Clock, late_task: Task) -> None:
    page = specialist.get("/thoi-han/co-quan/").content.decode()
    assert page.count("Việc quá hạn") == 2
    assert late_task.lead.name in page


def test_preview_shows_what_goes_to_whom_and_records_nothing(specialist: Client, clock: Clock, late_task: Task) -> None:
    page = specialist.get("/thoi-han/don-doc/?nhom=late").content.decode()
    assert clock.ref_label in page
    assert late_task.title in page
    assert not Urging.objects.exists()


def test_bulk_urging_makes_one_letter_for_each_agency(specialist: Client, clock: Clock, late_task: Task) -> None:
    given = {"seen": seen(specialist, "/thoi-han/don-doc/?nhom=late"), "batch": "abc", "nhom": "late"}
    answer = specialist.post("/thoi-han/don-doc/", given, follow=True)
    page = answer.content.decode()
    links = re.findall(r'href="(/thoi-han/don-doc/abc/\d+\.docx)"', page)
    assert len(links) == 2
    assert all(specialist.get(link).content.startswith(b"PK") for link in links)
    assert specialist.get(links[0].replace("docx", "pdf")).content.startswith(b"%PDF")
    assert specialist.post("/thoi-han/don-doc/abc/tat-ca/").content.startswith(b"PK")
    assert Urging.objects.count() == 2
    specialist.post("/thoi-han/don-doc/", given)
    assert Urging.objects.count() == 2
    assert "hôm nay đã gửi" in specialist.get("/thoi-han/don-doc/?nhom=late").content.decode()


def test_one_click_gives_the_letter_and_the_second_urges_no_more(specialist: Client, clock: Clock) -> None:
    given = {"seen": seen(specialist, "/thoi-han/")[0], "one": "docx"}
    for _ in range(2):
        assert specialist.post("/thoi-han/don-doc/", given).content.startswith(b"PK")
    assert Urging.objects.count() == 1
    assert "đã đôn đốc 1 lần, lần cuối 21/9/2026" in specialist.get("/thoi-han/").content.decode()


def test_urging_about_a_matter_done_meanwhile_shows_the_list_again(specialist: Client, clock: Clock, actor: Actor) -> None:
    given = {"seen": seen(specialist, "/thoi-han/")[0], "batch": "abc"}
    clock_actions.meet(clock=clock, on=actor.today, by=actor)
    answer = specialist.post("/thoi-han/don-doc/", given)
    assert answer.status_code == 409
    assert "đã xong hoặc đã đổi hạn" in answer.content.decode()
    assert not Urging.objects.exists()


def test_task_is_urged_from_its_page_and_says_so_there_and_in_the_list(specialist: Client, late_task: Task) -> None:
    address = reverse("tasks:detail", args=[late_task.pk])
    given = {"seen": seen(specialist, address)[0], "one": "pdf"}
    assert specialist.post("/thoi-han/don-doc/", given).content.startswith(b"%PDF")
    words = "đã đôn đốc 1 lần, lần cuối 21/9/2026"
    assert words in specialist.get(address).content.decode()
    assert words in specialist.get(reverse("tasks:list")).content.decode()
    late_task.refresh_from_db()
    assert (late_task.state, late_task.version) == ("da_giao", 1)


def test_reporter_sees_the_list_but_may_not_urge(sign_in: Callable[..., Client], agencies: Agencies, clock: Clock) -> None:
    reporter = sign_in("reporter", agencies.ban_tiep_cong_dan)
    assert "Việc quá hạn" not in reporter.get("/thoi-han/co-quan/").content.decode()
    assert reporter.get("/thoi-han/don-doc/").status_code == 403


def test_letters_of_an_unknown_batch_do_not_exist(specialist: Client) -> None:
    assert specialist.get("/thoi-han/don-doc/khong-co/").status_code == 404
