"""Reading files."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from giaoban.core.values.errors import Conflict, NotFound
from giaoban.core.values.refs import RecordRef

from .models import Attachment, StoredFile


def path_of(sha256: str) -> Path:
    """Where a content lies: two levels of folders named by its hash."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def content_of(file: StoredFile) -> bytes:
    """The bytes of a file. Raises NotFound when it is missing from the disk, Conflict when it is no longer what was stored."""
    try:
        content = path_of(file.sha256).read_bytes()
    except FileNotFoundError as error:
        raise NotFound("Không thấy nội dung tệp %(sha)s trên máy chủ. Đề nghị khôi phục từ bản sao lưu.", sha=file.sha256[:12]) from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Conflict("Nội dung tệp %(sha)s trên máy chủ đã bị thay đổi. Đề nghị khôi phục từ bản sao lưu.", sha=file.sha256[:12])
    return content


def attachments_of(ref: RecordRef) -> "QuerySet[Attachment]":
    """Attachments of a record; the caller has shown that the reader may see it."""
    return Attachment.objects.filter(ref_kind=ref.kind, ref_id=ref.id).select_related("file").order_by("pk")
