"""What fingerprints are made of, what may be opened for which purpose, and the words of the ledger for identities."""

from giaoban.core.values.kinds import Kind


class Trait(Kind):
    NAME = "name", "Họ tên"
    PAIR = "pair", "Hai chữ liền nhau của họ tên"
    GIVEN = "given", "Tên"
    PHONE = "phone", "Số điện thoại"
    IDENTITY_NO = "identity_no", "Số định danh"
    NAME_BIRTH = "name_birth", "Họ tên và năm sinh"
    NAME_PLACE = "name_place", "Họ tên và nơi ở"


class Part(Kind):
    """What of a sealed identity is opened; only the parts asked for and agreed to are ever shown."""

    NAME = "name", "Họ và tên"
    BIRTH_YEAR = "birth_year", "Năm sinh"
    ADDRESS = "address", "Địa chỉ"
    PHONE = "phone", "Số điện thoại"
    IDENTITY_NO = "identity_no", "Số định danh, giấy tờ"
    ORIGINALS = "originals", "Đơn gốc, giấy tờ kèm theo"


class Purpose(Kind):
    LIEN_HE = "lien_he", "Mời làm việc, liên hệ với người viết đơn"
    XAC_MINH = "xac_minh", "Xác minh nội dung"
    GUI_VAN_BAN = "gui_van_ban", "In văn bản gửi riêng người viết đơn"
    LAP_BAN_CHE = "lap_ban_che", "Lập bản trích đã che danh tính"
    BAO_VE = "bao_ve", "Bảo vệ người tố cáo, người thân thích"
    CUNG_CAP = "cung_cap", "Cung cấp cho cơ quan có thẩm quyền theo văn bản"


class OpeningState(Kind):
    CHO = "cho", "Chờ người thứ hai"
    DANG_MO = "dang_mo", "Đang mở"
    TU_CHOI = "tu_choi", "Không đồng ý"
    DA_HET = "da_het", "Đã hết giờ mở"
    DA_DONG = "da_dong", "Người xin mở đã đóng"
    QUA_LAU = "qua_lau", "Quá lâu không ai trả lời"


class Event(Kind):
    ASKED = "vault.asked", "đề nghị mở danh tính niêm phong"
    AGREED = "vault.agreed", "đồng ý mở danh tính niêm phong"
    DECLINED = "vault.declined", "không đồng ý mở danh tính niêm phong"
    REVEALED = "vault.revealed", "mở danh tính niêm phong"
    SHUT = "vault.shut", "đóng danh tính đã mở"
    UNSEALED = "vault.unsealed", "bỏ niêm phong theo ý người viết đơn"
    SEALED = "vault.sealed", "niêm phong danh tính"
