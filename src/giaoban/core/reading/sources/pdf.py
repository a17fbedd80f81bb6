"""PDF files: their text when they carry it, else the words recognised on the pictures of their pages."""

from typing import Any

from giaoban.core.values.errors import InvalidInput

from .image import recognise
from .lines import joined
from .text import SourceText

MOST_PAGES = 2_000
MOST_SCANNED_PAGES = 60
LETTERS_OF_A_PAGE = 25
DOTS_AN_INCH = 200


def _open(data: bytes, name: str) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InvalidInput("Tệp PDF %(name)s có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.", name=name) from None
        raise InvalidInput("Tệp PDF %(name)s bị hỏng, không mở được. Hãy xin lại bản khác.", name=name) from None


def _page_text(page: Any) -> str:
    layer = page.get_textpage()
    try:
        return str(layer.get_text_bounded())
    finally:
        layer.close()


def _png(page: Any) -> bytes:
    """The page as a grey picture in the plain PGM format."""
    bitmap = page.render(scale=min(DOTS_AN_INCH / 72, 4000 / max(page.get_size())), grayscale=True)
    try:
        rows = bytes(bitmap.buffer)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    finally:
        bitmap.close()
    lines = b"".join(rows[y * stride : y * stride + width] for y in range(height))
    return b"P5 %d %d 255\n" % (width, height) + lines


def read_pdf(data: bytes, name: str) -> SourceText:
    """Raises InvalidInput for an encrypted, broken or overlong file, or a scanned one that cannot be recognised here."""
    book = _open(data, name)
    try:
        pages = len(book)
        if not pages or pages > MOST_PAGES:
            raise InvalidInput("Tệp PDF %(name)s có %(pages)s trang, chỉ đọc từ 1 đến %(most)s.", name=name, pages=pages, most=MOST_PAGES)
        texts = [_page_text(book[index]) for index in range(pages)]
        if sum(len("".join(text.split())) for text in texts) >= LETTERS_OF_A_PAGE * pages:
            return SourceText(joined("\n".join(texts)), "pdf", pages)
        if pages > MOST_SCANNED_PAGES:
            raise InvalidInput(
                "Tệp PDF %(name)s là bản chụp %(pages)s trang, mỗi lần nhận dạng tối đa %(most)s. Hãy chia nhỏ.",
                name=name, pages=pages, most=MOST_SCANNED_PAGES,
            )  # fmt: skip
        seen = [recognise(_png(book[index]), name) for index in range(pages)]
        return SourceText(joined("\n".join(seen).replace("\f", "\n")), "pdf", pages, None, True)
    finally:
        book.close()
