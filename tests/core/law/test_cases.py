"""The tables of cases beside the law: every one must come out, and every version of every rule must have at least three."""

import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from giaoban.core.days import load_calendar
from giaoban.core.law import due, rules, version_of
from giaoban.core.values.errors import GiaoBanError

CALENDAR = load_calendar()


def all_cases() -> list[tuple[str, dict[str, Any]]]:
    folder = files("giaoban.core.law") / "cases"
    found = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        found += [(item.name, case) for case in tomllib.loads(item.read_text("utf-8"))["case"]]
    return found


CASES = all_cases()
KEYS = {"title", "citation", "rule", "start", "options", "due", "confirmed", "words", "refused", "error"}


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{name}-{number}-{case['rule']}" for number, (name, case) in enumerate(CASES)])
def test_case_comes_out_as_counted_by_hand(file: str, case: dict[str, Any]) -> None:
    assert set(case) <= KEYS, f"{file}: unknown key in {case['title']}"
    options = case.get("options", {})
    if "refused" in case:
        with pytest.raises(GiaoBanError) as refusal:
            due(case["rule"], case["start"], calendar=CALENDAR, **options)
        assert refusal.value.code == case["error"]
        for words in case["refused"]:
            assert words in str(refusal.value), case["title"]
        return
    answer = due(case["rule"], case["start"], calendar=CALENDAR, **options)
    assert answer.due == case["due"], case["title"]
    if "confirmed" in case:
        assert answer.confirmed is case["confirmed"], case["title"]
    told = " ".join(f"{step.text} {step.basis}" for step in answer.steps)
    for words in case["words"]:
        assert words in told, f"{case['title']}: {words!r} not in {told}"


def test_every_version_has_three_cases() -> None:
    count: Counter[tuple[str, date]] = Counter()
    for _, case in CASES:
        try:
            version = version_of(rules()[case["rule"]], case.get("options", {}).get("law_on", case["start"]))
        except GiaoBanError:
            continue
        count[(case["rule"], version.start)] += 1
    thin = [(rule.id, version.start) for rule in rules().values() for version in rule.versions if count[(rule.id, version.start)] < 3]
    assert thin == []


def test_every_variant_severity_and_extension_has_a_case() -> None:
    used = set()
    for _, case in CASES:
        options = case.get("options", {})
        flags = "_".join(name for name in ("remote", "complex") if options.get(name))
        used.add((case["rule"], options.get("severity") or options.get("variant") or flags, options.get("extensions", 0)))
    missing = []
    for rule in rules().values():
        for version in rule.versions:
            for variant in [*version.variants.values(), *version.severities.values()]:
                missing += [(rule.id, variant.key, n) for n in range(len(variant.extensions) + 1) if (rule.id, variant.key, n) not in used]
            missing += [(rule.id, "", n) for n in range(1, len(version.extensions) + 1) if (rule.id, "", n) not in used]
    assert missing == []
