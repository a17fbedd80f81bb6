"""Whether a petition has what is needed to be handled (Thông tư 05/2021/TT-TTCP Điều 6; Luật Tố cáo Điều 23, 25)."""

from dataclasses import dataclass

from giaoban.core.values.kinds import gettext_noop as _
from giaoban.registers.petitions.choices import PetitionKind

TT05 = "Thông tư 05/2021/TT-TTCP, Điều 6"


@dataclass(frozen=True, slots=True)
class EligibilityFacts:
    """What the reader of a letter sees. Every answer defaults to "in order", so that a clerk marks only what is wrong."""

    kind: str
    vietnamese: bool = True
    dated: bool = True
    named: bool = True
    addressed: bool = True
    signed: bool = True
    respondent: bool = True
    content: bool = True
    request: bool = True
    contactable: bool = True
    clear_evidence: bool = False
    sent_to_competent_too: bool = False
    guided_before: bool = False
    processed_before: bool = False
    further_step: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Eligible or not; each reason a sentence with its citation. ``note``: why a letter with faults is eligible all the same."""

    eligible: bool
    reasons: tuple[str, ...] = ()
    note: str = ""
    citation: str = TT05


def _form(facts: EligibilityFacts) -> list[str]:
    faults = [
        (facts.vietnamese, _("Đơn không viết bằng tiếng Việt và không có bản dịch công chứng.")),
        (facts.dated, _("Đơn không ghi ngày, tháng, năm viết đơn.")),
        (facts.named, _("Đơn không ghi họ, tên người viết đơn.")),
        (facts.addressed, _("Đơn không ghi địa chỉ người viết đơn.")),
        (facts.signed, _("Đơn không có chữ ký hoặc điểm chỉ của người viết đơn.")),
    ]
    return [text for present, text in faults if not present]


def _body(facts: EligibilityFacts) -> list[str]:
    if facts.kind == PetitionKind.KHIEU_NAI:
        faults = [
            (facts.respondent, _("Đơn khiếu nại không ghi tên, địa chỉ cơ quan, người bị khiếu nại.")),
            (facts.content, _("Đơn khiếu nại không ghi nội dung, lý do khiếu nại.")),
            (facts.request, _("Đơn khiếu nại không ghi yêu cầu của người khiếu nại.")),
        ]
    elif facts.kind == PetitionKind.TO_CAO:
        faults = [
            (facts.respondent, _("Đơn tố cáo không ghi người, cơ quan bị tố cáo.")),
            (facts.content, _("Đơn tố cáo không ghi hành vi vi phạm pháp luật bị tố cáo.")),
            (facts.contactable, _("Đơn tố cáo không ghi cách thức liên hệ với người tố cáo.")),
        ]
    else:
        faults = [(facts.content, _("Đơn không ghi nội dung kiến nghị, phản ánh."))]
    return [text for present, text in faults if not present]


def _history(facts: EligibilityFacts) -> list[str]:
    faults = [
        (facts.sent_to_competent_too, _("Đơn gửi nhiều nơi, trong đó đã gửi đúng cơ quan có thẩm quyền giải quyết.")),
        (facts.guided_before, _("Đơn đã được hướng dẫn một lần về cùng nội dung.")),
        (facts.processed_before and not facts.further_step, _("Đơn đã được cơ quan này xử lý và người gửi không còn bước tiếp theo.")),
    ]
    return [text for present, text in faults if present]


def eligibility(facts: EligibilityFacts) -> Verdict:
    """Eligible when nothing is missing and the letter was not handled before. An unsigned or nameless denunciation with a clear wrongdoer
    and evidence that can be verified is handled all the same (Luật Tố cáo Điều 25)."""
    form, body, history = _form(facts), _body(facts), _history(facts)
    saved = facts.kind == PetitionKind.TO_CAO and facts.clear_evidence and facts.respondent and facts.content
    if saved and not history and (form or body):
        note = _("Đơn thiếu thông tin người tố cáo nhưng nêu rõ người vi phạm, có chứng cứ cụ thể, có cơ sở kiểm tra.")
        return Verdict(True, (), note, "Luật Tố cáo 25/2018/QH14, Điều 25")
    reasons = (*form, *body, *history)
    return Verdict(not reasons, reasons)
