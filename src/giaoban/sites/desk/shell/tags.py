"""Words of pages: numbers, dates and deadlines the Vietnamese way."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from giaoban.core.values.actors import VIETNAM
from giaoban.core.values.periods import Period
from giaoban.core.words.dates import format_date
from giaoban.core.words.numbers import format_number

from .navigation import address
from .telling import tell

register = template.Library()
register.filter("tell", tell)


@register.filter
def so(value: Any, decimals: int | None = None) -> Any:
    """A number: 1.200; 15,2. A dash when there is none; 0 only for zero."""
    if value is None or value == "":
        return format_html('<span class="soft" title="{}">–</span>', gettext("không có số liệu"))
    number = Decimal(str(value))
    if number == number.to_integral_value():
        return format_number(int(number))
    return format_number(number, decimals)


@register.filter
def ngay(value: Any) -> Any:
    """A day: 14/9/2026."""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return format_date(value) if value else ""


@register.filter
def ky(code: str) -> str:
    """A period by its code, as a title: Quý III năm 2026."""
    label = str(tell(Period.parse(str(code)).label))
    return label[:1].upper() + label[1:]


def changed(figure: Any) -> str:
    """How a figure compares: "tăng 28,6%", "giảm 4,7 điểm %", "không đổi", or why it is not compared. One wording for pages and sheets."""
    change = figure.change
    if change is None:
        return str(tell(figure.base_reason))
    if not change.value:
        return str(tell("không đổi"))
    size = f"{format_number(change.value)}{'' if change.unit == '%' else ' '}{tell(change.unit)}"
    return f"{tell(change.direction)} {size}"


register.filter("changed", changed)


@register.filter
def measured(value: Any, unit: str) -> Any:
    """A number with its unit: 379 triệu đồng; 91,4%."""
    if value is None or value == "":
        return so(value)
    return f"{so(value)}%" if unit == "%" else format_html("{} <small>{}</small>", so(value), tell(unit))


@register.filter
def luc(value: datetime | None) -> str:
    """A moment: 14:05 14/9/2026."""
    if not value:
        return ""
    local = value.astimezone(VIETNAM)
    return f"{local:%H:%M} {format_date(local.date())}"


@register.simple_tag(takes_context=True)
def han(context: dict[str, Any], due: date | None, done: bool = False) -> SafeString | str:
    """A deadline as a tag: "quá 3 ngày", "hôm nay", "23/9, còn 2 ngày"."""
    if due is None:
        return ""
    today = context["today"]
    text = format_date(due)
    days = (due - today).days
    if done:
        return format_html('<span class="tag done">{}</span>', text)
    if days < 0:
        return format_html(
            '<span class="tag late" title="{}">{}</span>', text, ngettext("quá %(n)s ngày", "quá %(n)s ngày", -days) % {"n": -days}
        )
    if days == 0:
        return format_html('<span class="tag soon" title="{}">{}</span>', text, gettext("hạn hôm nay"))
    if days <= 5:
        return format_html('<span class="tag soon">{}, {}</span>', text, ngettext("còn %(n)s ngày", "còn %(n)s ngày", days) % {"n": days})
    return text


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The present address's query with some values changed; an empty value drops it; always from the first page."""
    params = context["request"].GET.copy()
    params.pop("after", None)
    for key, value in changes.items():
        params.pop(key, None)
        if value not in ("", None):
            params[key] = value
    return "?" + params.urlencode()


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], **values: Any) -> SafeString | str:
    """aria-current when the present query has exactly these values (an empty value: is absent)."""
    params = context["request"].GET
    same = all(params.get(key, "") == str(value) for key, value in values.items())
    return mark_safe('aria-current="true"') if same else ""


@register.filter
def may(actor: Any, right: str) -> bool:
    """Whether the actor holds a right."""
    return bool(actor and actor.may(right))


@register.filter
def at(mapping: Any, key: Any) -> Any:
    """A value of a mapping by key."""
    return mapping.get(key) if mapping else None


@register.filter
def gist(row: Any) -> str:
    """What a record is about, in a few words: never an identity."""
    for name in ("summary", "title", "subject", "name", "text", "reason"):
        if value := getattr(row, name, ""):
            return str(value)[:160]
    return str(row)


BECAUSE = {
    "late": "Ghi muộn",
    "corrected": "Sửa sau khi chốt",
    "merged": "Gộp đơn trùng",
    "moved": "Chuyển kỳ hoặc chuyển cơ quan",
    "withdrawn": "Rút khỏi số liệu",
}


@register.filter
def because(kind: str) -> str:
    """Why a record moved a figure, in words."""
    return tell(BECAUSE.get(kind, kind))


@register.simple_tag
def record_page(kind: str, id: int) -> str:
    """The address of a record's page, or nothing."""
    return address(kind, id)
