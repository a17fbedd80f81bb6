"""What to do with a petition: the decision table of core.law read against one case (Thông tư 05/2021/TT-TTCP, Luật Tố cáo)."""

from dataclasses import dataclass
from datetime import date

from giaoban.core import law
from giaoban.core.values.errors import RefusedByLaw
from giaoban.core.values.kinds import gettext_noop as _
from giaoban.registers.petitions.choices import Disposition, Eligibility, PetitionKind

COMPLAINT_TRANSFER_FROM = date(2026, 7, 1)
D, K = Disposition, PetitionKind

CODES = {
    "accept_proposal": D.DE_XUAT_THU_LY,
    "request_supplement": D.YEU_CAU_BO_SUNG,
    "guide": D.HUONG_DAN,
    "return": D.TRA_LAI,
    "demand_subordinate": D.YEU_CAU_CAP_DUOI,
    "transfer": D.CHUYEN_DON,
    "no_processing": D.KHONG_XU_LY,
    "to_investigation": D.CHUYEN_DIEU_TRA,
    "to_inspection": D.CHUYEN_THANH_TRA,
    "guide_or_transfer": D.HUONG_DAN,
    "file": D.LUU_DON,
}
LEFT_ALONE = frozenset({D.LUU_DON, D.KHONG_XU_LY, D.TRA_LAI})
WITHOUT_CONDITIONS = LEFT_ALONE | {D.TACH_DON, D.YEU_CAU_BO_SUNG, D.HUONG_DAN, D.CHUYEN_THANH_TRA, D.CHUYEN_DIEU_TRA}
TRANSFERRED = frozenset({D.CHUYEN_DON, D.CHUYEN_DIEU_TRA, D.CHUYEN_THANH_TRA, D.YEU_CAU_CAP_DUOI})


@dataclass(frozen=True, slots=True)
class Case:
    """What decides the disposition. ``within``: the body is competent. Everything else is the exception, so it defaults to no."""

    kind: str
    eligibility: str
    within: bool | None
    on: date
    many: bool = False
    forwarded: bool = False
    oral: bool = False
    anonymous: bool = False
    duplicate: bool = False
    guided_before: bool = False
    sent_to_competent_too: bool = False
    supplementable: bool = False
    subordinate_overdue: bool = False
    party_member: bool = False
    crime_signs: bool = False
    serious_harm: bool = False
    judicial: bool = False
    new_facts: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed disposition with the reason, the form to print (may be empty) and the law. ``report``: tell the head at once."""

    disposition: Disposition
    why: str
    form: str
    citation: str
    report: tuple[str, ...] = ()


def _table_kind(kind: str) -> str:
    return "kien_nghi_phan_anh" if kind in (K.KIEN_NGHI, K.PHAN_ANH) else kind


def _condition(case: Case) -> tuple[str, str]:
    """(kind, condition) of the row of the decision table that fits the case; the first that holds."""
    kind = _table_kind(case.kind)
    denunciation, complaint = kind == K.TO_CAO, kind == K.KHIEU_NAI
    resent = case.within is False and (case.sent_to_competent_too or case.guided_before)
    tests = [
        (denunciation and case.crime_signs, kind, "dau_hieu_toi_pham"),
        (denunciation and case.anonymous and case.eligibility == Eligibility.DU, kind, "nac_danh_co_chung_cu"),
        (denunciation and resent, kind, "da_gui_noi_co_tham_quyen"),
        (case.duplicate, "moi_loai", "khong_du_dieu_kien"),
        (complaint and bool(case.within) and case.supplementable, kind, "thieu_dieu_kien"),
        (case.eligibility == Eligibility.KHONG_DU, "moi_loai", "khong_du_dieu_kien"),
        (kind == K.NHIEU_NOI_DUNG, kind, "nhieu_co_quan"),
        ((complaint or denunciation) and case.subordinate_overdue, kind, "cap_duoi_qua_han"),
        (denunciation and case.party_member, kind, "dang_vien_vi_pham_dieu_le"),
        (case.judicial, "moi_loai", "tu_phap_dan_cu_to_chuc"),
        (bool(case.within), kind, "thuoc_tham_quyen"),
        (complaint and case.forwarded, kind, "do_co_quan_chuyen_den"),
        (complaint and case.many, kind, "nhieu_nguoi_khong_thuoc_tham_quyen"),
        (denunciation and case.oral, kind, "truc_tiep_khong_thuoc_tham_quyen"),
    ]
    return next(((k, name) for holds, k, name in tests if holds), (kind, "khong_thuoc_tham_quyen"))


def _report(case: Case) -> tuple[str, ...]:
    found = []
    if case.serious_harm:
        found.append(("to_cao", "thiet_hai_nghiem_trong") if case.kind == K.TO_CAO else ("khieu_nai", "hau_qua_kho_khac_phuc"))
    if case.kind == K.KHIEU_NAI and case.new_facts:
        found.append(("khieu_nai", "co_hieu_luc_co_dau_hieu_vi_pham"))
    if case.many:
        found.append(("moi_loai", "phuc_tap_dong_nguoi"))
    return tuple(f"{row.label} ({row.basis})" for row in law.dispositions() if (row.kind, row.condition) in found)


def propose(case: Case) -> Proposal:
    """The disposition the decision table gives. Competence not settled yet is read as not competent."""
    key = _condition(case)
    row = next(row for row in law.dispositions() if (row.kind, row.condition) == key)
    return Proposal(CODES[row.disposition], row.label, row.form, row.basis, _report(case))


def refusal(case: Case, disposition: str) -> str:
    """Why the law does not let the case be handled this way; empty when it does."""
    if case.eligibility == Eligibility.CHUA_XET:
        return _("Chưa kết luận điều kiện xử lý của đơn. Kết luận đủ hay không đủ điều kiện trước.")
    if case.duplicate and disposition not in LEFT_ALONE:
        return _("Đơn trùng không được thụ lý, chuyển, hướng dẫn lần nữa. Chọn lưu đơn, trả lại đơn hoặc không xử lý.")
    if case.eligibility == Eligibility.KHONG_DU and disposition not in WITHOUT_CONDITIONS:
        return _("Đơn không đủ điều kiện xử lý thì lưu đơn, trả lại, hướng dẫn bổ sung hoặc không xử lý.")
    if case.kind == K.NHIEU_NOI_DUNG and disposition not in WITHOUT_CONDITIONS:
        return _("Đơn có nhiều nội dung khác nhau: hướng dẫn người gửi tách đơn, không thụ lý, không chuyển (Luật Tiếp công dân Điều 25).")
    if case.kind != K.NHIEU_NOI_DUNG and disposition == D.TACH_DON:
        return _("Chỉ đơn có nhiều nội dung khác nhau mới tách. Nếu đơn có nhiều nội dung, sửa loại đơn trước.")
    if disposition == D.DE_XUAT_THU_LY and not case.within:
        return _("Đơn không thuộc thẩm quyền thì không đề xuất thụ lý được.")
    if disposition == D.DE_XUAT_THU_LY and case.kind == K.TO_CAO and case.anonymous:
        return _("Tố cáo không rõ người viết không được thụ lý; chuyển thanh tra, kiểm tra nếu có chứng cứ (Luật Tố cáo Điều 25).")
    if case.within and disposition == D.CHUYEN_DON:
        return _("Đơn thuộc thẩm quyền thì không chuyển đi. Nếu không thuộc thẩm quyền, sửa lại ô thẩm quyền.")
    if case.kind == K.KHIEU_NAI and disposition == D.CHUYEN_DON and case.on < COMPLAINT_TRANSFER_FROM:
        return _("Trước ngày 01/7/2026, khiếu nại không thuộc thẩm quyền chỉ được hướng dẫn, không chuyển đơn.")
    return ""


GUIDE_OR_TRANSFER = frozenset({D.HUONG_DAN, D.CHUYEN_DON})
SIGNS: dict[str, str] = {
    "oral": _("Tố cáo trực tiếp bằng lời"),
    "guided_before": _("Đã được hướng dẫn một lần về nội dung này"),
    "sent_to_competent_too": _("Đã gửi cả cơ quan có thẩm quyền"),
    "supplementable": _("Thiếu điều kiện nhưng bổ sung được"),
    "subordinate_overdue": _("Thuộc thẩm quyền cấp dưới, đã quá hạn chưa giải quyết"),
    "party_member": _("Tố cáo đảng viên vi phạm quy định của Đảng"),
    "crime_signs": _("Có dấu hiệu tội phạm"),
    "serious_harm": _("Đang hoặc sẽ gây thiệt hại nghiêm trọng, khó khắc phục"),
    "judicial": _("Thuộc tư pháp, thi hành án, cơ quan dân cử, nội bộ tổ chức"),
    "new_facts": _("Quyết định cuối cùng có dấu hiệu vi phạm, tình tiết mới"),
}


ONLY_FOR = {
    "oral": K.TO_CAO, "party_member": K.TO_CAO, "crime_signs": K.TO_CAO, "supplementable": K.KHIEU_NAI, "new_facts": K.KHIEU_NAI,
}  # fmt: skip
COMPLAINTS_AND_DENUNCIATIONS = frozenset({"subordinate_overdue", "serious_harm"})


def signs_of(kind: str) -> list[tuple[str, str]]:
    """The marks that can change the proposal for a kind of petition, with their words."""
    heavy = kind in (K.KHIEU_NAI, K.TO_CAO)
    return [
        (name, label)
        for name, label in SIGNS.items()
        if ONLY_FOR.get(name, kind) == kind and (heavy or name not in COMPLAINTS_AND_DENUNCIATIONS)
    ]


def departs(case: Case, proposal: Proposal, disposition: str) -> bool:
    """Whether a choice is another than the table proposes; "guide or transfer" is one row with two choices, a mixed letter may be split."""
    if case.judicial and proposal.disposition == D.HUONG_DAN:
        return disposition not in GUIDE_OR_TRANSFER
    if case.kind == K.NHIEU_NOI_DUNG and disposition == D.TACH_DON:
        return False
    return disposition != proposal.disposition


def check_disposition(case: Case, disposition: str) -> None:
    """Raises RefusedByLaw with the sentence of ``refusal``."""
    if reason := refusal(case, disposition):
        raise RefusedByLaw(reason, field="disposition")
