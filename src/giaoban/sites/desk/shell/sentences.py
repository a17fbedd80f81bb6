"""Ledger events as sentences."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit.models import Event
from giaoban.trust.audit.queries import history, words

LABELS = {
    "on": "ngày", "until": "đến ngày", "paper": "văn bản", "reason": "lý do", "motive": "lý do", "number": "số", "to": "tới", "state": "trạng thái",
    "text": "nội dung", "answer": "trả lời", "deadline": "hạn", "disposition": "hướng xử lý", "outcome": "kết quả", "percent": "tiến độ", "from": "từ",
    "period": "kỳ", "due": "hạn", "rule": "quy tắc", "fields": "các ô đã sửa", "agency": "cơ quan", "title": "tên", "count": "số lượng", "value": "giá trị",
}  # fmt: skip


def sentence(event: Event) -> dict[str, Any]:
    """Who did what, when, with the details worth reading."""
    details = [(gettext(LABELS[key]), value) for key, value in event.details.items() if key in LABELS and value not in ("", None, [])]
    return {
        "at": event.at,
        "who": event.actor_name,
        "what": gettext(words().get(event.event, event.event)),
        "details": details,
        "seq": event.seq,
    }


def story(ref: RecordRef) -> list[dict[str, Any]]:
    """The history of a record as sentences, newest first."""
    return [sentence(event) for event in reversed(list(history(ref)))]


def stories(events: Iterable[Event]) -> list[dict[str, Any]]:
    return [sentence(event) | {"ref": f"{event.ref_kind}:{event.ref_id}"} for event in events]
