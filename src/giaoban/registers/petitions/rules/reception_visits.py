"""What is checked and said when somebody is received: the way of presenting, the group, the online session (law of reception)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.kinds import Word, gettext_noop
from giaoban.core.words.dates import format_date
from giaoban.registers.petitions.choices import PetitionKind, Presented, ReceptionKind, ReceptionMode

from .classification import check_representatives, large_group
from .reception_days import check_online_day

ADDRESS = re.compile(r"://|\\|^\s*/|^\s*www\.|\.(?:mp4|mp3|mkv|avi|wav|webm)\s*$", re.IGNORECASE)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """What the rules need to know of a turn."""

    received_on: date
    kind: str
    petition_kind: str
    mode: str = ReceptionMode.TRUC_TIEP
    people: int = 1
    representatives: int | None = None
    choice_paper: str = ""
    presented: str = ""
    statement_signed: bool = False
    protection_asked: bool = False
    within_competence: bool = False
    remarks: str = ""


def check_visit(visit: Visit) -> None:
    """Raises InvalidInput or RefusedByLaw naming the article: group without a rightful choice, statement not signed, online not allowed."""
    if visit.representatives is not None:
        check_representatives(visit.people, visit.representatives)
        if large_group(visit.people) and not visit.choice_paper.strip():
            text = "Đoàn %(people)s người: ghi văn bản cử người đại diện có chữ ký của mọi người (Luật Tiếp công dân Điều 29)."
            raise InvalidInput(text, people=visit.people, field="choice_paper")
    if visit.presented == Presented.BANG_LOI and not visit.statement_signed and not visit.remarks.strip():
        raise InvalidInput(
            "Người đến trình bày bằng lời: ghi lại đầy đủ, đọc lại cho nghe và để người đó ký hoặc điểm chỉ (Luật Tiếp công dân Điều 25.2). "
            "Nếu người đó không ký, ghi lý do vào ô Ghi chú.",
            field="statement_signed",
        )
    check_online_day(visit.mode, visit.received_on)
    if visit.mode == ReceptionMode.TRUC_TUYEN and visit.petition_kind == PetitionKind.TO_CAO and visit.protection_asked:
        raise RefusedByLaw(
            "Người tố cáo đề nghị giữ bí mật danh tính thì không tiếp trực tuyến (Nghị định 154/2026/NĐ-CP Điều 16-24). Hẹn tiếp trực tiếp.",
            field="mode",
        )


def counsel(visit: Visit) -> tuple[Word, ...]:
    """What the receiver still has to do at once for such a turn, in the order of the law."""
    found = []
    if large_group(visit.people) and not visit.representatives:
        found.append(
            gettext_noop(
                "Đoàn từ 5 người: hướng dẫn cử người đại diện bằng văn bản, 5–10 người cử 1–2 người, trên 10 người cử đến 5 người."
            )
        )
    if visit.petition_kind == PetitionKind.NHIEU_NOI_DUNG:
        found.append(gettext_noop("Có nhiều nội dung: hướng dẫn viết thành đơn riêng cho từng nội dung (Luật Tiếp công dân Điều 25.3)."))
    if visit.presented == Presented.BANG_LOI and not visit.statement_signed:
        found.append(gettext_noop("Bản ghi lời trình bày chưa được ký: đọc lại và để người đến ký hoặc điểm chỉ khi có thể."))
    if visit.petition_kind in (PetitionKind.KIEN_NGHI, PetitionKind.PHAN_ANH) and not visit.within_competence:
        found.append(
            gettext_noop(
                "Kiến nghị, phản ánh không thuộc thẩm quyền: luôn chuyển đến cơ quan có thẩm quyền (Luật Tiếp công dân Điều 26.2)."
            )
        )
    if visit.kind != ReceptionKind.THUONG_XUYEN:
        found.append(
            gettext_noop(
                "Thủ trưởng tiếp: trả lời tại chỗ nếu đã rõ; nếu không, giao việc bằng thông báo kết luận và nói rõ thời hạn trả lời."
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Session:
    """An online session as typed."""

    notified_on: date | None = None
    tested_on: date | None = None
    connected_at: time | None = None
    began_at: time | None = None
    recording: str = ""
    minutes_number: str = ""
    minutes_signed_on: date | None = None


def check_session(session: Session, held_on: date, today: date) -> None:
    """Raises InvalidInput for a session kept wrongly: days after the reception, a recording given as an address, minutes without number."""
    for name, day in (("notified_on", session.notified_on), ("tested_on", session.tested_on)):
        if day is not None and day > held_on:
            text = "Ngày %(day)s sau ngày tiếp trực tuyến %(held)s. Ghi lại ngày."
            raise InvalidInput(text, day=format_date(day), held=format_date(held_on), field=name)
    if ADDRESS.search(session.recording):
        raise InvalidInput(
            "Chỉ ghi số lưu của bản ghi âm, ghi hình trong kho lưu riêng, không ghi địa chỉ hay đường dẫn tệp.", field="recording"
        )
    if session.minutes_signed_on is not None:
        if not session.minutes_number.strip():
            raise InvalidInput("Biên bản đã ký số phải có số biên bản.", field="minutes_number")
        if not held_on <= session.minutes_signed_on <= today:
            text = "Ngày ký số biên bản phải từ ngày tiếp %(held)s đến hôm nay %(today)s."
            raise InvalidInput(text, held=format_date(held_on), today=format_date(today), field="minutes_signed_on")


def late_connection(session: Session) -> bool:
    """Whether the line was opened less than an hour before the session began."""
    if session.connected_at is None or session.began_at is None:
        return False
    day = date(2000, 1, 1)
    return datetime.combine(day, session.began_at) - datetime.combine(day, session.connected_at) < HOUR
