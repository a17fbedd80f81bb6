"""The grounds of the law on which a petition is not accepted, suspended, terminated, or goes on although it was withdrawn."""

from dataclasses import dataclass
from datetime import date

from giaoban.core.values.errors import RefusedByLaw
from giaoban.core.values.kinds import gettext_noop as _
from giaoban.registers.petitions.choices import PetitionKind

from .states import Act

KN, TC = str(PetitionKind.KHIEU_NAI), str(PetitionKind.TO_CAO)
REFORM = date(2026, 7, 1)
LAW_KN, LAW_TC = "Luật Khiếu nại 02/2011/QH13", "Luật Tố cáo 25/2018/QH14"
GOES_ON = "goes_on"


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: for which act and kind of petition, what it says, where it stands. ``since``: the day from which the law knows it."""

    act: str
    kind: str
    key: str
    label: str
    article: str
    since: date = date.min

    @property
    def sentence(self) -> str:
        """As it is kept on the record: the words and the article."""
        return f"{self.label} ({self.article})"


GROUNDS: tuple[Ground, ...] = (
    *(
        Ground(Act.NOT_ACCEPT, KN, key, label, f"{LAW_KN}, Điều 11")
        for key, label in (
            ("noi_bo", _("Quyết định, hành vi mang tính nội bộ, văn bản quy phạm pháp luật hoặc bí mật nhà nước")),
            ("khong_lien_quan", _("Quyết định, hành vi không liên quan trực tiếp đến quyền, lợi ích của người khiếu nại")),
            ("khong_nang_luc", _("Người khiếu nại không có năng lực hành vi dân sự đầy đủ mà không có người đại diện hợp pháp")),
            ("dai_dien", _("Người đại diện không hợp pháp thực hiện khiếu nại")),
            ("khong_ky", _("Đơn không có chữ ký hoặc điểm chỉ của người khiếu nại")),
            ("het_thoi_hieu", _("Hết thời hiệu, thời hạn khiếu nại mà không có lý do chính đáng")),
            ("co_lan_hai", _("Khiếu nại đã có quyết định giải quyết lần hai")),
            ("qua_30_ngay", _("Đã có thông báo đình chỉ giải quyết mà sau 30 ngày không khiếu nại tiếp")),
            ("toa_an", _("Việc khiếu nại đã được Tòa án thụ lý hoặc đã có bản án, quyết định của Tòa án")),
        )
    ),
    *(
        Ground(Act.NOT_ACCEPT, TC, key, label, f"{LAW_TC}, Điều 29")
        for key, label in (
            ("hinh_thuc", _("Tố cáo không đúng hình thức, nội dung của Điều 23 Luật Tố cáo")),
            ("khong_nang_luc", _("Người tố cáo không có năng lực hành vi dân sự đầy đủ mà không có người đại diện")),
            ("khong_tham_quyen", _("Vụ việc không thuộc thẩm quyền giải quyết của cơ quan tiếp nhận")),
            ("khong_co_so", _("Nội dung không có cơ sở để xác định người vi phạm, hành vi vi phạm")),
            ("tu_khieu_nai", _("Xuất phát từ khiếu nại đã giải quyết đúng, không nêu chứng cứ về vi phạm của người giải quyết")),
        )
    ),
    Ground("suspend", KN, "tro_ngai", _("Người khiếu nại gặp bất khả kháng, trở ngại khách quan"), f"{LAW_KN}, Điều 11a", REFORM),
    Ground("suspend", KN, "cho_ket_qua", _("Chờ kết quả giải quyết của cơ quan khác có liên quan trực tiếp"), f"{LAW_KN}, Điều 11a", REFORM),
    Ground("suspend", TC, "cho_ket_qua", _("Chờ kết quả giải quyết của cơ quan, tổ chức, cá nhân khác"), f"{LAW_TC}, Điều 34"),
    Ground("suspend", TC, "cho_giam_dinh", _("Chờ kết quả giám định bổ sung, giám định lại"), f"{LAW_TC}, Điều 34"),
    *(
        Ground("terminate", KN, key, label, f"{LAW_KN}, Điều 11a", REFORM)
        for key, label in (
            ("rut_toan_bo", _("Người khiếu nại rút toàn bộ khiếu nại")),
            ("chet_giai_the", _("Người khiếu nại chết, cơ quan, tổ chức giải thể mà không có người kế thừa quyền, nghĩa vụ")),
            ("khong_con_doi_tuong", _("Đối tượng khiếu nại không còn")),
            ("toa_an", _("Tòa án đã thụ lý hoặc đã có bản án, quyết định")),
        )
    ),
    *(
        Ground("terminate", TC, key, label, f"{LAW_TC}, Điều 34")
        for key, label in (
            ("rut_toan_bo", _("Người tố cáo rút toàn bộ nội dung tố cáo")),
            ("nguoi_bi_to_cao_chet", _("Người bị tố cáo chết và nội dung tố cáo chỉ liên quan đến người đó")),
            ("da_giai_quyet", _("Vụ việc đã được giải quyết bằng bản án, quyết định có hiệu lực")),
        )
    ),
    *(
        Ground(GOES_ON, TC, key, label, f"{LAW_TC}, Điều 33")
        for key, label in (
            ("dau_hieu_vi_pham", _("Vụ việc có dấu hiệu vi phạm pháp luật")),
            ("ep_buoc_mua_chuoc", _("Người tố cáo rút do bị đe dọa, mua chuộc")),
            ("vu_khong", _("Có căn cứ người tố cáo lợi dụng tố cáo để vu khống, xúc phạm, gây thiệt hại")),
        )
    ),
)  # fmt: skip


def grounds_of(act: str, kind: str, on: date) -> tuple[Ground, ...]:
    """The grounds the law of the day knows for an act on a kind of petition; empty where it names none."""
    return tuple(item for item in GROUNDS if (item.act, item.kind) == (str(act), str(kind)) and item.since <= on)


def ground_sentence(act: str, kind: str, given: str, on: date) -> str:
    """What is kept for a ground: a key becomes its words and article, a sentence stays as it is written.

    Raises RefusedByLaw for the key of another act, kind or time, naming those there are.
    """
    text = given.strip()
    found = next((item for item in grounds_of(act, kind, on) if item.key == text), None)
    if found:
        return found.sentence
    if any(item.key == text for item in GROUNDS):
        known = "; ".join(item.label for item in grounds_of(act, kind, on)) or "(không có)"
        raise RefusedByLaw("Căn cứ này không dùng được cho đơn này. Luật có các căn cứ: %(known)s.", known=known, field="ground")
    return text
