"""Storing and attaching files."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions as audit

from .choices import Event
from .models import Attachment, StoredFile
from .queries import content_of, path_of
from .rules import SEALED_TYPE, check_size, clean_title, media_type


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
    check_size(len(content), settings.MAX_FILE_BYTES, name)
    kind = media_type(content, name)
    return _stored(content, kind, by)


@transaction.atomic
def store_sealed(*, box: bytes, by: Actor) -> StoredFile:
    """Keep the box of a sealed file; what is in it was checked and encrypted before, and its name and type are inside."""
    return _stored(box, SEALED_TYPE, by)


def _stored(content: bytes, kind: str, by: Actor) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    _keep(path_of(digest), content)
    row, created = StoredFile.objects.get_or_create(sha256=digest, defaults={"media_type": kind, "size": len(content), "stored_at": by.at})
    if created:
        audit.record(event=Event.STORED, ref=RecordRef("file", row.pk), details={"sha256": digest, "size": len(content)}, by=by)
    return row


@transaction.atomic
def attach(*, file: StoredFile, ref: RecordRef, title: str, sealed: bool = False, mark: str = "", by: Actor) -> Attachment:
    """Attach a stored file to a record."""
    row = Attachment.objects.create(
        file=file, ref_kind=ref.kind, ref_id=ref.id, title=clean_title(title), sealed=sealed, mark=mark, attached_at=by.at
    )
    audit.record(event=Event.ATTACHED, ref=ref, details={"file": file.sha256[:12], "sealed": sealed}, by=by)
    return row


@transaction.atomic
def seal_attachment(*, attachment: Attachment, box: bytes, title: str, mark: str, by: Actor) -> Attachment:
    """Put the box of a file in the place of the file. The plain content leaves the disk when nothing else holds it."""
    row = Attachment.objects.select_for_update(of=("self",)).select_related("file").get(pk=attachment.pk)
    if row.sealed:
        return row
    plain, row.file = row.file, store_sealed(box=box, by=by)
    row.title, row.mark, row.sealed = clean_title(title), mark, True
    row.save(update_fields=["file", "title", "mark", "sealed"])
    removed = _drop_unheld(plain)
    details = {"file": row.file.sha256[:12], "removed": removed}
    audit.record(event=Event.SEALED, ref=RecordRef(row.ref_kind, row.ref_id), details=details, by=by)
    return row


def _drop_unheld(file: StoredFile) -> bool:
    """Remove a content that no record holds any more; the disk forgets it only when the transaction has come true."""
    for relation in file._meta.related_objects:
        if relation.related_model._default_manager.filter(**{relation.field.name: file}).exists():
            return False
    path = path_of(file.sha256)
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return True


@transaction.atomic
def open_attachment(*, attachment: Attachment, by: Actor) -> bytes:
    """The content of an attachment; of a sealed one its box, which only the vault opens. Each handing out of a sealed one is kept."""
    if attachment.sealed:
        by.require("identities.reveal")
    content = content_of(attachment.file)
    if attachment.sealed:
        ref = RecordRef(attachment.ref_kind, attachment.ref_id)
        audit.record(event=Event.OPENED, ref=ref, details={"file": attachment.file.sha256[:12], "title": attachment.title}, by=by)
    return content
