"""The clean copy of a sealed petition for another body: typed anew, masked, written anew, then reopened and searched before it is kept.

Who prepares it reads the original, so it needs an opening for this purpose; without one, masking would tell a curious person whose name it is
by what disappears.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from giaoban.core.paper import docx, pdf
from giaoban.core.paper.tree import Document, Signature, para
from giaoban.core.reading.sources.open import open_source
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.words.text import clean_line
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event
from giaoban.registers.petitions.models import Petition, ProtectedPerson, RedactedCopy
from giaoban.registers.petitions.queries.letters import head_of
from giaoban.registers.petitions.rules import clean_text
from giaoban.registers.petitions.rules.redaction import Traces, faults, find, redact
from giaoban.registers.petitions.rules.redaction_files import Inside, inspect
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.audit import actions as audit
from giaoban.trust.files import actions as files
from giaoban.trust.files.rules import DOCX, check_size
from giaoban.trust.vault.choices import Purpose
from giaoban.trust.vault.rules import digits, phones

from .attachments import open_paper
from .keeping import locked, petition_ref

WRITERS: dict[str, Any] = {"docx": docx.write, "pdf": pdf.write}
KINDS = {DOCX: "docx", "application/pdf": "pdf"}
MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Redaction:
    """A transcript as it would go out, and how many places were blacked out."""

    text: str
    masked: int


def traces_of(person: Person, others: Sequence[str] = ()) -> Traces:
    """What must not be read of a person anywhere."""
    numbers = {digits(person.identity_no), *(digits(part) for part in person.identity_paper.split())}
    return Traces(
        name=person.name,
        birth_year=person.birth_year,
        addresses=tuple(each for each in (person.address, person.place) if each),
        phones=tuple(phones(person.phone)),
        numbers=tuple(sorted(each for each in numbers if each)),
        others=tuple(each for each in others if each.strip()),
    )


def _sealed(petition: Petition, by: Actor) -> Petition:
    row = locked(petition, by)
    by.require("identities.reveal")
    if not row.sealed:
        raise RefusedByLaw("Đơn này không niêm phong, không cần bản đã che danh tính.")
    if not any(each.purpose == Purpose.LAP_BAN_CHE for each in sealing.openings_now(petition_ref(row), by)):
        raise NotAllowed(
            "Lập bản đã che cần đọc đơn gốc. Đề nghị mở danh tính với mục đích “lập bản trích đã che danh tính”, chờ người thứ hai đồng ý."
        )
    return row


def _traces(row: Petition, others: str) -> list[Traces]:
    """The writer, and everybody whom the same petition protects."""
    more = [each.strip() for each in others.replace("\n", ";").split(";")]
    relatives = ProtectedPerson.objects.filter(request__petition=row).values_list("identity_ref", flat=True)
    found = [traces_of(sealing.known_person(row.identity_ref), more)]
    return found + [traces_of(sealing.known_person(ref)) for ref in relatives]


@transaction.atomic
def draft_transcript(*, petition: Petition, number: int, others: str = "", by: Actor) -> Redaction:
    """The words of an original paper, read by the machine and masked, to begin a transcript with. The look at the original is kept."""
    row = _sealed(petition, by)
    content, _, title = open_paper(record=row, number=number, by=by)
    text = clean_text(open_source(content, title).text, "transcript")
    return _redacted(text, _traces(row, others))


def _redacted(text: str, traces: Sequence[Traces]) -> Redaction:
    masked = 0
    for each in traces:
        text, found = redact(text, each)
        masked += found
    return Redaction(text, masked)


def release_redacted(
    *, petition: Petition, recipient: str, paper: str = "", transcript: str = "", kind: str = "docx", file: tuple[bytes, str] | None = None,
    others: str = "", by: Actor,
) -> RedactedCopy:  # fmt: skip
    """Release a clean copy to another body: from a transcript, written anew, or from a file the clerk made (``file``: content and name).

    Raises RefusedByLaw, saying where, when anything of an identity can still be found in any corner of it, or something in it cannot be searched.
    The refusal itself is kept, so this is two transactions and not one.
    """
    with transaction.atomic():
        row = _sealed(petition, by)
        to, said = clean_line(recipient, 250, "recipient"), clean_line(paper, 100, "paper")
        if not to:
            raise InvalidInput("Ghi cơ quan nhận bản này.", field="recipient")
        traces, masked = _traces(row, others), 0
        if file is not None:
            content, name = file
            check_size(len(content), settings.MAX_FILE_BYTES, "")
            made, ending = inspect(content, name), "pdf" if content.startswith(b"%PDF-") else "docx"
        else:
            drafted = _redacted(clean_text(transcript, "transcript"), traces)
            content, ending, masked = _written(row, drafted.text, to, kind, by), kind, drafted.masked
            made = inspect(content)
        made.corners += [("cơ quan nhận", to), ("văn bản chuyển", said)]
        wrong = _wrong(made, traces)
        if not wrong:
            return _kept(row, content, ending, RedactedCopy(
                petition=row, recipient=to, paper=said, made_here=file is None, places=len(made.corners), masked=masked,
                released_at=by.at, released_by=by.user_id,
            ), by)  # fmt: skip
        audit.record(
            event=Event.REDACTION_REFUSED,
            ref=petition_ref(row),
            details={"count": len(wrong), "to": to if _silent(to, traces) else ""},
            by=by,
        )
    places = "; ".join(wrong[:MOST_TOLD])
    text = "Chưa phát hành: bản này còn thông tin của người tố cáo hoặc phần không soát được: %(places)s. Sửa những chỗ đó rồi làm lại."
    raise RefusedByLaw(text, places=places)


def _silent(text: str, traces: Sequence[Traces]) -> bool:
    return not any(find(text, each) for each in traces)


def _wrong(made: Inside, traces: Sequence[Traces]) -> list[str]:
    return [*made.unreadable, *dict.fromkeys(fault for each in traces for fault in faults(made.corners, each))]


def _written(row: Petition, text: str, recipient: str, kind: str, by: Actor) -> bytes:
    """The transcript as a paper of its own, with nothing of the original file in it."""
    if kind not in WRITERS:
        raise InvalidInput("Chọn docx hoặc pdf.", field="kind")
    if not text.strip():
        raise InvalidInput("Chưa có nội dung. Gõ lại hoặc dán nội dung đơn; bản chụp không được gửi đi.", field="transcript")
    head = head_of(row.handler, by.today.year)
    paper = Document(
        form="state",
        issuer=head.issuer.upper(),
        superior=head.superior.upper(),
        type_name="BẢN TRÍCH NỘI DUNG ĐƠN",
        subject=f"Đơn số {row.number}, đã lược bỏ thông tin về người viết đơn",
        addressees=(recipient,),
        body=tuple(para(line) for line in text.splitlines() if line.strip()),
        signature=Signature(post="NGƯỜI LẬP BẢN TRÍCH"),
        secrecy="MẬT",
    )
    made: bytes = WRITERS[kind](paper)
    return made


def _kept(row: Petition, content: bytes, ending: str, copy: RedactedCopy, by: Actor) -> RedactedCopy:
    place = RedactedCopy.objects.filter(petition=row).count() + 1
    title = f"ban-da-che-{place}.{ending}"
    stored = files.store(content=content, name=title, by=by)
    known = RedactedCopy.objects.filter(petition=row, sha256=stored.sha256, recipient=copy.recipient, paper=copy.paper).first()
    if known is not None:
        return known
    copy.sha256 = stored.sha256
    copy.attachment = files.attach(file=stored, ref=petition_ref(row), title=title, by=by)
    copy.save()
    details = {"to": copy.recipient, "paper": copy.paper, "sha256": copy.sha256, "places": copy.places, "masked": copy.masked}
    audit.record(event=Event.REDACTED, ref=petition_ref(row), details=details, by=by)
    return copy
