"""Words of directives."""

from giaoban.core.values.kinds import Kind


class DirectiveKind(Kind):
    CHI_THI = "chi_thi", "Chỉ thị"
    NGHI_QUYET = "nghi_quyet", "Nghị quyết"
    KET_LUAN = "ket_luan", "Kết luận"
    QUYET_DINH = "quyet_dinh", "Quyết định"
    QUY_DINH = "quy_dinh", "Quy định"
    HUONG_DAN = "huong_dan", "Hướng dẫn"
    KE_HOACH = "ke_hoach", "Kế hoạch"
    CHUONG_TRINH = "chuong_trinh", "Chương trình"
    DE_AN = "de_an", "Đề án"
    THONG_BAO = "thong_bao", "Thông báo"
    THONG_BAO_KET_LUAN = "thong_bao_ket_luan", "Thông báo kết luận"
    CONG_VAN = "cong_van", "Công văn"
    KHAC = "khac", "Văn bản khác"


class IssuerLevel(Kind):
    TRUNG_UONG = "trung_uong", "Trung ương"
    TINH = "tinh", "Tỉnh"
    CO_QUAN = "co_quan", "Cơ quan, địa phương"


class DisseminationState(Kind):
    DA_GUI = "da_gui", "Đã gửi"
    DA_NHAN = "da_nhan", "Đã nhận"
    DA_QUAN_TRIET = "da_quan_triet", "Đã quán triệt"
    DA_CO_KE_HOACH = "da_co_ke_hoach", "Đã có kế hoạch thực hiện"


class Standing(Kind):
    """Whether a document is in force on a day."""

    CHUA = "chua", "Chưa có hiệu lực"
    CON = "con", "Còn hiệu lực"
    HET = "het", "Hết hiệu lực"


class Event(Kind):
    RECORDED = "directives.recorded", "vào sổ văn bản chỉ đạo"
    LOADED = "directives.loaded", "nhập văn bản chỉ đạo từ tệp"
    CHANGED = "directives.changed", "sửa văn bản chỉ đạo"
    ISSUED = "directives.issued", "ban hành"
    PROVISION_ADDED = "directives.provision_added", "thêm nội dung của văn bản"
    ENDED = "directives.ended", "ghi văn bản hết hiệu lực"
    DISSEMINATED = "directives.disseminated", "gửi văn bản đến cơ quan"
    DISSEMINATION_UPDATED = "directives.dissemination_updated", "cập nhật việc quán triệt"
