"""Words of mass mobilisation."""

from giaoban.core.values.kinds import Kind


class ActivityKind(Kind):
    GIAM_SAT = "giam_sat", "Giám sát xã hội"
    PHAN_BIEN = "phan_bien", "Phản biện xã hội"
    TUYEN_TRUYEN = "tuyen_truyen", "Tuyên truyền, vận động"
    PHONG_TRAO = "phong_trao", "Phong trào thi đua, cuộc vận động"
    THAM_HOI = "tham_hoi", "Thăm hỏi, động viên"
    CUU_TRO = "cuu_tro", "Cứu trợ, hỗ trợ"
    DOI_THOAI = "doi_thoai", "Đối thoại với nhân dân"
    HOA_GIAI = "hoa_giai", "Hòa giải ở cơ sở"


class ActivityState(Kind):
    KE_HOACH = "ke_hoach", "Theo kế hoạch"
    DANG_LAM = "dang_lam", "Đang thực hiện"
    DA_XONG = "da_xong", "Đã kết thúc"


class AwardKind(Kind):
    BANG_KHEN = "bang_khen", "Bằng khen"
    GIAY_KHEN = "giay_khen", "Giấy khen"
    HUAN_CHUONG = "huan_chuong", "Huân chương, huy chương"
    CO_THI_DUA = "co_thi_dua", "Cờ thi đua"
    KHAC = "khac", "Hình thức khác"


class Event(Kind):
    ACTIVITY_RECORDED = "mobilisation.activity_recorded", "ghi hoạt động dân vận"
    LOADED = "mobilisation.loaded", "nạp hoạt động dân vận từ tệp"
    ACTIVITY_CHANGED = "mobilisation.activity_changed", "sửa hoạt động dân vận"
    AWARD_RECORDED = "mobilisation.award_recorded", "ghi khen thưởng"
