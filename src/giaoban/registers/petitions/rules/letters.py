"""The printed forms of reception, petitions, complaints and denunciations: read from letters/*.toml, filled from a record.

A form says whether the writer may be named in it. ``none``: its text cannot even ask for the name, so none is ever opened for it
(Luật Tố cáo Điều 29.3, 40.3, 56.2). ``open``: named unless sealed. ``writer``: the writer's own paper, a sealed name only after a recorded
opening. What the record does not hold becomes a dotted line, to be filled by hand.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from giaoban.core.paper.tree import Block, Document, Item, Para, Signature, Table, Text, cell, item, para
from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.dates import format_open_date

DOTS = "………………"
HIDDEN = "người viết đơn (danh tính được giữ bí mật)"
WRITER_FIELDS = frozenset({"writer", "writer_paper", "writer_address"})
FIELDS = WRITER_FIELDS | {
    "accepted", "accepting_body", "agency", "decision_number", "ended_ground", "forwarded_by", "forwarding_paper", "ground", "handler",
    "ineligible_reason", "kind", "next_due", "next_step", "number", "outcome", "received", "receiver", "request", "resolve_due",
    "respondent", "sent_to", "summary", "written",
}  # fmt: skip
KEYS = {
    "code", "title", "subject", "symbol", "identity", "confirmed", "instrument", "basis", "kinds", "dispositions", "states", "needs", "when",
    "addressees", "body", "recipients", "left", "post", "letter", "citizen",
}  # fmt: skip
IDENTITIES = ("writer", "open", "none")
PLACE = re.compile(r"\{(\w+)\}")
LED = re.compile(r"\*(?P<bold>[^*]+)\* (?P<rest>.+)")
BLANK_ROWS = 4
BLANK_LINE = "…" * 30


@dataclass(frozen=True, slots=True)
class LetterForm:
    """One form: what it is called, where it comes from, for which records it is offered and what it says."""

    code: str
    about: str
    title: str
    identity: str
    instrument: str
    confirmed: bool
    body: tuple[str, ...]
    subject: str = ""
    symbol: str = ""
    basis: str = ""
    kinds: tuple[str, ...] = ()
    dispositions: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    left: str = ""
    post: str = ""
    letter: bool = False
    citizen: bool = False

    @property
    def label(self) -> str:
        """How the form is named in a list."""
        words = self.title.capitalize() if self.title else "Công văn"
        return f"{words}: {PLACE.sub('…', self.subject)}" if self.subject else words

    @property
    def slug(self) -> str:
        """The code as an address and a file name say it."""
        return self.code.lower().replace("/", "-").replace(" ", "-").translate(str.maketrans("đẫ", "da"))

    def fits(self, *, about: str, kind: str, disposition: str, state: str, has: Collection[str]) -> bool:
        """Whether the form is offered for such a record; ``has``: the facts and occasions it holds."""
        return (
            self.about == about
            and (not self.kinds or kind in self.kinds)
            and (not self.dispositions or disposition in self.dispositions)
            and (not self.states or state in self.states)
            and set(self.needs) | set(self.when) <= set(has)
        )


@dataclass(frozen=True, slots=True)
class Head:
    """Who issues: the agency, the one above it, its symbol, the place and the year; day and number are written when it is signed."""

    issuer: str
    superior: str
    symbol: str
    place: str
    year: int


def load(texts: Mapping[str, str]) -> dict[str, LetterForm]:
    """Forms by slug. Raises InvalidInput naming file and form: unknown key or place, a second code, a name where none may be."""
    found: dict[str, LetterForm] = {}
    for file in sorted(texts):
        data = tomllib.loads(texts[file])
        common = {key: value for key, value in data.items() if key != "form"}
        for entry in data["form"]:
            form = _form(file, {**common, **entry})
            if form.slug in found:
                raise InvalidInput("%(file)s: mẫu %(code)s đã có.", file=file, code=form.code)
            found[form.slug] = form
    return found


def _form(file: str, entry: dict[str, Any]) -> LetterForm:
    code = str(entry.get("code", "?"))
    if unknown := sorted(set(entry) - KEYS - {"about"}):
        raise InvalidInput("%(file)s, mẫu %(code)s: không có khóa %(keys)s.", file=file, code=code, keys=", ".join(unknown))
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    form = LetterForm(**given)
    said = " ".join((*form.body, *form.addressees, *form.recipients, form.subject))
    asked = set(PLACE.findall(said))
    if odd := sorted(asked - FIELDS):
        raise InvalidInput("%(file)s, mẫu %(code)s: không có chỗ điền %(keys)s.", file=file, code=code, keys=", ".join(odd))
    if form.identity not in IDENTITIES or (form.identity == "none" and asked & WRITER_FIELDS):
        raise InvalidInput("%(file)s, mẫu %(code)s: mẫu này không được ghi thông tin người viết đơn.", file=file, code=code)
    return form


@cache
def forms() -> dict[str, LetterForm]:
    """The packaged forms by slug. The mapping is shared: do not change it."""
    folder = resources.files("giaoban.registers.petitions") / "letters"
    return load({each.name: each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(".toml")})


def compose(form: LetterForm, facts: Mapping[str, str], head: Head, lines: Sequence[Sequence[str]] = ()) -> Document:
    """The paper of a form. ``facts``: values by name of place; an empty one becomes a dotted line. ``lines``: the rows of its table."""

    def fill(text: str) -> str:
        written = PLACE.sub(lambda found: facts.get(found[1], "").strip().rstrip(".") or DOTS, text)
        return written.replace("……………….", DOTS)

    return Document(
        form="state",
        issuer="" if form.citizen else head.issuer.upper(),
        superior="" if form.citizen else head.superior.upper(),
        symbol="" if form.citizen or not (form.symbol or form.letter) else "-".join(part for part in (form.symbol, head.symbol) if part),
        type_name=form.title,
        subject=fill(form.subject),
        place=f"{head.place}, {format_open_date(head.year)}",
        addressees=tuple(fill(each) for each in form.addressees),
        body=tuple(_block(line, fill, lines) for line in form.body),
        signature=Signature(post=form.post or "THỦ TRƯỞNG CƠ QUAN"),
        left_signature=Signature(post=form.left) if form.left else None,
        recipients=tuple(fill(each) for each in form.recipients),
        form_number=f"Mẫu số {form.code.removeprefix('Mẫu ')}" if re.search(r"\d", form.code) else "",
        is_letter=form.letter,
    )


def _block(line: str, fill: Callable[[str], str], lines: Sequence[Sequence[str]] = ()) -> Block:
    """A line of a form: "* " a heading, "- " an item, "|a|b" an empty table, "~" room to write, "*Điều 1.* …" a bold beginning."""
    mark, rest = line[:2], line[2:]
    if line == "~":
        return para("\n".join([BLANK_LINE] * 2), indent=False)
    if led := LED.fullmatch(line):
        return Para((Text(led["bold"], bold=True), Text(f" {fill(led['rest'])}")))
    if mark == "* ":
        centred = rest.isupper()
        return Para((Text(fill(rest), bold=True),), align="center" if centred else "justify", indent=not centred)
    if mark == "- ":
        made: Item = item(fill(rest))
        return made
    if line.startswith("|"):
        columns = tuple(line[1:].split("|"))
        blank = tuple(tuple(cell("\n") for _ in columns) for _ in range(BLANK_ROWS))
        return Table(columns, tuple(tuple(cell(text) for text in row) for row in lines) or blank)
    return para(fill(line))
