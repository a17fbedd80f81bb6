"""The head's notice of conclusion after receiving somebody: what it must hold, and its paper (Nghị định 154/2026/NĐ-CP Điều 25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giaoban.core.paper.tree import Document, Heading, Item, Para, Signature, item, para
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.words.dates import format_date_numeric_official
from giaoban.registers.petitions.choices import ReceptionKind

from .letters import Head
from .states import check_day

LEAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Work:
    """One thing an agency has to do after the reception. ``agency``: its name on paper; ``agency_id``: the body the task goes to."""

    text: str
    agency_id: int
    agency: str
    deadline: date

    @property
    def sentence(self) -> str:
        return f"{self.agency}: {self.text.rstrip('.')}; thời hạn {format_date_numeric_official(self.deadline)}."


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice says of its turn, nobody's name in it."""

    received_on: date
    agency: str
    receiver: str
    opinion: str
    sealed: bool
    summary: str


def check_conclusion(kind: str, received_on: date, issued_on: date, opinion: str, works: Sequence[Work], today: date) -> None:
    """Raises RefusedByLaw when nobody of the heads received, InvalidInput for a point without words or an impossible day."""
    if kind == ReceptionKind.THUONG_XUYEN:
        raise RefusedByLaw("Chỉ ra thông báo kết luận khi thủ trưởng tiếp (định kỳ, đột xuất).", field="opinion")
    check_day("Ngày ban hành", issued_on, after=("ngày tiếp", received_on), today=today, field="issued_on")
    if len(opinion.strip()) < LEAST_WORDS:
        raise InvalidInput("Ghi kết luận của người tiếp về nội dung công dân trình bày.", field="opinion")
    if not works:
        raise InvalidInput("Thông báo kết luận phải giao ít nhất một việc cho cơ quan có thời hạn.", field="text_1")
    for place, work in enumerate(works, start=1):
        if len(work.text.strip()) < LEAST_WORDS:
            raise InvalidInput("Việc %(place)s chưa ghi nội dung.", place=place, field=f"text_{place}")
        if work.deadline < issued_on:
            raise InvalidInput("Việc %(place)s có thời hạn trước ngày ban hành.", place=place, field=f"deadline_{place}")


def subject_of(told: Told) -> str:
    return f"Kết luận việc tiếp công dân ngày {format_date_numeric_official(told.received_on)} của {told.receiver or told.agency}"


def provisions(told: Told, works: Sequence[Work], reply: Work) -> list[tuple[str, str, bool]]:
    """(number, sentence, gives work) of every point, as the directive numbers them: 1 the opinion, 2.1 … the work, 3 the citizen's answer."""
    found = [("1", told.opinion.strip(), False)]
    found += [(f"2.{place}", work.sentence, True) for place, work in enumerate(works, start=1)]
    return [*found, ("3", reply.sentence, True)]


def notice(
    told: Told, works: Sequence[Work], reply: Work, *, number: str, issued_on: date, signer: str, signer_post: str, head: Head
) -> Document:
    """The notice as paper. The matter of a sealed turn is not described in it."""
    about = "" if told.sealed else f" về việc: {told.summary.strip().rstrip('.')}"
    work_lines: list[Item] = [item(work.sentence, marker=f"2.{place}.") for place, work in enumerate(works, start=1)]
    opening: Para = para(
        f"Ngày {format_date_numeric_official(told.received_on)}, tại nơi tiếp công dân của {told.agency}, "
        f"{told.receiver or 'thủ trưởng cơ quan'} đã tiếp công dân{about}."
    )
    return Document(
        form="state",
        issuer=head.issuer.upper(),
        superior=head.superior.upper(),
        number=number,
        type_name="THÔNG BÁO",
        subject=subject_of(told),
        place=head.place,
        date=issued_on,
        body=(
            opening,
            para(f"Sau khi nghe trình bày và ý kiến của các cơ quan, {told.receiver or 'thủ trưởng cơ quan'} kết luận như sau:"),
            Heading("Về nội dung trình bày", 1, "1."),
            *(para(line) for line in told.opinion.strip().splitlines() if line.strip()),
            Heading("Giao việc", 1, "2."),
            *work_lines,
            Heading("Trả lời công dân", 1, "3."),
            para(reply.sentence),
            para(f"Các cơ quan được giao việc báo cáo kết quả về {told.agency} đúng thời hạn trên."),
        ),
        signature=Signature(post=signer_post.upper(), name=signer),
        recipients=(*dict.fromkeys(work.agency for work in (*works, reply)), "Lưu: VT, hồ sơ tiếp công dân"),
    )
