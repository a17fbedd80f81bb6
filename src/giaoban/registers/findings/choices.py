"""Words of findings (TT 06/2025/TT-TTCP, 01/TTr and 02/TTr)."""

from giaoban.core.values.kinds import Kind


class SourceKind(Kind):
    THANH_TRA = "thanh_tra", "Thanh tra"
    KIEM_TOAN = "kiem_toan", "Kiểm toán nhà nước"
    KIEM_TRA = "kiem_tra", "Kiểm tra, giám sát"


class RecommendationKind(Kind):
    THU_HOI_NSNN = "thu_hoi_nsnn", "Thu hồi về ngân sách nhà nước"
    THU_HOI_TO_CHUC = "thu_hoi_to_chuc", "Thu hồi về tổ chức, cá nhân"
    XU_LY_KHAC = "xu_ly_khac", "Xử lý khác về kinh tế"
    XU_PHAT = "xu_phat", "Xử phạt vi phạm hành chính bằng tiền"
    XU_LY_TRACH_NHIEM = "xu_ly_trach_nhiem", "Xử lý trách nhiệm"
    CHUYEN_DIEU_TRA = "chuyen_dieu_tra", "Chuyển cơ quan điều tra"
    HOAN_THIEN_CO_CHE = "hoan_thien_co_che", "Hoàn thiện cơ chế, chính sách"
    KHAC = "khac", "Khác"


class NotDoneReason(Kind):
    DON_VI = "don_vi", "Do đơn vị"
    CO_QUAN_BAN_HANH = "co_quan_ban_hanh", "Do cơ quan ban hành kết luận"
    BEN_THU_BA = "ben_thu_ba", "Do bên thứ ba"
    CO_CHE = "co_che", "Do vướng cơ chế, pháp luật"
    MAT_KHA_NANG = "mat_kha_nang", "Mất khả năng thanh toán"
    CHO_TOA = "cho_toa", "Chờ phán quyết của tòa án"
    KHAC = "khac", "Lý do khác"


class RecommendationState(Kind):
    CHUA = "chua", "Chưa thực hiện"
    DANG = "dang", "Đang thực hiện"
    XONG = "xong", "Đã thực hiện xong"
    TAM_CHUA = "tam_chua", "Tạm chưa thực hiện"
    KHONG_THE = "khong_the", "Không thể thực hiện"


class Event(Kind):
    RECORDED = "findings.recorded", "ghi kết luận"
    LOADED = "findings.loaded", "nạp kết luận từ tệp"
    CHANGED = "findings.changed", "sửa kết luận"
    STATE_SET = "findings.state_set", "ghi lý do chưa thực hiện kiến nghị"
    COMPLETED = "findings.completed", "hoàn thành toàn bộ kiến nghị của kết luận"
    RECOMMENDED = "findings.recommended", "ghi kiến nghị"
    CARRIED_OUT = "findings.carried_out", "ghi kết quả thực hiện kiến nghị"
