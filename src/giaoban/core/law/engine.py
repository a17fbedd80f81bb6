"""One deadline: which version of the law, which length, what was counted and why. Every step of the answer cites its basis."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from giaoban.core.days import Calendar
from giaoban.core.values.errors import InvalidInput, RefusedByLaw, WrongUse

from .answer import Deadline, Plan
from .counting import Count, Interval, count_back, count_forward, merge
from .explaining import explain
from .loading import rules, transitions
from .model import Direction, Extension, Rule, Unit, Variant, Version

LAST_YEAR = 2190


def due(
    rule_id: str,
    start: date,
    *,
    calendar: Calendar,
    severity: str | None = None,
    complex: bool = False,
    remote: bool = False,
    variant: str | None = None,
    extensions: int = 0,
    suspensions: Iterable[Interval] = (),
    law_on: date | None = None,
) -> Deadline:
    """The deadline of a rule, counted from ``start`` (the day of the event; for a backward rule the day to prepare for).

    ``suspensions``: pairs of first and last day not counted. ``law_on``: the day that decides the version, default ``start``.
    Raises WrongUse for an unknown rule or an option the rule does not know, RefusedByLaw for a start before the rule existed or
    a suspension the law did not know, InvalidInput for impossible dates.
    """
    plan = plan_of(
        rule_id,
        start,
        severity=severity,
        complex=complex,
        remote=remote,
        variant=variant,
        extensions=extensions,
        suspensions=tuple((first, last) for first, last in suspensions),
        law_on=law_on,
    )
    counted = count(plan, calendar)
    other = _alternative(plan, calendar)
    steps, confirmed = explain(plan, counted, calendar, other)
    skipped = tuple((day, calendar.reason(day)) for day in sorted(counted.skipped))
    unit = plan.version.unit or plan.base.unit
    return Deadline(plan.rule, plan.version, start, counted.due, unit, steps, skipped, confirmed)


def count(plan: Plan, calendar: Calendar) -> Count:
    """Count a plan on a calendar."""
    version = plan.version
    if version.direction is Direction.BEFORE:
        return count_back(plan.start, plan.base, version.rollover, calendar, plan.pauses)
    rollover = version.rollover and plan.lengths[-1].unit is not Unit.HOUR
    return count_forward(plan.start, plan.lengths, version.month_days, rollover, calendar, plan.pauses)


def find_rule(rule_id: str) -> Rule:
    """The rule of this id; WrongUse naming the nearest ids when there is none."""
    rule = rules().get(rule_id)
    if rule is None:
        near = get_close_matches(rule_id.upper(), rules(), 3)
        if near:
            text = "Không có quy tắc thời hạn “%(rule)s”; gần nhất là %(near)s (danh sách: giaoban clocks rules)."
            raise WrongUse(text, rule=rule_id, near=", ".join(near), field="rule")
        raise WrongUse("Không có quy tắc thời hạn “%(rule)s”. Xem danh sách bằng lệnh: giaoban clocks rules.", rule=rule_id, field="rule")
    return rule


def version_of(rule: Rule, day: date) -> Version:
    """The version in force on the day; RefusedByLaw before the first one or in a gap."""
    for version in rule.versions:
        if version.holds_on(day):
            return version
    raise RefusedByLaw(
        "Ngày %(day)s không có quy định %(rule)s (%(label)s) còn hiệu lực; quy định này có từ ngày %(first)s.",
        day=_vn(day),
        rule=rule.id,
        label=rule.label,
        first=_vn(rule.versions[0].start),
        field="start",
    )


@lru_cache(maxsize=8192)
def plan_of(
    rule_id: str,
    start: date,
    *,
    severity: str | None = None,
    complex: bool = False,
    remote: bool = False,
    variant: str | None = None,
    extensions: int = 0,
    suspensions: tuple[Interval, ...] = (),
    law_on: date | None = None,
) -> Plan:
    """Settle version, variant, extensions and suspensions; all refusals happen here."""
    rule = find_rule(rule_id)
    for day in [start, *(day for pair in suspensions for day in pair)]:
        if day.year > LAST_YEAR:
            raise InvalidInput("Ngày %(day)s ngoài phạm vi tính lịch (đến năm %(last)s).", day=_vn(day), last=LAST_YEAR, field="start")
    version = version_of(rule, law_on or start)
    case = _case(rule, version, severity, variant, complex, remote)
    if case is None and version.length is None:
        raise _no_length(rule, version)
    base = case.length if case else version.length
    assert base is not None
    granted = _granted(rule, case.extensions if case else version.extensions, extensions)
    return Plan(rule, version, start, law_on, case, base, granted, _pauses(rule, suspensions))


def _case(rule: Rule, version: Version, severity: str | None, variant: str | None, complex: bool, remote: bool) -> Variant | None:
    if severity is not None and not version.severities:
        raise WrongUse("Quy tắc %(rule)s không phân theo loại tội phạm; bỏ --severity.", rule=rule.id, field="severity")
    if version.severities:
        if variant is not None or complex or remote:
            raise WrongUse(
                "Quy tắc %(rule)s chỉ phân theo loại tội phạm; bỏ --variant, --complex, --remote.", rule=rule.id, field="variant"
            )
        return _pick(rule, version.severities, severity, "severity")
    flags = "_".join(name for name, given in (("remote", remote), ("complex", complex)) if given)
    if flags and variant is not None and variant != flags:
        raise WrongUse("Chỉ chọn một trường hợp: --variant %(name)s hoặc --complex/--remote.", name=variant, field="variant")
    name = variant if variant is not None else flags or None
    if name is None:
        if version.length is None and version.variants:
            return _pick(rule, version.variants, None, "variant")
        return None
    option = "--" + " --".join(flags.split("_")) if flags and variant is None else f"--variant {name}"
    if name not in version.variants:
        if not version.variants:
            raise WrongUse("Quy tắc %(rule)s không có trường hợp riêng; bỏ %(option)s.", rule=rule.id, option=option, field="variant")
        known = ", ".join(version.variants)
        raise WrongUse(
            "Quy tắc %(rule)s không có trường hợp %(option)s (các trường hợp: %(known)s).", rule=rule.id, option=option, known=known
        )
    return version.variants[name]


def _pick(rule: Rule, cases: Any, key: str | None, option: str) -> Variant:
    if key is None:
        raise WrongUse(
            "Quy tắc %(rule)s cần chọn --%(option)s: %(known)s.", rule=rule.id, option=option, known=", ".join(cases), field=option
        )
    if key not in cases:
        text = "Quy tắc %(rule)s không có --%(option)s “%(key)s”; dùng %(known)s."
        raise WrongUse(text, rule=rule.id, option=option, key=key, known=", ".join(cases), field=option)
    picked: Variant = cases[key]
    return picked


def _no_length(rule: Rule, version: Version) -> RefusedByLaw:
    text = "%(label)s là nghĩa vụ không ấn định ngày từ ngày %(day)s (%(cite)s); không tính được hạn."
    return RefusedByLaw(text, label=rule.label, day=_vn(version.start), cite=version.cite, field="rule")


def _granted(rule: Rule, available: Sequence[Extension], number: int) -> tuple[Extension, ...]:
    if number < 0:
        raise WrongUse("Số lần gia hạn không thể âm.", field="extensions")
    if number > len(available):
        if not available:
            raise WrongUse("Quy tắc %(rule)s không có gia hạn; bỏ --extensions.", rule=rule.id, field="extensions")
        text = "Quy tắc %(rule)s chỉ được gia hạn nhiều nhất %(most)s lần, không phải %(number)s lần."
        raise WrongUse(text, rule=rule.id, most=len(available), number=number, field="extensions")
    return tuple(available[:number])


def _pauses(rule: Rule, suspensions: Iterable[Interval]) -> tuple[Interval, ...]:
    intervals = tuple(suspensions)
    for first, last in intervals:
        if last < first:
            text = "Thời gian tạm đình chỉ từ %(first)s đến %(last)s có ngày cuối trước ngày đầu."
            raise InvalidInput(text, first=_vn(first), last=_vn(last), field="suspend")
    for clause in transitions():
        if clause.topic == "suspension" and clause.concerns(rule.id):
            for first, _ in intervals:
                if first < clause.day:
                    raise RefusedByLaw(
                        "Trước ngày %(day)s luật chưa có tạm đình chỉ giải quyết khiếu nại; không trừ được từ ngày %(first)s (%(basis)s).",
                        day=_vn(clause.day),
                        first=_vn(first),
                        basis=clause.basis,
                        field="suspend",
                    )
    return merge(intervals)


def _alternative(plan: Plan, calendar: Calendar) -> Deadline | None:
    for clause in transitions():
        if clause.topic != "alternative" or not clause.concerns(plan.rule.id) or plan.version.holds_on(clause.day):
            continue
        if plan.start < clause.day:
            return due(plan.rule.id, plan.start, calendar=calendar, suspensions=plan.pauses, law_on=clause.day)
    return None


def _vn(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
