"""Lines broken by the width of a page are joined again into paragraphs."""

import re

_NEW = re.compile(
    r"\s*(?:[-–+•*]\s|\(?[a-zđ\d]{1,2}[.)]\s|[IVXLC]{1,5}[.)-]\s?|Điều\s+\d|Số\s*:?|Nơi nhận|Kính gửi|\(\d\)|[A-ZĐ][^.\n]{0,40}:$"
    r"|[^\W\d_]+,\s+ngày)"
)
_END = re.compile(r"[.;:!?…/]\s*$")


def _ends_here(line: str, width: int) -> bool:
    """A short line, or one that ends a sentence, ends its paragraph."""
    return not line.strip() or bool(_END.search(line)) or len(line) < 0.6 * width or line.isupper()


def joined(text: str) -> str:
    """A line goes on when it nearly fills the page, does not end a sentence, and the next does not begin a new point."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    width = sorted(map(len, lines))[int(len(lines) * 0.9)] if lines else 0
    out: list[str] = []
    ended = True
    for line in lines:
        goes_on = line[:1].islower() or not _NEW.match(line)
        if out and line and not ended and goes_on and not line.isupper():
            out[-1] += f" {line}"
        else:
            out.append(line)
        ended = _ends_here(line, width)
    return "\n".join(out)
