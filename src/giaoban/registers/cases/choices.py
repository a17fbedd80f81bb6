"""Words of cases (law.md 5.1, 5.3)."""

from giaoban.core.values.kinds import Kind


class CaseKind(Kind):
    VU_AN = "vu_an", "Vụ án"
    VU_VIEC = "vu_viec", "Vụ việc"


class Severity(Kind):
    IT_NGHIEM_TRONG = "it_nghiem_trong", "Ít nghiêm trọng"
    NGHIEM_TRONG = "nghiem_trong", "Nghiêm trọng"
    RAT_NGHIEM_TRONG = "rat_nghiem_trong", "Rất nghiêm trọng"
    DAC_BIET_NGHIEM_TRONG = "dac_biet_nghiem_trong", "Đặc biệt nghiêm trọng"


class CrimeGroup(Kind):
    THAM_NHUNG = "tham_nhung", "Tham nhũng, chức vụ"
    KINH_TE = "kinh_te", "Kinh tế"
    TRAT_TU_XA_HOI = "trat_tu_xa_hoi", "Trật tự xã hội"
    MA_TUY = "ma_tuy", "Ma túy"
    MOI_TRUONG = "moi_truong", "Môi trường"
    KHAC = "khac", "Khác"


class Stage(Kind):
    XAC_MINH = "xac_minh", "Xác minh nguồn tin"
    DIEU_TRA = "dieu_tra", "Điều tra"
    TRUY_TO = "truy_to", "Truy tố"
    XET_XU_SO_THAM = "xet_xu_so_tham", "Xét xử sơ thẩm"
    XET_XU_PHUC_THAM = "xet_xu_phuc_tham", "Xét xử phúc thẩm"
    THI_HANH_AN = "thi_hanh_an", "Thi hành án"
    TAM_DINH_CHI = "tam_dinh_chi", "Tạm đình chỉ"
    DINH_CHI = "dinh_chi", "Đình chỉ"
    KET_THUC = "ket_thuc", "Kết thúc"


class OversightList(Kind):
    BCD_TRUNG_UONG = "bcd_trung_uong", "Ban Chỉ đạo Trung ương theo dõi, chỉ đạo"
    BCD_TINH = "bcd_tinh", "Ban Chỉ đạo tỉnh theo dõi, chỉ đạo"
    BAN_THUONG_VU = "ban_thuong_vu", "Ban Thường vụ, Thường trực Tỉnh ủy theo dõi, chỉ đạo"


class Event(Kind):
    OPENED = "cases.opened", "ghi vụ án, vụ việc"
    LOADED = "cases.loaded", "nạp vụ án, vụ việc từ tệp"
    CHANGED = "cases.changed", "sửa vụ án, vụ việc"
    STAGE_MOVED = "cases.stage_moved", "chuyển giai đoạn"
    ENTERED_LIST = "cases.entered_list", "đưa vào diện theo dõi, chỉ đạo"
    LEFT_LIST = "cases.left_list", "đưa ra khỏi diện theo dõi, chỉ đạo"
