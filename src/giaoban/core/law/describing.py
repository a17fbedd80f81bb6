"""Rules as plain data, for ``giaoban clocks rules`` and the generated pages of docs/law."""

from typing import Any

from .loading import rules
from .model import Extension, Rule, Variant, Version


def describe_rules() -> list[dict[str, Any]]:
    """Every rule with its versions, basis and confirmation state, sorted by procedure and id."""
    return [describe(rule) for rule in sorted(rules().values(), key=lambda rule: (rule.procedure, rule.id))]


def describe(rule: Rule) -> dict[str, Any]:
    """One rule; dates are ISO strings, ``until`` None = still in force. ``confirmed``: whether all its versions are."""
    return {
        "id": rule.id,
        "rule": rule.id,
        "label": rule.label,
        "procedure": rule.procedure,
        "subject": rule.subject,
        "start_event": rule.event,
        "counting": rule.counting,
        "confirmed": all(version.confirmed for version in rule.versions),
        "versions": [_version(version) for version in rule.versions],
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "from": version.start.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "basis": [basis.as_dict() for basis in version.basis],
        "amount": version.length.amount if version.length else None,
        "unit": version.unit.value if version.unit else None,
        "direction": version.direction.value,
        "rollover": version.rollover,
        "month_days": version.month_days,
        "variants": [_variant(item) for item in version.variants.values()],
        "severities": [_variant(item) for item in version.severities.values()],
        "extensions": [_extension(item) for item in version.extensions],
        "confirmed": version.confirmed,
        "consequence": version.consequence,
        "note": version.note,
    }


def _variant(variant: Variant) -> dict[str, Any]:
    extensions = [_extension(item) for item in variant.extensions]
    return {"name": variant.key, "label": variant.label, **variant.length.as_dict(), "extensions": extensions, "note": variant.note}


def _extension(extension: Extension) -> dict[str, Any]:
    return {**extension.length.as_dict(), "total": extension.total, "label": extension.label}
