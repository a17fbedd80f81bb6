"""Lines broken by the width of a page are joined again into paragraphs."""

import re

_NEW = re.compile(
    r"\s*(?:[-–+•*]\s|\(?[a-zđ\d]{1,2}[.)]\s|[IVXLC]{1,5}[.)-]\s?|Điều\s+\d|Số\s*:?|Nơi nhận|Kính gửi|\(\d\)|[A-ZĐ][^.\n]{0,40}:$|[^\W\d_]+,\s+ngày)"
)
_END = re.compile(r"[.;:!?…”\"/]\s*$")


def joined(text: str) -> str:
    """A line goes on when it nearly fills the page, does not end a sentence, and the next does not begin a new point."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    width = sorted(map(len, lines))[int(len(lines) * 0.9)] if lines else 0
    out: list[str] = []
    goes_on = False
    for line in lines:
        small = line[:1].islower()
        caps = line.isupper() or (bool(out) and out[-1].isupper())
        if out and line.strip() and goes_on and not _NEW.match(line) and not caps and (small or len(last) > 0.75 * width):
            out[-1] += " " + line.strip()
        else:
            out.append(line)
        last = line
        goes_on = bool(line.strip()) and not (_END.search(line) and not small and len(line) < 0.85 * width) and len(line) > 0.5 * width
        if _END.search(line) and not re.search(r",\s*$", line):
            goes_on = False if len(line) < 0.9 * width or re.search(r"[.;:]\s*$", line) else goes_on
    return "\n".join(out)
