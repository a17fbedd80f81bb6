"""Scans and papers of a petition or a reception turn: kept, moved under seal, handed out.

Of a sealed record the bytes are the vault's box from the first moment; its name, type and content are inside it. It opens only by an opening
that a second person agreed to and that names the originals.
"""

import hashlib

from django.conf import settings
from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotAllowed, NotFound
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event
from giaoban.registers.petitions.models import Petition, Reception, RedactedCopy
from giaoban.registers.petitions.queries.secrecy import papers_of, readable, record_ref
from giaoban.trust.audit import actions as audit
from giaoban.trust.files import actions as files
from giaoban.trust.files.models import Attachment
from giaoban.trust.files.queries import content_of
from giaoban.trust.files.rules import check_size, clean_title, download_name, media_type, sealed_title
from giaoban.trust.vault.choices import Part

from .keeping import locked, locked_reception

MOST_PAPERS = 200
ORIGINALS = (Part.ORIGINALS,)


@transaction.atomic
def add_paper(*, record: Petition | Reception, content: bytes, name: str, by: Actor) -> Attachment:
    """Keep a scan or paper of a record; the same file twice is kept once.

    Raises InvalidInput when it is empty, too large or of a type that is not kept, NotAllowed and NotFound for somebody else's record.
    """
    row: Petition | Reception = locked(record, by) if isinstance(record, Petition) else locked_reception(record, by)
    ref = record_ref(row)
    there = list(papers_of(row, by))
    check_size(len(content), settings.MAX_FILE_BYTES, "" if row.sealed else name)
    kind = media_type(content, "" if row.sealed else name)
    mark = content_mark(content)
    known = next((each for each in there if each.mark == mark), None)
    if known is not None:
        return known
    if len(there) >= MOST_PAPERS:
        raise InvalidInput("Hồ sơ đã có %(most)s tài liệu. Gộp các trang vào một tệp rồi thêm.", most=MOST_PAPERS, field="file")
    place = len(there) + 1
    if row.sealed:
        box = sealing.lock_content(content, {"name": clean_title(name), "type": kind})
        stored, title = files.store_sealed(box=box, by=by), sealed_title(place, kind)
    else:
        stored, title = files.store(content=content, name=name, by=by), name
    kept = files.attach(file=stored, ref=ref, title=title, sealed=row.sealed, mark=mark, by=by)
    audit.record(event=Event.PAPER_ADDED, ref=ref, details={"place": place, "sealed": row.sealed}, by=by)
    return kept


def content_mark(content: bytes) -> str:
    """A keyed mark of a content: the same paper is known again, and without the key the mark says nothing about it."""
    return sealing.mark("attachment", hashlib.sha256(content).hexdigest())


@transaction.atomic
def open_paper(*, record: Petition | Reception, number: int, by: Actor) -> tuple[bytes, str, str]:
    """(content, type, name for handing out) of a paper of a record this person may read.

    A sealed one is handed out as "tai-lieu-1.pdf", whatever it was called, to the holder of an opening of the originals; each time is kept.
    """
    row = readable(record, by)
    ref = record_ref(row)
    paper = papers_of(row, by).filter(pk=number).first() or _clean_copy(row, number)
    if paper is None:
        raise NotFound("Hồ sơ này không có tài liệu đó.")
    if not paper.sealed:
        content = files.open_attachment(attachment=paper, by=by)
        audit.record(event=Event.PAPER_OPENED, ref=ref, details={"file": paper.file.sha256[:12]}, by=by)
        return content, paper.file.media_type, download_name(paper.title, paper.file.media_type)
    if not row.sealed:
        return _of_waived(paper, row, by)
    by.require("identities.reveal")
    opened = next((each for each in sealing.openings_now(ref, by) if Part.ORIGINALS in each.parts), None)
    if opened is None or row.identity_ref is None:
        raise NotAllowed(
            "Tài liệu này đang niêm phong. Đề nghị mở danh tính có phần “đơn gốc, giấy tờ kèm theo”, chờ người thứ hai đồng ý rồi mở."
        )
    sealing.reveal(identity_ref=row.identity_ref, ref=ref, purpose=opened.purpose, parts=ORIGINALS, by=by)
    content, told = sealing.open_content(files.open_attachment(attachment=paper, by=by))
    return content, told["type"], paper.title


def _of_waived(paper: Attachment, row: Petition | Reception, by: Actor) -> tuple[bytes, str, str]:
    """A paper that stayed in its box when its writer gave secrecy up: read like every open identity, by its own name."""
    by.require("identities.read")
    content, told = sealing.open_content(content_of(paper.file))
    audit.record(event=Event.PAPER_OPENED, ref=record_ref(row), details={"file": paper.file.sha256[:12]}, by=by)
    return content, told["type"], download_name(told["name"], told["type"])


def _clean_copy(row: Petition | Reception, number: int) -> Attachment | None:
    copies = (
        RedactedCopy.objects.filter(petition_id=row.pk, attachment_id=number) if isinstance(row, Petition) else RedactedCopy.objects.none()
    )
    copy = copies.select_related("attachment__file").first()
    return copy.attachment if copy else None


def seal_papers(record: Petition | Reception, by: Actor) -> int:
    """Move every paper of a record that became sealed under seal. Returns how many were moved."""
    moved = 0
    for place, paper in enumerate(papers_of(record, by), 1):
        if paper.sealed:
            continue
        content, kind = files.open_attachment(attachment=paper, by=by), paper.file.media_type
        box = sealing.lock_content(content, {"name": paper.title, "type": kind})
        files.seal_attachment(attachment=paper, box=box, title=sealed_title(place, kind), mark=content_mark(content), by=by)
        moved += 1
    sealing.forget_overwritten()
    return moved
