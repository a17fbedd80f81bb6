from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words import dates

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "5/6/2024",
        "05/6/2024",
        "05-06-2024",
        "05.06.2024",
        " 5 / 6 / 2024 ",
        "2024-06-05",
        "05/6",
        "ngày 5/6",
        "ngày 5 tháng 6",
        "ngày 05 tháng 6 năm 2024",
        "NGÀY 05 THÁNG 06 NĂM 2024",
        "mùng 5 tháng 6 năm 2024",
        "15 ngày 05 tháng 6 năm 2024",
        "Hà Nội, ngày 05 tháng 6 năm 2024",
    ],
)
def test_parse_date(written):
    assert dates.parse_date(written, date(2024, 11, 24)) == date(2024, 6, 5)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2026", "Ngày 31/02/2026 không có thật"),
        ("ngày 30 tháng 02 năm 2026", "không có thật"),
        ("2026-13-01", "không có thật"),
        ("5/6/26", "năm hai chữ số"),
        ("5/6", "thiếu năm"),
        ("", "Không đọc được ngày"),
        ("hôm nay", "Không đọc được ngày"),
        ("5/6/2026 và 6/6/2026", "Không đọc được ngày"),
        ("5/6-2026", "Không đọc được ngày"),
    ],
)
def test_parse_date_refuses(written, said):
    with pytest.raises(InvalidInput, match=said):
        dates.parse_date(written)


@given(days)
def test_date_written_is_read_back(d):
    for write in (dates.format_date, dates.format_date_official, dates.format_date_numeric_official, date.isoformat):
        assert dates.parse_date(write(d)) == d


@pytest.mark.parametrize(
    ("d", "shown", "official", "numeric"),
    [
        (date(2026, 2, 5), "5/2/2026", "ngày 05 tháng 02 năm 2026", "05/02/2026"),
        (date(2026, 7, 3), "3/7/2026", "ngày 03 tháng 7 năm 2026", "03/7/2026"),
        (date(2026, 9, 14), "14/9/2026", "ngày 14 tháng 9 năm 2026", "14/9/2026"),
        (date(2024, 12, 31), "31/12/2024", "ngày 31 tháng 12 năm 2024", "31/12/2024"),
    ],
)
def test_format_date(d, shown, official, numeric):
    assert (dates.format_date(d), dates.format_date_official(d), dates.format_date_numeric_official(d)) == (shown, official, numeric)


def test_weekday():
    assert [dates.weekday(date(2026, 11, day)) for day in (23, 25, 29)] == ["thứ Hai", "thứ Tư", "Chủ nhật"]


D = date
NO = (None, None)


@pytest.mark.parametrize(
    ("said", "kind", "value", "window", "raw"),
    [
        ("gửi trước ngày 30/6/2026.", "deadline", D(2026, 6, 30), NO, "gửi trước ngày 30/6/2026"),
        ("chậm nhất là ngày 20 tháng 8 năm 2026", "deadline", D(2026, 8, 20), NO, "chậm nhất là ngày 20 tháng 8 năm 2026"),
        ("trước 17 giờ 30 phút ngày 05/9/2026", "deadline", D(2026, 9, 5), NO, "trước 17 giờ 30 phút ngày 05/9/2026"),
        ("đến hết ngày 14/9/2026", "deadline", D(2026, 9, 14), NO, "đến hết ngày 14/9/2026"),
        ("trước tháng 10/2026", "deadline", D(2026, 9, 30), (D(2026, 10, 1), D(2026, 10, 31)), "trước tháng 10/2026"),
        ("trước quý I", "deadline", None, NO, "trước quý I"),
        ("từ ngày 15/6/2026 đến ngày 14/9/2026", "range", None, (D(2026, 6, 15), D(2026, 9, 14)), "từ ngày 15/6/2026 đến ngày 14/9/2026"),
        ("từ 15/6 đến 14/9/2026", "range", None, (D(2026, 6, 15), D(2026, 9, 14)), "từ 15/6 đến 14/9/2026"),
        ("từ ngày 15/12 đến hết ngày 14/3/2026", "range", None, (D(2025, 12, 15), D(2026, 3, 14)), "từ ngày 15/12 đến hết ngày 14/3/2026"),
        ("(15/6/2026 - 14/9/2026)", "range", None, (D(2026, 6, 15), D(2026, 9, 14)), "15/6/2026 - 14/9/2026"),
        ("từ ngày 15/6 đến ngày 14/9", "range", None, NO, "từ ngày 15/6 đến ngày 14/9"),
        ("số 15 ngày 03 tháng 7 năm 2026", "date", D(2026, 7, 3), NO, "ngày 03 tháng 7 năm 2026"),
        ("họp ngày 5/6", "date", None, NO, "ngày 5/6"),
        ("họp ngày 31/02/2026", "date", None, NO, "ngày 31/02/2026"),
        ("theo 2026-07-01", "date", D(2026, 7, 1), NO, "2026-07-01"),
        ("quý II", "period", None, NO, "quý II"),
        ("quý 1", "period", None, NO, "quý 1"),
        ("quý II/2026", "period", None, (D(2026, 4, 1), D(2026, 6, 30)), "quý II/2026"),
        ("Quý II năm 2026", "period", None, (D(2026, 4, 1), D(2026, 6, 30)), "Quý II năm 2026"),
        ("6 tháng đầu năm 2026", "period", None, (D(2026, 1, 1), D(2026, 6, 30)), "6 tháng đầu năm 2026"),
        ("6 tháng cuối năm", "period", None, NO, "6 tháng cuối năm"),
        ("9 tháng năm 2024", "period", None, (D(2024, 1, 1), D(2024, 9, 30)), "9 tháng năm 2024"),
        ("tháng 02/2024", "month", None, (D(2024, 2, 1), D(2024, 2, 29)), "tháng 02/2024"),
        ("trong tháng 10", "month", None, NO, "trong tháng 10"),
        ("cuối năm 2026", "period", None, NO, "cuối năm 2026"),
        ("năm 2022", "period", None, (D(2022, 1, 1), D(2022, 12, 31)), "năm 2022"),
        ("báo cáo hằng quý", "period", None, NO, "hằng quý"),
        ("nhiệm kỳ 2025 - 2030", "period", None, NO, "nhiệm kỳ 2025 - 2030"),
    ],
)
def test_find_dates(said, kind, value, window, raw):
    (span,) = dates.find_dates(said)
    assert (span.kind, span.value, (span.first, span.last), span.raw) == (kind, value, window, raw)
    assert said[span.start : span.end] == raw


@pytest.mark.parametrize(
    "said", ["25/30 đơn", "đạt 5/6 chỉ tiêu", "40/2026", "quý vị", "quy 2", "phạt 9 tháng tù", "12/63 tỉnh", "45/13/2026", "5/6/1800"]
)
def test_find_dates_takes_no_other_figures(said):
    assert list(dates.find_dates(said)) == []


def test_find_dates_with_the_year_of_the_text():
    found = list(dates.find_dates("ngày 5/6; quý II; trong tháng 10; trước quý I", default_year=2026))
    assert found[0].value == D(2026, 6, 5)
    assert (found[1].first, found[1].last) == (D(2026, 4, 1), D(2026, 6, 30))
    assert (found[2].first, found[2].last) == (D(2026, 10, 1), D(2026, 10, 31))
    assert found[3].value == D(2025, 12, 31)


def test_find_dates_in_reading_order_none_inside_another():
    found = list(dates.find_dates("Quý II năm 2026, từ ngày 15/3/2026 đến 14/6/2026; ngày 03 tháng 7 năm 2026; trước ngày 30/7/2026"))
    assert [span.kind for span in found] == ["period", "range", "date", "deadline"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("quý II", [("quarter", 2, None)]),
        ("quý 1", [("quarter", 1, None)]),
        ("QUÝ IV NĂM 2025", [("quarter", 4, 2025)]),
        ("quý tư", [("quarter", 4, None)]),
        ("quý I, II/2026", [("quarter", 1, 2026), ("quarter", 2, 2026)]),
        ("quý III và 9 tháng năm 2026", [("quarter", 3, None), ("nine_months", None, 2026)]),
        ("9 tháng đầu năm", [("nine_months", None, None)]),
        ("sáu tháng đầu năm 2026", [("half", 1, 2026)]),
        ("6 tháng cuối năm", [("half", 2, None)]),
        ("tháng 7/2026, tháng 12", [("month", 7, 2026), ("month", 12, None)]),
        ("năm 2022", [("year", None, 2022)]),
        ("hằng tháng", [("other", None, None)]),
        ("ngày 03 tháng 7 năm 2026", []),
        ("thời hạn 9 tháng", []),
        ("quý 12", []),
        ("", []),
    ],
)
def test_find_periods(said, found):
    assert [(span.kind, span.n, span.year) for span in dates.find_periods(said)] == found


@given(st.text(alphabet="ngày tháng năm quý trước từ đến 0123456789/-I", max_size=60))
def test_find_dates_gives_places_in_the_text(said):
    end = 0
    for span in dates.find_dates(said):
        assert dates.nfc(said)[span.start : span.end] == span.raw
        assert span.start >= end
        end = span.end


@pytest.mark.parametrize("said", ["ngày 5 tháng 6/2026", "hằng ngày 5/6/2026", "năm 2026-06-05"])
def test_find_dates_prefers_the_day_to_the_period_around_it(said):
    assert [(span.kind, span.value) for span in dates.find_dates(said)] == [("date", D(2026, 6, 5))]
