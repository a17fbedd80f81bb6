"""The default agenda, the numbering of conclusions, what may be issued, and the notice and the invitation as documents (law data 7.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from giaoban.core.paper.tree import Block, Document, Heading, Item, Para, Signature, Text, para
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.words.dates import format_date_numeric_official, format_date_official
from giaoban.core.words.documents import parse_document_number
from giaoban.core.words.numbers import format_count, roman

from .choices import MeetingState, PointKind

AUTHORITY = "T/L BAN THƯỜNG VỤ"
SIGNER_POST = "CHÁNH VĂN PHÒNG"
NOTICE_SYMBOL = "TB/TU"
LETTER_SYMBOL = "GM/TU"
FOLLOW_UP = (
    "Giao Văn phòng Tỉnh ủy chủ trì, phối hợp với Ban Nội chính Tỉnh ủy và Ban Tuyên giáo và Dân vận Tỉnh ủy theo dõi, đôn đốc "
    "việc thực hiện Thông báo này; báo cáo kết quả tại hội nghị giao ban kỳ sau"
)
SECTIONS = (
    (PointKind.DANH_GIA, "ĐÁNH GIÁ CHUNG"),
    (PointKind.GIAO_VIEC, "NHIỆM VỤ TRONG THỜI GIAN TỚI"),
    (PointKind.TO_CHUC, "TỔ CHỨC THỰC HIỆN"),
)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One point of an agenda: what, who presents it, how many minutes."""

    title: str
    presenter: str = ""
    minutes: int = 10


@dataclass(frozen=True, slots=True)
class PointDraft:
    """One point of the conclusions as typed. ``lead`` and ``supports`` are ids of agencies."""

    kind: str
    text: str
    lead: int | None = None
    supports: tuple[int, ...] = ()
    product: str = ""
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class PointFact:
    """A point as the notice prints it: agencies by name."""

    kind: str
    text: str
    lead: str = ""
    supports: tuple[str, ...] = ()
    product: str = ""
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """What the documents of a conference say of it. ``committee``: "Tỉnh ủy Hà Lam"; ``heard``: who presented what; ``spoke``: agencies."""

    committee: str
    title: str
    on: date
    place: str
    chair: str
    chair_post: str
    start_time: time | None = None
    attended: tuple[str, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    spoke: tuple[str, ...] = ()


def default_title(period: Period) -> str:
    return f"Hội nghị giao ban các cơ quan khối Nội chính và khối Dân vận {period.label}"


def default_agenda(period: Period) -> tuple[AgendaLine, ...]:
    """The six points a briefing conference always has, with the names of this period and the next."""
    return (
        AgendaLine("Tuyên bố lý do, giới thiệu đại biểu, thông qua chương trình", "Văn phòng Tỉnh ủy", 10),
        AgendaLine(
            "Báo cáo kết quả công tác nội chính, phòng, chống tham nhũng, lãng phí, tiêu cực, cải cách tư pháp và công tác dân vận "
            f"{period.label}; nhiệm vụ trọng tâm {period.next.label}",
            "Ban Nội chính Tỉnh ủy",
            25,
        ),
        AgendaLine("Báo cáo kết quả thực hiện thông báo kết luận hội nghị kỳ trước", "Ban Nội chính Tỉnh ủy", 10),
        AgendaLine("Báo cáo vụ án, vụ việc, đơn thư phức tạp cần xin ý kiến chỉ đạo", "Các cơ quan liên quan", 25),
        AgendaLine("Thảo luận, kiến nghị, đề xuất", "Đại biểu dự hội nghị", 60),
        AgendaLine("Kết luận hội nghị", "Đồng chí chủ trì hội nghị", 20),
    )


def check_open(state: str) -> None:
    """A conference whose notice is issued does not change any more. Raises RefusedByLaw."""
    if state == MeetingState.DA_KET_LUAN:
        raise RefusedByLaw("Thông báo kết luận hội nghị này đã ban hành nên không sửa được nữa. Nếu cần đính chính, ban hành văn bản khác.")


def check_agenda(lines: Sequence[AgendaLine]) -> None:
    """Raises InvalidInput for an empty agenda, a point without words or a point of no length."""
    if not lines:
        raise InvalidInput("Chương trình phải có ít nhất một nội dung.", field="agenda")
    for place, line in enumerate(lines, 1):
        if not line.title:
            raise InvalidInput("Nội dung thứ %(place)s của chương trình chưa ghi gì.", place=place, field="agenda")
        if not 1 <= line.minutes <= 480:
            raise InvalidInput("Nội dung thứ %(place)s: số phút phải từ 1 đến 480.", place=place, field="agenda")


def check_number(number: str) -> str:
    """The number and symbol of a notice, tidied. Raises InvalidInput when it is not a notice's of a Party committee (127-TB/TU)."""
    read = parse_document_number(number)
    if read.style != "party" or (read.type_code or "") != "TB":
        raise InvalidInput("Số “%(value)s” không phải số thông báo của cấp ủy. Viết như 127-TB/TU.", value=number, field="number")
    return read.raw.strip()


def ordered(points: Iterable[PointDraft]) -> list[PointDraft]:
    """Points in the order of the notice: assessment, tasks, organisation; within each as given. Raises InvalidInput."""
    given = list(points)
    for place, point in enumerate(given, 1):
        if point.kind not in PointKind.__members__.values():
            raise InvalidInput("Nội dung kết luận thứ %(place)s: không có loại “%(kind)s”.", place=place, kind=point.kind, field="points")
        if not point.text:
            raise InvalidInput("Nội dung kết luận thứ %(place)s chưa ghi gì.", place=place, field="points")
        if point.lead is not None and point.lead in point.supports:
            raise InvalidInput(
                "Nội dung kết luận thứ %(place)s: cơ quan chủ trì không thể đồng thời là cơ quan phối hợp.", place=place, field="points"
            )
    return [point for kind, _ in SECTIONS for point in given if point.kind == kind]


def numbers(kinds: Sequence[str]) -> list[str]:
    """The number of each point, in the order of the notice: "I" when the assessment is one point, else "I.1"; "II.1", "II.2"; "III.1".

    >>> numbers(["danh_gia", "giao_viec", "giao_viec", "to_chuc"])
    ['I', 'II.1', 'II.2', 'III.1']
    """
    found: list[str] = []
    for place, (kind, _) in enumerate(SECTIONS, 1):
        count = sum(1 for each in kinds if each == kind)
        alone = kind == PointKind.DANH_GIA and count == 1
        found += [roman(place) if alone else f"{roman(place)}.{index}" for index in range(1, count + 1)]
    return found


def lacking(points: Sequence[PointDraft]) -> list[str]:
    """What each point that gives work still lacks, e.g. "II.2 chưa có cơ quan chủ trì, chưa có hạn"."""
    wants = []
    for number, point in zip(numbers([p.kind for p in points]), points, strict=True):
        if point.kind == PointKind.GIAO_VIEC:
            missing = [words for value, words in ((point.lead, "chưa có cơ quan chủ trì"), (point.deadline, "chưa có hạn")) if not value]
            wants += [f"{number} {', '.join(missing)}"] if missing else []
    return wants


def check_issue(state: str, points: Sequence[PointDraft], on: date, issued_on: date, today: date) -> None:
    """Whether the notice may be issued. Raises RefusedByLaw naming every point that is not complete."""
    if state != MeetingState.DA_HOP:
        raise RefusedByLaw("Hội nghị chưa ghi là đã họp nên chưa ban hành được thông báo kết luận.")
    if issued_on < on or issued_on > today:
        raise InvalidInput("Ngày ban hành phải từ ngày họp đến hôm nay.", field="issued_on")
    kinds = {point.kind for point in points}
    for kind, words in ((PointKind.DANH_GIA, "đánh giá chung"), (PointKind.GIAO_VIEC, "nội dung giao việc")):
        if kind not in kinds:
            raise RefusedByLaw("Kết luận chưa có phần %(words)s.", words=words)
    if wants := lacking(points):
        raise RefusedByLaw("Chưa ban hành được: %(wants)s. Ghi đủ rồi ban hành lại.", wants="; ".join(wants))
    early = [number for number, p in zip(numbers([p.kind for p in points]), points, strict=True) if p.deadline and p.deadline < issued_on]
    if early:
        raise RefusedByLaw("Chưa ban hành được: hạn của %(points)s trước ngày ban hành.", points=", ".join(early))


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "A", "A và B", "A, B và C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}" if names else ""


def _lowered(text: str) -> str:
    """A clause after other words: its first letter small unless the word is all capitals or a name of a body."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def point_sentence(point: PointFact) -> str:
    """The sentence of the notice: who leads, with whom, what, which product, by when."""
    text = point.text.strip().rstrip(".;")
    if point.kind != PointKind.GIAO_VIEC:
        return f"{text}."
    helped = f" chủ trì, phối hợp với {listed(point.supports)}" if point.supports else ""
    product = f"; sản phẩm: {_lowered(point.product.rstrip('.;'))}" if point.product else ""
    due = f"; hoàn thành trước ngày {format_date_numeric_official(point.deadline)}" if point.deadline else ""
    return f"{point.lead}{helped} {_lowered(text)}{product}{due}."


def subject_of(fact: MeetingFact) -> str:
    """Trích yếu: "kết luận của đồng chí …, Bí thư Tỉnh ủy, tại Hội nghị …"."""
    return f"kết luận của đồng chí {fact.chair}, {fact.chair_post}, tại {fact.title}"


def _body(name: str) -> str:
    """Who speaks, inside a sentence: "các cơ quan liên quan", but "Ban Nội chính Tỉnh ủy"."""
    return _lowered(name) if name.startswith(("Các ", "Đại diện ", "Đồng chí ", "Lãnh đạo ")) else name


def _opening(fact: MeetingFact) -> list[Block]:
    attended = f" Dự hội nghị có đại diện {format_count(len(fact.attended))} cơ quan: {listed(fact.attended)}." if fact.attended else ""
    first = (
        f"Ngày {format_date_numeric_official(fact.on)}, tại {fact.place}, đồng chí {fact.chair}, {fact.chair_post}, chủ trì {fact.title}."
    )
    reports = [
        f"{_body(line.presenter)} trình bày {_lowered(line.title)}" for line in fact.agenda if _lowered(line.title).startswith("báo cáo")
    ]
    heard = f"Sau khi nghe {'; '.join(reports)}" if reports else "Sau khi nghe các báo cáo"
    spoke = f" và ý kiến phát biểu của {listed(fact.spoke)}" if fact.spoke else ""
    return [para(first + attended), para(f"{heard}{spoke}, đồng chí {fact.chair} kết luận như sau:")]


def _sections(points: Sequence[PointFact]) -> list[Block]:
    blocks: list[Block] = []
    for place, (kind, title) in enumerate(SECTIONS, 1):
        held = [point for point in points if point.kind == kind]
        if not held:
            continue
        blocks.append(Heading(title, 1, f"{roman(place)}-"))
        alone = kind == PointKind.DANH_GIA and len(held) == 1
        for index, point in enumerate(held, 1):
            lines = [line.strip() for line in point_sentence(point).splitlines() if line.strip()]
            blocks.append(Para((Text(lines[0]),)) if alone else Item((Text(lines[0]),), marker=f"{index}."))
            blocks += [para(line) for line in lines[1:]]
    return blocks


def place_of(committee: str) -> str:
    """The place at the head of a paper: the province's name out of "Tỉnh ủy Hà Lam"."""
    return committee.removeprefix("Tỉnh ủy").strip() or committee


def notice(
    fact: MeetingFact,
    points: Sequence[PointFact],
    *,
    number: str = "",
    issued_on: date | None = None,
    signer: str = "",
    signer_post: str = SIGNER_POST,
    draft: str = "",
) -> Document:
    """Thông báo kết luận hội nghị as a document of a Party committee. ``points`` in the order of the notice."""
    leads = list(dict.fromkeys(point.lead for point in points if point.lead and point.lead not in fact.attended))
    return Document(
        form="party",
        issuer=fact.committee.upper(),
        number=number,
        symbol=NOTICE_SYMBOL,
        type_name="THÔNG BÁO",
        subject=subject_of(fact),
        place=place_of(fact.committee),
        date=issued_on,
        body=(*_opening(fact), *_sections(points)),
        signature=Signature(AUTHORITY, signer_post, signer),
        recipients=("Thường trực Tỉnh ủy (để báo cáo)", "Các cơ quan dự hội nghị", *leads, "Lưu Văn phòng Tỉnh ủy"),
        draft=draft,
    )


def clock_words(at: time | None) -> str:
    """8 giờ, 13 giờ 30."""
    if at is None:
        return ""
    return f"{at.hour} giờ" + (f" {at.minute:02d}" if at.minute else "")


def invitation(fact: MeetingFact, invited: Sequence[str], *, signer: str = "", signer_post: str = SIGNER_POST) -> Document:
    """Giấy mời dự hội nghị, with the agenda. Its number is given by the office that sends it."""
    when = " ".join(part for part in (clock_words(fact.start_time), format_date_official(fact.on)) if part)
    return Document(
        form="party",
        issuer=fact.committee.upper(),
        symbol=LETTER_SYMBOL,
        type_name="GIẤY MỜI",
        subject=f"dự {fact.title}",
        place=place_of(fact.committee),
        addressees=tuple(invited),
        body=(
            para(f"Thường trực Tỉnh ủy trân trọng kính mời đại diện lãnh đạo cơ quan dự {fact.title}."),
            para(f"Thời gian: {when}."),
            para(f"Địa điểm: {fact.place}."),
            para(f"Chủ trì: đồng chí {fact.chair}, {fact.chair_post}."),
            para("Nội dung, chương trình:"),
            *(
                Item((Text(f"{line.title} ({line.presenter})." if line.presenter else f"{line.title}."),), marker=f"{place}.")
                for place, line in enumerate(fact.agenda, 1)
            ),
            para("Đề nghị đại biểu dự đúng thành phần, đúng giờ; trường hợp không dự được, báo về Văn phòng Tỉnh ủy trước ngày họp."),
        ),
        signature=Signature(AUTHORITY, signer_post, signer),
        recipients=("Như trên", "Lưu Văn phòng Tỉnh ủy"),
    )
