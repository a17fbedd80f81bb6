"""The documents a text refers to."""

from giaoban.core.reading.body import Body
from giaoban.core.reading.proposals import Citation
from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.documents import issuer_name, parse_document_number


def _issuer(number: str | None, said: str | None) -> str | None:
    """As the text says, else the body that the symbol names beyond doubt."""
    if said or not number or "/" not in number:
        return said
    try:
        code = parse_document_number(number).issuer_code
    except InvalidInput:
        return None
    name = issuer_name(code)
    return name if name != code else None


def citations(body: Body, own_number: str | None) -> list[Citation]:
    """Every citation in reading order; the number at the head of the document itself is none."""
    found = []
    for span in body.documents:
        if own_number and span.number == own_number and span.start < 600:
            own_number = None
            continue
        found.append(Citation(span.start, span.end, span.type, span.number, _issuer(span.number, span.issuer), span.date, span.name))
    return found
