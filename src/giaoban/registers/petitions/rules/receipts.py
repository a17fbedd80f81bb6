"""The citizen's receipt: its code, what proves the holder, and the state of a petition in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.kinds import gettext_noop
from giaoban.core.words.dates import format_date
from giaoban.registers.petitions.choices import Disposition, Outcome, PetitionState, Proof

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing that a hand or an eye takes for another
LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
CODE_LETTERS = 10
TRIES = 5
TRIES_FROM_ADDRESS = 30
FORGET_AFTER = timedelta(hours=1)

S, D = PetitionState, Disposition


def code_of(number: int) -> str:
    """Ten letters for 50 random bits and one that catches a slip, as they are printed: K7QM2-XRD9F-4."""
    letters = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(CODE_LETTERS))
    return f"{letters[:5]}-{letters[5:]}-{_check_letter(letters)}"


def _check_letter(letters: str) -> str:
    """The weighted sum modulo the prime 31: any one wrong letter and any two exchanged neighbours change it."""
    return ALPHABET[sum((place + 2) * ALPHABET.index(letter) for place, letter in enumerate(letters)) % 31]


def read_code(typed: str) -> str | None:
    """The code as printed from what was typed, however spaced or cased; None when it cannot be one."""
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(LOOKALIKES)
    if len(letters) != CODE_LETTERS + 1 or set(letters) - set(ALPHABET) or _check_letter(letters[:-1]) != letters[-1]:
        return None
    return f"{letters[:5]}-{letters[5:10]}-{letters[10]}"


def proof_of(phone: str, identity_no: str, birth_year: int | None) -> tuple[Proof, str] | None:
    """What the holder of the receipt knows besides the code, the best the letter gives; None when it gives nothing."""
    if len(phone) >= 4:
        return Proof.DIEN_THOAI, phone[-4:]
    if len(identity_no) >= 4:
        return Proof.SO_DINH_DANH, identity_no[-4:]
    return (Proof.NAM_SINH, str(birth_year)) if birth_year else None


def check_satisfaction(state: str, given: str) -> None:
    """Raises InvalidInput when the petition is not at its end or the writer has answered already."""
    if given or state not in (S.KET_THUC, S.DINH_CHI, S.KHONG_THU_LY):
        raise InvalidInput("Ý kiến chỉ ghi được một lần, sau khi đơn kết thúc.")


@dataclass(frozen=True, slots=True)
class Told:
    """The state in words for the writer: sentences with named places, and where it stands of the five steps."""

    sentence: str
    step: int
    params: dict[str, object]

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of ``translate`` (a gettext function), its days written the Vietnamese way."""
        shown = {name: format_date(value) if isinstance(value, date) else translate(str(value)) for name, value in self.params.items()}
        return translate(self.sentence) % shown


STEPS = (
    gettext_noop("Nhận đơn"),
    gettext_noop("Xem xét"),
    gettext_noop("Giải quyết"),
    gettext_noop("Có kết quả"),
    gettext_noop("Kết thúc"),
)
BY_STATE: dict[str, tuple[str, int]] = {
    S.MOI: (gettext_noop("%(agency)s đã nhận đơn ngày %(received)s và đang xem xét."), 1),
    S.DANG_KIEM_TRA: (gettext_noop("%(agency)s đã nhận đơn ngày %(received)s và đang kiểm tra điều kiện giải quyết."), 1),
    S.DA_THU_LY: (gettext_noop("%(agency)s đã thụ lý đơn ngày %(accepted)s và đang giải quyết."), 2),
    S.KHONG_THU_LY: (gettext_noop("%(agency)s không thụ lý đơn. Lý do ghi trong thông báo gửi ông, bà."), 4),
    S.TAM_DINH_CHI: (gettext_noop("%(agency)s tạm dừng giải quyết, chờ căn cứ để tiếp tục. Lý do ghi trong quyết định gửi ông, bà."), 2),
    S.DINH_CHI: (gettext_noop("Việc giải quyết đơn đã dừng. Lý do ghi trong quyết định gửi ông, bà."), 4),
    S.DA_GIAI_QUYET: (gettext_noop("%(agency)s đã có kết quả ngày %(decided)s: %(outcome)s."), 3),
    S.DANG_THI_HANH: (gettext_noop("Kết quả ngày %(decided)s (%(outcome)s) đang được thi hành."), 3),
    S.KET_THUC: (gettext_noop("Đơn đã kết thúc."), 4),
}
BY_DISPOSITION: dict[str, tuple[str, int]] = {
    D.DE_XUAT_THU_LY: (gettext_noop("%(agency)s đã kiểm tra, đơn đủ điều kiện và đang chờ quyết định thụ lý."), 1),
    D.CHUYEN_DON: (gettext_noop("Đơn đã chuyển ngày %(disposed)s đến %(sent_to)s; nơi đó xem xét và trả lời ông, bà."), 4),
    D.YEU_CAU_CAP_DUOI: (gettext_noop("%(agency)s đã yêu cầu %(sent_to)s giải quyết và trả lời ông, bà, ngày %(disposed)s."), 4),
    D.HUONG_DAN: (gettext_noop("%(agency)s đã hướng dẫn ông, bà gửi đơn đến %(sent_to)s, ngày %(disposed)s."), 4),
    D.YEU_CAU_BO_SUNG: (gettext_noop("Đơn còn thiếu. %(agency)s đã hướng dẫn ông, bà bổ sung ngày %(disposed)s và đang chờ."), 1),
    D.TRA_LAI: (gettext_noop("Đơn đã trả lại ngày %(disposed)s. Lý do ghi trong văn bản kèm theo."), 4),
    D.LUU_DON: (gettext_noop("Đơn được lưu, không giải quyết tiếp, ngày %(disposed)s."), 4),
    D.KHONG_XU_LY: (gettext_noop("Đơn không đủ điều kiện nên không được giải quyết."), 4),
    D.TACH_DON: (gettext_noop("Đơn có nhiều nội dung, đã tách ngày %(disposed)s thành các đơn riêng; mỗi đơn được trả lời riêng."), 4),
    D.CHUYEN_DIEU_TRA: (gettext_noop("Đơn đã chuyển cơ quan có thẩm quyền xem xét, ngày %(disposed)s."), 4),
    D.CHUYEN_THANH_TRA: (gettext_noop("Đơn đã chuyển cơ quan có thẩm quyền xem xét, ngày %(disposed)s."), 4),
}
SAME_MATTER = gettext_noop("Đơn trùng với đơn số %(first)s đã nhận trước; kết quả của đơn đó trả lời cho cả đơn này.")
OUTCOMES = {outcome.value: outcome.label for outcome in Outcome}


def told(
    *, state: str, disposition: str, duplicate_of: str, agency: str, sent_to: str, outcome: str,
    days: dict[str, date | None],
) -> Told:  # fmt: skip
    """The state for its writer. ``days``: received, accepted, disposed, decided. Nothing of the contents is in it."""
    if duplicate_of:
        return Told(SAME_MATTER, 4, {"first": duplicate_of})
    sentence, step = BY_DISPOSITION[disposition] if state == S.DA_XU_LY and disposition else BY_STATE[state]
    if state == S.KET_THUC and days.get("decided"):
        sentence = gettext_noop("Đơn đã kết thúc. Kết quả ngày %(decided)s: %(outcome)s.")
    elif state == S.KET_THUC and disposition:
        sentence = BY_DISPOSITION[disposition][0]
    words: dict[str, object] = {
        "agency": agency,
        "sent_to": sent_to or gettext_noop("cơ quan có thẩm quyền"),
        "outcome": OUTCOMES.get(outcome, ""),
    }
    return Told(sentence, step, words | days)
