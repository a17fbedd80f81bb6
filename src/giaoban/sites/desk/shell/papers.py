"""An official document as a file to download."""

from django.http import Http404, HttpResponse

from giaoban.core.paper import docx, pdf
from giaoban.core.paper.tree import Document

WRITERS = {
    "docx": (docx.write, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf.write, "application/pdf"),
}


def paper_file(paper: Document, kind: str, name: str) -> HttpResponse:
    """``paper`` as docx or pdf under an unaccented name; another kind is a page that does not exist."""
    if kind not in WRITERS:
        raise Http404
    write, mime = WRITERS[kind]
    response = HttpResponse(write(paper), content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
