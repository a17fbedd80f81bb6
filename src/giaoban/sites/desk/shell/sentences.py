"""Ledger events as sentences."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps

from giaoban.core.law import rules
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.core.words.numbers import format_number
from giaoban.figures.indicators.rules import catalogue
from giaoban.registers.cases.choices import Stage
from giaoban.registers.findings.choices import RecommendationState
from giaoban.registers.petitions.choices import Disposition, Outcome, PetitionKind, PetitionState, ReceptionAnswer
from giaoban.registers.tasks.choices import TaskState
from giaoban.trust.audit.models import Event
from giaoban.trust.audit.queries import history
from giaoban.trust.audit.queries import words as event_words
from giaoban.trust.vault.choices import Part, Purpose

from .telling import tell

LABELS = {
    "on": "vào ngày", "until": "đến ngày", "paper": "theo văn bản", "reason": "lý do", "motive": "lý do", "number": "số", "to": "tới", "state": "trạng thái",
    "text": "nội dung", "answer": "trả lời", "deadline": "hạn", "disposition": "hướng xử lý", "outcome": "kết quả", "percent": "tiến độ", "from": "từ",
    "period": "kỳ", "due": "hạn", "rule": "quy tắc", "fields": "các ô đã sửa", "old": "hạn cũ", "day": "ngày", "year": "năm", "basis": "căn cứ",
    "agency": "cơ quan", "title": "tên", "count": "số lượng", "value": "giá trị", "purpose": "mục đích", "parts": "phần được xem",
    "asker": "người đề nghị", "approved_by": "người đồng ý",
}  # fmt: skip


CODES = (Disposition, Outcome, PetitionKind, PetitionState, ReceptionAnswer, Purpose)
OF_KIND = {"case": (Stage,), "recommendation": (RecommendationState,), "task": (TaskState,)}
CODED = {"disposition", "outcome", "answer", "state", "purpose", "from", "to"}


@cache
def _field_names(kind: str) -> dict[str, str]:
    """What the fields of a kind of record are called: petition "received_on" -> "ngày nhận"."""
    models = (model for model in apps.get_models() if model._meta.model_name == kind)
    named = {field.name: str(field.verbose_name).lower() for model in models for field in model._meta.concrete_fields}
    figures = {code: one.short.lower() for code, one in catalogue().items()} if kind == "return" else {}
    return {"person": "người viết, người đến", **named, **figures}


def _told(kind: str, key: str, value: Any) -> Any:
    """A detail as a person says it: days as days, codes of the law as its words, fields by their names, numbers the Vietnamese way."""
    if key == "fields":
        names = value.split(", ") if isinstance(value, str) else value
        return ", ".join(tell(_field_names(kind).get(name, name)) for name in names)
    if key == "parts" and isinstance(value, list):
        return ", ".join(tell(Part.label_of(part)).lower() for part in value)
    if type(value) is int and key in ("percent", "count"):
        return format_number(value) + ("%" if key == "percent" else "")
    if not isinstance(value, str):
        return value
    if key == "period":
        return tell(Period.parse(value).label)
    if key == "rule" and value in rules():
        return tell(rules()[value].label)
    if len(value) == 10 and value[4] == value[7] == "-":
        try:
            return format_date(date.fromisoformat(value))
        except ValueError:
            return value
    if key in CODED:
        return next((tell(words.label_of(value)).lower() for words in OF_KIND.get(kind, CODES) if value in list(words)), value)
    return value


def sentence(event: Event) -> dict[str, Any]:
    """Who did what, when, with the details worth reading."""
    shown = [(key, value) for key, value in event.details.items() if key in LABELS and value not in ("", None, [])]
    details = [
        (tell(LABELS[key]), _told(event.ref_kind, key, value)) for key, value in shown if key != "agency" or not isinstance(value, int)
    ]
    return {
        "at": event.at,
        "who": event.actor_name,
        "what": tell(event_words().get(event.event, event.event)),
        "details": details,
        "seq": event.seq,
    }


def story(ref: RecordRef) -> list[dict[str, Any]]:
    """The history of a record as sentences, newest first."""
    return [sentence(event) for event in reversed(list(history(ref)))]


def stories(events: Iterable[Event]) -> list[dict[str, Any]]:
    return [sentence(event) | {"ref": f"{event.ref_kind}:{event.ref_id}"} for event in events]
