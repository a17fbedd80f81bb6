"""Lines broken by the width of a page are joined again into paragraphs."""

import re

_NEW = re.compile(
    r"\s*(?:[-–+•*]\s|\(?[a-zđ\d]{1,2}[.)]\s|[IVXLC]{1,5}[.)-]\s?|Điều\s+\d|Số\s*:?|Nơi nhận|Kính gửi|\(\d\)|[A-ZĐ][^.\n]{0,40}:$"
    r"|[^\W\d_]+,\s+ngày)"
)
_END = re.compile(r"[.;:!?…/]\s*$")
_SIGNS = re.compile(r"\s*(?:Nơi nhận|Kính gửi|(?:TM|KT|TL|T/M|K/T|T/L)[. ])")
NARROWEST, WIDEST = 45, 170  # letters of a line in texts that were broken by hand


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


def _full(line: str, following: str, width: int) -> bool:
    """The first word of the next line would not have found room on this one."""
    return NARROWEST <= width <= WIDEST and len(line) + 1 + len(following.split(None, 1)[0]) >= 0.9 * width


def _one_paragraph(line: str, following: str, width: int) -> bool:
    if not line or not following or "\t" in line + following or line.isupper() or following.isupper():
        return False
    if line[-1] == ";" and following[0].islower() and not _NEW.match(following):
        return True
    if _END.search(line) or _NEW.match(following) or _SIGNS.match(line):
        return False
    return following[0].islower() or _full(line, following, width)


def flowed(text: str) -> str:
    """The text with the breaks inside paragraphs made spaces: as long as the text, so that a place in one is the same in the other."""
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip() and "\t" not in line)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))] if lengths else 0
    pieces: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        pieces += [line, " " if _one_paragraph(line.strip(), following.strip(), width) else "\n"]
    return "".join(pieces[:-1])
