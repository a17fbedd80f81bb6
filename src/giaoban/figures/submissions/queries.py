"""Reading returns: who has sent what for a period, who has not, and the figures they sent."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.choices import Source
from giaoban.figures.indicators.rules import Indicator, catalogue
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import reporting_agencies
from giaoban.trust.accounts.queries import visible_to

from .models import Return, ReturnValue
from .rules import SENT, Sent, late_days, needed_of, quarters_of


def visible(actor: Actor) -> "QuerySet[Return]":
    return visible_to(actor, Return.objects.all())


def get(actor: Actor, id: int) -> Return:
    """One return. Raises NotFound when there is none or it is not for this reader."""
    row = visible(actor).select_related("agency").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có báo cáo kỳ này hoặc đồng chí không được xem.")
    return row


def _codes(period: Period) -> list[str]:
    return [quarter.code for quarter in quarters_of(period)]


def listing(actor: Actor, period: Period) -> "QuerySet[Return]":
    """The returns of a period (of its quarters, for longer ones), in the order of the agencies."""
    rows = visible(actor).filter(period__in=_codes(period))
    return rows.select_related("agency").order_by("agency__order", "agency__code", "period")


def own_returns(actor: Actor) -> list[Return]:
    """The newest three returns of the reader's own agency."""
    if actor.agency_id is None:
        return []
    return list(visible(actor).filter(agency_id=actor.agency_id).select_related("agency").order_by("-due_on", "-id")[:3])


def needed(agency: Agency) -> list[Indicator]:
    """The figures this agency must send itself."""
    return needed_of(agency.kind)


def values_of(sheet: Return) -> dict[str, ReturnValue]:
    """The latest value of every figure of a return by code."""
    return {value.code: value for value in sheet.values.filter(latest=True)}


def revisions(sheet: Return, code: str) -> "QuerySet[ReturnValue]":
    """Every revision of one figure of a return, oldest first."""
    return sheet.values.filter(code=code).order_by("revision")


def is_sent(sheet: Return) -> bool:
    return sheet.state in SENT


def progress(rows: Iterable[Return]) -> dict[int, tuple[int, int]]:
    """How many of the figures to be sent are filled in, by return: (filled, needed). One query."""
    sheets = list(rows)
    wanted = {sheet.pk: {i.code for i in needed_of(sheet.agency.kind)} for sheet in sheets}
    filled: dict[int, int] = defaultdict(int)
    values = ReturnValue.objects.filter(sheet_id__in=list(wanted), latest=True, value__isnull=False)
    for pk, code in values.values_list("sheet_id", "code"):
        filled[pk] += code in wanted[pk]
    return {pk: (filled[pk], len(codes)) for pk, codes in wanted.items()}


def submitted(period: Period) -> Sent:
    """What agencies have sent for a period, latest revision: code → agency → value.

    For half a year, nine months and a year: flows are added up over the quarters, a state at the end is that of the last quarter; an
    agency that did not send every quarter has no figure, never a part of one.
    """
    quarters = _codes(period)
    found: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(dict)
    answer = Sent()
    rows = ReturnValue.objects.filter(sheet__period__in=quarters, sheet__state__in=SENT, latest=True, value__isnull=False)
    fields = ("sheet__period", "sheet__agency_id", "sheet_id", "code", "value")
    for quarter, agency, sheet, code, value in rows.order_by("sheet_id").values_list(*fields):
        found[code, agency][quarter] = value or Decimal(0)
        if sheet not in (sheets := answer.sheets.setdefault(agency, [])):
            sheets.append(sheet)
    for (code, agency), sent in found.items():
        entry = catalogue().get(code)
        if entry is not None and entry.stock and quarters[-1] in sent:
            answer.setdefault(code, {})[agency] = sent[quarters[-1]]
        elif entry is not None and not entry.stock and len(sent) == len(quarters):
            answer.setdefault(code, {})[agency] = sum(sent.values(), Decimal(0))
    return answer


def sent_values(code: str, period: Period, actor: Actor) -> list[ReturnValue]:
    """The values agencies sent for one figure, as far as this reader may see them, in the order of the agencies."""
    sheets = visible(actor).filter(period__in=_codes(period), state__in=SENT)
    rows = ReturnValue.objects.filter(sheet__in=sheets, code=code, latest=True, value__isnull=False)
    return list(rows.select_related("sheet__agency").order_by("sheet__agency__order", "sheet__agency__code", "sheet__period"))


def _unsent(period: Period) -> "QuerySet[Return]":
    rows = Return.objects.filter(period__in=_codes(period)).exclude(state__in=SENT)
    return rows.select_related("agency").order_by("due_on", "agency__order", "agency__code")


def late_returns(period: Period, today: date) -> list[Return]:
    """The returns not yet sent, those longest past their day first (rules.late_days says by how much)."""
    return sorted(_unsent(period), key=lambda sheet: -late_days(sheet.due_on, sheet.sent_on, today))


def standing_of_period(period: Period, today: date) -> dict[str, int]:
    """How many returns are sent, of how many, and how many are past their day unsent."""
    rows = list(Return.objects.filter(period__in=_codes(period)).values_list("state", "due_on"))
    return {
        "sent": sum(state in SENT for state, _ in rows),
        "total": len(rows),
        "late": sum(state not in SENT and due < today for state, due in rows),
    }


def sheet_for(code: str, period: Period) -> Return | None:
    """The one return that a submitted figure of a quarter stands in; None where several agencies send it, or none was asked."""
    one = catalogue().get(code)
    if one is None or one.source != Source.SUBMITTED:
        return None
    rows = list(Return.objects.filter(period=period.code, agency__kind__in=one.senders).select_related("agency")[:2])
    return rows[0] if len(rows) == 1 else None


def missing_senders(period: Period, within: Collection[int] | None = None) -> list[str]:
    """Short names of the agencies that should have sent a return for the period and have not, asked or not. ``within``: only of these."""
    names: dict[str, None] = {}
    for quarter in quarters_of(period):
        sent = Return.objects.filter(period=quarter.code, state__in=SENT).values("agency_id")
        rows = reporting_agencies(window(quarter).end).exclude(pk__in=sent)
        if within is not None:
            rows = rows.filter(pk__in=within)
        names.update(dict.fromkeys(rows.values_list("short_name", flat=True)))
    return list(names)
