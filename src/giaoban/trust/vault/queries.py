"""Opening and matching identities. Only the sealing.py files of registers may import this."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import OperationalError, connection
from django.db.models import QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotAllowed
from giaoban.core.values.refs import RecordRef

from .choices import Trait
from .models import Fingerprint, Identity, Opening, Reveal
from .rules import ANSWER_WITHIN, Person, state_of

FINGERPRINT_BYTES = 12
MASTER_BYTES = 32
CHUNK = 5000


@cache
def _keys(path: str, stamp: float) -> tuple[str, AESGCM, bytes]:
    """(name, cipher, fingerprint key) of the vault key file; a changed file is read again."""
    master = bytes.fromhex(Path(path).read_text().strip())
    if not MASTER_BYTES <= len(master) <= hashlib.blake2b.MAX_KEY_SIZE:
        raise ValueError("length of the vault key")
    box_key = hashlib.blake2b(b"box", key=master, digest_size=32).digest()
    print_key = hashlib.blake2b(b"fingerprint", key=master, digest_size=32).digest()
    return hashlib.blake2b(b"name", key=master, digest_size=8).hexdigest(), AESGCM(box_key), print_key


def keys() -> tuple[str, AESGCM, bytes]:
    """Raises NotAllowed when the key file is missing, unreadable or no key: the application then works with every identity closed."""
    path = Path(settings.VAULT_KEY_FILE)
    try:
        return _keys(str(path), path.stat().st_mtime)
    except (OSError, ValueError) as error:
        text = "Không đọc được khóa niêm phong (vault.key). Đề nghị quản trị viên đặt lại tệp khóa vào thư mục dữ liệu."
        raise NotAllowed(text) from error


def key_names() -> set[str]:
    """Names of the keys that closed the identities kept here."""
    return set(Identity.objects.order_by().values_list("key_name", flat=True).distinct())


def lock_box(person: Person) -> tuple[str, bytes]:
    """(key name, nonce + ciphertext) of a person."""
    name, cipher, _ = keys()
    nonce = os.urandom(12)
    body = json.dumps({k: v for k, v in person.as_dict().items() if v}, ensure_ascii=False).encode()
    return name, nonce + cipher.encrypt(nonce, body, name.encode())


def open_box(identity: Identity) -> Person:
    """The person in an identity. Raises NotAllowed when the key is not the one that closed it."""
    name, cipher, _ = keys()
    box = bytes(identity.box)
    try:
        body = cipher.decrypt(box[:12], box[12:], identity.key_name.encode())
    except InvalidTag as error:
        raise NotAllowed("Khóa niêm phong hiện tại (%(now)s) không mở được danh tính này.", now=name) from error
    return Person(**json.loads(body))


def digest(trait: Trait, value: str) -> bytes:
    """The keyed fingerprint of one trait."""
    return digests([(trait, value)])[0]


def digests(found: Iterable[tuple[str, str]]) -> list[bytes]:
    """Keyed fingerprints of many traits, or of values of another named purpose; the key is fetched once."""
    _, _, key = keys()
    return [hmac.digest(key, f"{trait}|{value}".encode(), "sha256")[:FINGERPRINT_BYTES] for trait, value in found]


def add_fingerprints(rows: Iterable[tuple[int, Trait, bytes]]) -> None:
    """Write (identity, trait, digest) rows. A register brings nine for each person, too many for model instances."""
    table = connection.ops.quote_name(Fingerprint._meta.db_table)
    columns = f"{table} (identity_id, trait, digest)"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {columns} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((row[0], str(row[1]), row[2]))
            return
        cursor.executemany(f"INSERT INTO {columns} VALUES (%s, %s, %s)", [(pk, str(trait), mark) for pk, trait, mark in rows])  # noqa: S608


def persons(ids: Iterable[int], *, sealed: bool = False) -> dict[int, Person]:
    """Open identities by id. Sealed ones are left out unless asked for (only a recorded reveal asks)."""
    wanted = list(ids)
    found: dict[int, Person] = {}
    for i in range(0, len(wanted), CHUNK):
        rows = Identity.objects.filter(pk__in=wanted[i : i + CHUNK])
        found.update({row.pk: open_box(row) for row in (rows if sealed else rows.filter(sealed=False))})
    return found


def matching(trait: Trait, value: str, *, sealed: bool = False) -> "QuerySet[Fingerprint]":
    """Fingerprints equal to this trait; those of sealed identities only for the duplicate search, never for a person's search."""
    rows = Fingerprint.objects.filter(digest=digest(trait, value), trait=trait)
    return rows if sealed else rows.filter(identity__sealed=False)


def reveals_of(identity_id: int) -> "QuerySet[Reveal]":
    return Reveal.objects.filter(identity_id=identity_id).order_by("-at", "-pk")


def standing(opening: Opening, at: datetime) -> str:
    """How a request to open stands at a moment."""
    return state_of(
        agreed=opening.agreed, asked_at=opening.asked_at, open_until=opening.open_until, shut_at=opening.shut_at, at=at
    )  # fmt: skip


def openings_of(ref: RecordRef) -> "QuerySet[Opening]":
    """Every request ever made on a record, newest first."""
    return Opening.objects.filter(ref_kind=ref.kind, ref_id=ref.id).order_by("-asked_at", "-pk")


def openings_now(ref: RecordRef, by: Actor) -> list[Opening]:
    """The openings of a record by which this person may look at this moment."""
    if by.user_id is None:
        return []
    return list(openings_of(ref).filter(asked_by=by.user_id, agreed=True, shut_at__isnull=True, open_until__gt=by.at))


def waiting(at: datetime) -> "QuerySet[Opening]":
    """Requests that wait for a second person, oldest first."""
    return Opening.objects.filter(agreed__isnull=True, asked_at__gte=at - ANSWER_WITHIN).order_by("asked_at", "pk")


BOX = b"giaoban box 1\n"
NAME_BYTES = 16
LENGTH_BYTES = 4


def lock_content(content: bytes, told: dict[str, str]) -> bytes:
    """A sealed file: its content and what is told about it (name, type) in one encrypted box; equal files give unequal boxes."""
    name, cipher, _ = keys()
    head = json.dumps(told, ensure_ascii=False).encode()
    nonce = os.urandom(12)
    body = cipher.encrypt(nonce, len(head).to_bytes(LENGTH_BYTES, "big") + head + content, BOX + name.encode())
    return BOX + name.encode() + nonce + body


def open_content(box: bytes) -> tuple[bytes, dict[str, str]]:
    """(content, what is told about it) of a sealed file. Raises NotAllowed when the present key is not the one that closed it."""
    name, cipher, _ = keys()
    start = len(BOX) + NAME_BYTES
    try:
        body = cipher.decrypt(box[start : start + 12], box[start + 12 :], box[:start])
    except InvalidTag as error:
        raise NotAllowed("Khóa niêm phong hiện tại (%(now)s) không mở được tài liệu này.", now=name) from error
    end = LENGTH_BYTES + int.from_bytes(body[:LENGTH_BYTES], "big")
    return body[end:], json.loads(body[LENGTH_BYTES:end])


def forget_overwritten() -> None:
    """Leave no earlier version of a page beside the database file: SQLite keeps them in its write-ahead log until it is emptied."""
    if connection.vendor == "sqlite":
        # a reader at work holds the log open: then the next writer empties it
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
