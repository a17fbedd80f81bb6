"""Pictures of pages: the words are recognised by the program tesseract with its Vietnamese model, when it is installed."""

import os
import shutil
import subprocess

from giaoban.core.values.errors import InvalidInput

from .lines import joined
from .text import SourceText

SECONDS_A_PAGE = 120
MOST_PIXELS = 120_000_000


def recognise(data: bytes, name: str) -> str:
    """The text of one picture file (a TIFF may hold several pages). Raises InvalidInput when it cannot be read here."""
    program = shutil.which("tesseract")
    if not program:
        raise InvalidInput(
            "Tệp %(name)s là bản chụp. Máy này chưa có chương trình nhận dạng chữ: cài gói tesseract-ocr và tesseract-ocr-vie.", name=name
        )
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the picture goes through memory and never into a temporary file
            [program, "stdin", "stdout", "-l", "vie", "--psm", "4"],
            input=data,
            capture_output=True,
            timeout=SECONDS_A_PAGE,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise InvalidInput("Nhận dạng chữ trong tệp %(name)s quá lâu. Hãy chia nhỏ hoặc chụp lại.", name=name) from None
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode and ("vie" in said and ("load" in said or "traineddata" in said)):
        raise InvalidInput("Tệp %(name)s là bản chụp. Máy này chưa có dữ liệu chữ Việt: cài gói tesseract-ocr-vie.", name=name)
    if done.returncode:
        raise InvalidInput("Không đọc được ảnh %(name)s. Ảnh có thể hỏng; hãy chụp hoặc quét lại.", name=name)
    return done.stdout.decode("utf-8", "replace")


def _pixels(data: bytes, kind: str) -> int:
    """Width times height a PNG declares; other kinds are checked by the program itself."""
    if kind == "png" and len(data) > 24:
        return int.from_bytes(data[16:20], "big") * int.from_bytes(data[20:24], "big")
    return 0


def read_image(data: bytes, name: str, kind: str) -> SourceText:
    """The text of a scanned page."""
    if _pixels(data, kind) > MOST_PIXELS:
        raise InvalidInput("Ảnh %(name)s quá lớn. Hãy quét lại ở 300 điểm một inch.", name=name)
    text = recognise(data, name)
    pages = max(1, text.count("\f"))
    return SourceText(joined(text.replace("\f", "\n\n")), kind, pages, None, True)
