"""Storing and attaching files."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions as audit

from .choices import Event
from .models import Attachment, StoredFile
from .queries import content_of, path_of
from .rules import clean_title, media_type


def _keep(target: Path, content: bytes) -> None:
    """Write a content whole or not at all; a file left short by a broken disk is written again."""
    if target.exists() and target.stat().st_size == len(content):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        os.replace(partial, target)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise


@transaction.atomic
def store(*, content: bytes, name: str, by: Actor) -> StoredFile:
    """Keep a content once. Raises InvalidInput when it is empty, too large or of a type that is not kept."""
    if len(content) > settings.MAX_FILE_BYTES:
        raise InvalidInput(
            "Tệp “%(name)s” nặng %(size)d MB, lớn hơn mức nhận %(limit)d MB. Đề nghị tách tệp hoặc quét ở độ phân giải thấp hơn.",
            name=clean_title(name),
            size=len(content) // 2**20,
            limit=settings.MAX_FILE_BYTES // 2**20,
            field="file",
        )
    kind = media_type(content, name)
    digest = hashlib.sha256(content).hexdigest()
    _keep(path_of(digest), content)
    row, created = StoredFile.objects.get_or_create(sha256=digest, defaults={"media_type": kind, "size": len(content), "stored_at": by.at})
    if created:
        audit.record(event=Event.STORED, ref=RecordRef("file", row.pk), details={"sha256": digest, "size": len(content)}, by=by)
    return row


@transaction.atomic
def attach(*, file: StoredFile, ref: RecordRef, title: str, sealed: bool = False, by: Actor) -> Attachment:
    """Attach a stored file to a record."""
    row = Attachment.objects.create(file=file, ref_kind=ref.kind, ref_id=ref.id, title=clean_title(title), sealed=sealed, attached_at=by.at)
    audit.record(event=Event.ATTACHED, ref=ref, details={"file": file.sha256[:12], "sealed": sealed}, by=by)
    return row


@transaction.atomic
def open_attachment(*, attachment: Attachment, by: Actor) -> bytes:
    """The content of an attachment. A sealed one opens only with the right to identities, and each opening is kept."""
    if attachment.sealed:
        by.require("identities.reveal")
    content = content_of(attachment.file)
    if attachment.sealed:
        ref = RecordRef(attachment.ref_kind, attachment.ref_id)
        audit.record(event=Event.OPENED, ref=ref, details={"file": attachment.file.sha256[:12]}, by=by)
    return content
