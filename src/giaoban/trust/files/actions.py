"""Storing and attaching files."""

import hashlib
import os
import tempfile

from django.conf import settings
from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions as audit

from .choices import Event
from .models import Attachment, StoredFile
from .queries import path_of
from .rules import media_type


@transaction.atomic
def store(*, content: bytes, name: str, by: Actor) -> StoredFile:
    """Keep a content once. Raises InvalidInput when it is empty, too large or of a type that is not kept."""
    if len(content) > settings.MAX_FILE_BYTES:
        raise InvalidInput(
            "Tệp “%(name)s” nặng %(size)d MB, lớn hơn mức nhận %(limit)d MB. Đề nghị tách tệp hoặc quét ở độ phân giải thấp hơn.",
            name=name,
            size=len(content) // 2**20,
            limit=settings.MAX_FILE_BYTES // 2**20,
            field="file",
        )
    kind = media_type(content, name)
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as partial:
            partial.write(content)
            partial.flush()
            os.fsync(partial.fileno())
        os.replace(partial.name, target)
    row, created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"media_type": kind, "size": len(content), "stored_at": by.at}
    )
    if created:
        audit.record(event=Event.STORED, ref=RecordRef("file", row.pk), details={"sha256": digest, "size": len(content)}, by=by)
    return row


@transaction.atomic
def attach(*, file: StoredFile, ref: RecordRef, title: str, sealed: bool = False, by: Actor) -> Attachment:
    """Attach a stored file to a record."""
    row = Attachment.objects.create(
        file=file, ref_kind=ref.kind, ref_id=ref.id, title=title[:200], sealed=sealed, attached_at=by.at
    )
    audit.record(event=Event.ATTACHED, ref=ref, details={"file": file.sha256[:12], "sealed": sealed}, by=by)
    return row
