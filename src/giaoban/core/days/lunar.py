"""The Vietnamese lunar calendar at UTC+7: new moons and the sun's longitude, so that Tết and Giỗ Tổ of any year can be found.

Truncated series of Meeus, Astronomical Algorithms (chapters 25 and 49): minutes exact between 1900 and 2199. The Chinese calendar
(UTC+8) differs from ours in some years, so it is never used here.
"""

from datetime import date, timedelta
from functools import cache
from math import floor, pi, sin

FIRST_YEAR, LAST_YEAR = 1900, 2199
_SYNODIC = 29.530588853
_UTC_OFFSET_DAYS = 7 / 24
_EPOCH = date(2000, 1, 1)
_EPOCH_JULIAN = 2451545


def _new_moon(k: int) -> float:
    """Julian day (universal time) of the k-th new moon after 1 January 1900."""
    t = k / 1236.85
    rad = pi / 180
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * rad)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t**2 - 0.00000347 * t**3) * rad
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t**2 + 0.00001236 * t**3) * rad
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t**2 - 0.00000239 * t**3) * rad
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon) + 0.0161 * sin(2 * moon)
    shift += -0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    shift += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon)
    shift += 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    seconds_of_day = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return mean + shift - seconds_of_day


def _new_moon_day(k: int) -> int:
    """Julian day number, in Vietnam, of the day that holds the k-th new moon."""
    return floor(_new_moon(k) + 0.5 + _UTC_OFFSET_DAYS)


def _sun_sector(julian_day: int) -> int:
    """Which twelfth of the ecliptic (0 = from the spring equinox) the sun is in at midnight, Vietnam, that begins the day."""
    t = (julian_day - 0.5 - _UTC_OFFSET_DAYS - _EPOCH_JULIAN) / 36525
    rad = pi / 180
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * rad
    centre = (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly) + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2 + centre + 0.000290 * sin(3 * anomaly)
    return floor((longitude % 360) / 30)


def _julian(day: date) -> int:
    return (day - _EPOCH).days + _EPOCH_JULIAN


def _month_eleven(year: int) -> int:
    """Number k of the new moon that begins the lunar month holding the winter solstice of ``year``."""
    k = floor((_julian(date(year, 12, 31)) - 2415021) / _SYNODIC)
    return k - 1 if _sun_sector(_new_moon_day(k)) >= 9 else k


@cache
def lunar_months(year: int) -> dict[tuple[int, bool], date]:
    """First day of each month of the lunar year whose Tết falls in ``year``; the key is (month, leap). Months 1 to 10."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"lunar year {year} is outside {FIRST_YEAR}-{LAST_YEAR}")
    first, last = _month_eleven(year - 1), _month_eleven(year)
    starts = [_new_moon_day(k) for k in range(first, last + 1)]
    leap = None
    if len(starts) == 14:
        leap = next(i for i in range(1, 13) if _sun_sector(starts[i]) == _sun_sector(starts[i + 1]))
    months: dict[tuple[int, bool], date] = {}
    number = 11
    for i, start in enumerate(starts[:-1]):
        if i and i != leap:
            number = number % 12 + 1
        if i > 1 or number == 1:
            months[(number, i == leap)] = _EPOCH + timedelta(days=start - _EPOCH_JULIAN)
    return {key: day for key, day in months.items() if key[0] <= 10}


def lunar_day(year: int, month: int, day: int) -> date:
    """The day of the solar calendar on which ``day``/``month`` of the lunar year falls; ``lunar_day(2027, 1, 1)`` is 6/2/2027."""
    return lunar_months(year)[(month, False)] + timedelta(days=day - 1)
