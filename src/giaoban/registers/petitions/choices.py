"""Words of reception and petitions (law.md 1.1, 2.2, 2.3, 2.5 in the law data)."""

from giaoban.core.values.kinds import Kind


class ReceptionKind(Kind):
    THUONG_XUYEN = "thuong_xuyen", "Tiếp thường xuyên"
    DINH_KY = "dinh_ky", "Tiếp định kỳ"
    DOT_XUAT = "dot_xuat", "Tiếp đột xuất"


class ReceptionMode(Kind):
    TRUC_TIEP = "truc_tiep", "Trực tiếp"
    TRUC_TUYEN = "truc_tuyen", "Trực tuyến"


class ReceptionAnswer(Kind):
    THU_LY = "thu_ly", "Thụ lý giải quyết"
    CAN_THEM_THOI_GIAN = "can_them_thoi_gian", "Cần thêm thời gian xác minh"
    TU_CHOI = "tu_choi", "Từ chối"
    DA_CHUYEN = "da_chuyen", "Chuyển cơ quan có thẩm quyền"


class DayState(Kind):
    THEO_LICH = "theo_lich", "Theo lịch"
    DA_TIEP = "da_tiep", "Đã tiếp"
    KHONG_TIEP = "khong_tiep", "Không tiếp"
    HOAN = "hoan", "Hoãn"


class Presented(Kind):
    """How the visitor put the matter forward."""

    CO_DON = "co_don", "Có đơn"
    BANG_LOI = "bang_loi", "Trình bày bằng lời, ghi thành văn bản"


class CopyKind(Kind):
    BAN_CHINH = "ban_chinh", "Bản chính"
    BAN_SAO = "ban_sao", "Bản sao"


class PetitionKind(Kind):
    KHIEU_NAI = "khieu_nai", "Khiếu nại"
    TO_CAO = "to_cao", "Tố cáo"
    KIEN_NGHI = "kien_nghi", "Kiến nghị"
    PHAN_ANH = "phan_anh", "Phản ánh"
    NHIEU_NOI_DUNG = "nhieu_noi_dung", "Nhiều nội dung khác nhau"


class Round(Kind):
    LAN_DAU = "lan_dau", "Lần đầu"
    LAN_HAI = "lan_hai", "Lần hai"
    TIEP = "tiep", "Tố cáo tiếp"


class Field(Kind):
    DAT_DAI = "dat_dai", "Đất đai"
    CHE_DO_CHINH_SACH = "che_do_chinh_sach", "Chế độ, chính sách"
    HANH_CHINH = "hanh_chinh", "Hành chính"
    THAM_NHUNG = "tham_nhung", "Tham nhũng"
    TU_PHAP = "tu_phap", "Tư pháp"
    KHAC = "khac", "Khác"


class Channel(Kind):
    BUU_CHINH = "buu_chinh", "Dịch vụ bưu chính"
    TRUC_TIEP = "truc_tiep", "Nộp trực tiếp"
    HOP_THU = "hop_thu", "Hộp thư góp ý"
    TIEP_CONG_DAN = "tiep_cong_dan", "Nơi tiếp công dân"
    CHUYEN_DEN = "chuyen_den", "Đại biểu, Mặt trận, báo chí, cơ quan khác chuyển đến"
    LANH_DAO_CHUYEN = "lanh_dao_chuyen", "Lãnh đạo Đảng, Nhà nước chuyển đến"


class Eligibility(Kind):
    CHUA_XET = "chua_xet", "Chưa xem xét"
    DU = "du", "Đủ điều kiện xử lý"
    KHONG_DU = "khong_du", "Không đủ điều kiện xử lý"


class Disposition(Kind):
    DE_XUAT_THU_LY = "de_xuat_thu_ly", "Đề xuất thụ lý"
    HUONG_DAN = "huong_dan", "Hướng dẫn"
    CHUYEN_DON = "chuyen_don", "Chuyển đơn"
    TRA_LAI = "tra_lai", "Trả lại đơn"
    LUU_DON = "luu_don", "Lưu đơn"
    YEU_CAU_BO_SUNG = "yeu_cau_bo_sung", "Hướng dẫn bổ sung"
    KHONG_XU_LY = "khong_xu_ly", "Không xử lý"
    YEU_CAU_CAP_DUOI = "yeu_cau_cap_duoi", "Yêu cầu cấp dưới giải quyết"
    CHUYEN_DIEU_TRA = "chuyen_dieu_tra", "Chuyển cơ quan điều tra"
    CHUYEN_THANH_TRA = "chuyen_thanh_tra", "Chuyển thanh tra, kiểm tra"
    TACH_DON = "tach_don", "Tách thành các đơn theo nội dung"


class CompetentKind(Kind):
    """What sort of body is competent (law.md 2.3, axis 6)."""

    HANH_CHINH = "hanh_chinh", "Cơ quan hành chính nhà nước"
    DAN_CU = "dan_cu", "Cơ quan dân cử"
    TO_TUNG = "to_tung", "Cơ quan tố tụng, thi hành án"
    DANG_DOAN_THE = "dang_doan_the", "Cơ quan Đảng, đoàn thể, tổ chức xã hội, tôn giáo"
    SU_NGHIEP = "su_nghiep", "Đơn vị sự nghiệp công lập"
    DOANH_NGHIEP = "doanh_nghiep", "Doanh nghiệp nhà nước"


class PetitionState(Kind):
    MOI = "moi", "Mới nhận"
    DANG_KIEM_TRA = "dang_kiem_tra", "Đang kiểm tra điều kiện"
    DA_XU_LY = "da_xu_ly", "Đã xử lý"
    DA_THU_LY = "da_thu_ly", "Đã thụ lý, đang giải quyết"
    KHONG_THU_LY = "khong_thu_ly", "Không thụ lý"
    TAM_DINH_CHI = "tam_dinh_chi", "Tạm đình chỉ"
    DINH_CHI = "dinh_chi", "Đình chỉ"
    DA_GIAI_QUYET = "da_giai_quyet", "Đã có quyết định, kết luận"
    DANG_THI_HANH = "dang_thi_hanh", "Đang thi hành"
    KET_THUC = "ket_thuc", "Kết thúc"


class Ending(Kind):
    KHONG_THU_LY = "khong_thu_ly", "Không thụ lý"
    DINH_CHI = "dinh_chi", "Đình chỉ giải quyết"
    RUT_DON = "rut_don", "Rút đơn"


class Outcome(Kind):
    DUNG = "dung", "Đúng"
    DUNG_MOT_PHAN = "dung_mot_phan", "Đúng một phần"
    SAI = "sai", "Sai"
    CONG_NHAN_LAN_DAU = "cong_nhan_lan_dau", "Công nhận kết quả lần đầu"
    HUY_SUA_LAN_DAU = "huy_sua_lan_dau", "Hủy, sửa kết quả lần đầu"
    DA_TRA_LOI = "da_tra_loi", "Đã trả lời"


class Proof(Kind):
    """What the holder of a receipt is asked for besides its code."""

    DIEN_THOAI = "dien_thoai", "bốn số cuối của số điện thoại đã ghi trong đơn"
    SO_DINH_DANH = "so_dinh_danh", "bốn số cuối của căn cước đã ghi trong đơn"
    NAM_SINH = "nam_sinh", "năm sinh đã ghi trong đơn"
    MA_RIENG = "ma_rieng", "sáu số riêng ghi trên giấy tra cứu"


class Satisfaction(Kind):
    RAT_HAI_LONG = "rat_hai_long", "Rất hài lòng"
    HAI_LONG = "hai_long", "Hài lòng"
    CHUA_HAI_LONG = "chua_hai_long", "Chưa hài lòng"


class WaiverGround(Kind):
    TU_CONG_KHAI = "tu_cong_khai", "Người tố cáo tự công khai danh tính"
    KHONG_YEU_CAU = "khong_yeu_cau", "Người tố cáo không yêu cầu giữ bí mật"


class Relation(Kind):
    """Whom the law protects (Luật Tố cáo Điều 47.1)."""

    NGUOI_TO_CAO = "nguoi_to_cao", "Người tố cáo"
    VO_CHONG = "vo_chong", "Vợ, chồng"
    CHA_ME = "cha_me", "Cha mẹ đẻ, cha mẹ nuôi"
    CON = "con", "Con đẻ, con nuôi"


class ProtectedGood(Kind):
    """What is protected (Luật Tố cáo Điều 47.1)."""

    BI_MAT = "bi_mat", "Bí mật thông tin"
    VI_TRI = "vi_tri", "Vị trí công tác"
    VIEC_LAM = "viec_lam", "Việc làm"
    TINH_MANG = "tinh_mang", "Tính mạng"
    SUC_KHOE = "suc_khoe", "Sức khỏe"
    TAI_SAN = "tai_san", "Tài sản"
    DANH_DU = "danh_du", "Danh dự"
    NHAN_PHAM = "nhan_pham", "Nhân phẩm"


class RequestChannel(Kind):
    VAN_BAN = "van_ban", "Bằng văn bản"
    DIEN_THOAI = "dien_thoai", "Qua điện thoại"
    TRUC_TIEP = "truc_tiep", "Trực tiếp"


class ProtectionState(Kind):
    CHO = "cho", "Chờ quyết định"
    DANG_BAO_VE = "dang_bao_ve", "Đang bảo vệ"
    KHONG_BAO_VE = "khong_bao_ve", "Không có căn cứ bảo vệ"
    DA_CHAM_DUT = "da_cham_dut", "Đã chấm dứt"


class ProtectionEnd(Kind):
    """When protection ends (Luật Tố cáo Điều 54.2; the last since 01/7/2026 by Luật 136/2025/QH15)."""

    KET_LUAN = "ket_luan", "Đã có kết luận nội dung tố cáo"
    DINH_CHI = "dinh_chi", "Đình chỉ giải quyết tố cáo"
    QUYET_DINH = "quyet_dinh", "Quyết định chấm dứt vì không còn căn cứ hoặc theo đề nghị"
    VI_PHAM = "vi_pham", "Người được bảo vệ cố ý vi phạm nghĩa vụ"


class ProtectionPaperKind(Kind):
    """The file of a protection, a to i (Luật Tố cáo Điều 55)."""

    DE_NGHI = "a", "a) Văn bản đề nghị bảo vệ hoặc biên bản ghi lời đề nghị"
    XAC_MINH = "b", "b) Kết quả xác minh đề nghị, tài liệu kèm theo"
    QUYET_DINH = "c", "c) Quyết định áp dụng biện pháp bảo vệ"
    DE_NGHI_THAY_DOI = "d", "d) Văn bản đề nghị thay đổi, bổ sung, chấm dứt biện pháp"
    THAY_DOI = "dd", "đ) Quyết định thay đổi, bổ sung biện pháp"
    PHOI_HOP = "e", "e) Văn bản yêu cầu, đề nghị phối hợp bảo vệ"
    BAO_CAO = "g", "g) Báo cáo kết quả bảo vệ"
    CHAM_DUT = "h", "h) Quyết định chấm dứt bảo vệ"
    KHAC = "i", "i) Tài liệu khác có liên quan"


class JobState(Kind):
    MOI = "moi", "đã tải lên"
    DANG_NAP = "dang_nap", "đang nạp"
    DANG_SO = "dang_so", "đang tìm đơn trùng"
    XONG = "xong", "đã nạp xong"
    DUNG = "dung", "dừng giữa chừng"


class Event(Kind):
    RECEIVED = "receptions.received", "ghi lượt tiếp công dân"
    RECEPTION_CHANGED = "receptions.changed", "sửa lượt tiếp công dân"
    ANSWERED = "receptions.answered", "trả lời người đến nơi tiếp công dân"
    REFUSED_TO_RECEIVE = "receptions.refused", "từ chối tiếp"
    REFUSAL_NOTICE_SENT = "receptions.refusal_notice_sent", "gửi thông báo từ chối tiếp"
    DAY_PLANNED = "receptions.day_planned", "lên lịch ngày tiếp của lãnh đạo"
    DAY_CHANGED = "receptions.day_changed", "sửa ngày tiếp của lãnh đạo"
    DAY_POSTED = "receptions.day_posted", "niêm yết lịch tiếp của lãnh đạo"
    DAY_POSTPONED = "receptions.day_postponed", "hoãn ngày tiếp của lãnh đạo"
    DAY_HELD = "receptions.day_held", "ghi người đã tiếp"
    DAY_NOT_HELD = "receptions.day_not_held", "ghi ngày không tiếp"
    ONLINE_KEPT = "receptions.online_kept", "ghi phiên tiếp trực tuyến"
    ITEMS_TAKEN = "receptions.items_taken", "ghi thông tin, tài liệu đã nhận"
    CONCLUDED = "receptions.concluded", "ban hành thông báo kết luận việc tiếp công dân"
    RESULT_KNOWN = "receptions.result_known", "nhận kết quả giải quyết"
    CITIZEN_TOLD = "receptions.citizen_told", "báo kết quả cho công dân"
    REGISTERED = "petitions.registered", "vào sổ đơn"
    LOADED = "petitions.loaded", "nạp từ tệp"
    FILE_TAKEN = "petitions.file_taken", "tải tệp đơn lên"
    FILE_FORGOTTEN = "petitions.file_forgotten", "bỏ tệp đơn đã tải lên"
    PLAN_KEPT = "petitions.plan_kept", "nhớ cách ghép cột"
    LOAD_BEGUN = "petitions.load_begun", "bắt đầu nạp tệp đơn"
    LOAD_STOPPED = "petitions.load_stopped", "dừng nạp tệp đơn"
    CHANGED = "petitions.changed", "sửa đơn"
    CHECKED = "petitions.checked", "kết luận điều kiện xử lý"
    DISPOSED = "petitions.disposed", "xử lý đơn"
    ACCEPTED = "petitions.accepted", "thụ lý"
    NOT_ACCEPTED = "petitions.not_accepted", "không thụ lý"
    EXTENDED = "petitions.extended", "gia hạn giải quyết"
    SUSPENDED = "petitions.suspended", "tạm đình chỉ giải quyết"
    RESUMED = "petitions.resumed", "tiếp tục giải quyết"
    TERMINATED = "petitions.terminated", "đình chỉ giải quyết"
    WITHDRAWN = "petitions.withdrawn", "ghi nhận rút đơn"
    DECIDED = "petitions.decided", "ban hành quyết định, kết luận"
    EXECUTED = "petitions.executed", "ghi kết quả thi hành"
    FULFILLED = "petitions.fulfilled", "ghi việc đã làm"
    PROTECTED = "petitions.protected", "ghi bảo vệ người tố cáo"
    PROTECTION_ASKED = "petitions.protection_asked", "nhận đề nghị bảo vệ"
    PROTECTION_WRITTEN = "petitions.protection_written", "nhận văn bản của đề nghị bảo vệ khẩn cấp"
    PROTECTION_REFUSED = "petitions.protection_refused", "trả lời không bảo vệ"
    PROTECTION_ENDED = "petitions.protection_ended", "chấm dứt bảo vệ"
    PROTECTION_PAPER = "petitions.protection_paper", "ghi tài liệu vào hồ sơ bảo vệ"
    WAIVED = "petitions.waived", "ghi người tố cáo không yêu cầu giữ bí mật"
    PAPER_ADDED = "petitions.paper_added", "thêm tài liệu"
    PAPER_OPENED = "petitions.paper_opened", "tải tài liệu"
    REDACTED = "petitions.redacted", "phát hành bản đã che danh tính"
    REDACTION_REFUSED = "petitions.redaction_refused", "không phát hành vì bản che còn dấu vết danh tính"
    CLOSED = "petitions.closed", "kết thúc"
    SPLIT = "petitions.split", "tách đơn theo nội dung"
    EARLIER_LINKED = "petitions.earlier_linked", "ghi việc giải quyết lần trước"
    FORWARDER_ADDED = "petitions.forwarder_added", "ghi cơ quan chuyển đơn đến"
    FORWARDER_ANSWERED = "petitions.forwarder_answered", "trả lời cơ quan chuyển đơn đến"
    DIALOGUE_PLANNED = "petitions.dialogue_planned", "định ngày đối thoại"
    DIALOGUE_NOTIFIED = "petitions.dialogue_notified", "thông báo đối thoại"
    DIALOGUE_HELD = "petitions.dialogue_held", "ghi biên bản đối thoại"
    CARRIED_OUT = "petitions.carried_out", "ghi một bước thi hành"
    ORIGINALS_RETURNED = "petitions.originals_returned", "trả lại giấy tờ gốc"
    DUPLICATE_LINKED = "petitions.duplicate_linked", "xác định đơn trùng"
    DUPLICATE_UNLINKED = "petitions.duplicate_unlinked", "bỏ xác định đơn trùng"
    DUPLICATE_REFUSED = "petitions.duplicate_refused", "xác định không phải đơn trùng"
    DUPLICATE_REFUSAL_UNDONE = "petitions.duplicate_refusal_undone", "bỏ xác định không trùng"
    RECEIPT_ISSUED = "petitions.receipt_issued", "cấp giấy tra cứu cho người viết đơn"
    LOOKED_UP = "petitions.looked_up", "người viết đơn tra cứu"
    RATED = "petitions.rated", "nhận ý kiến của người viết đơn"
    LETTER_WRITTEN = "petitions.letter_written", "in mẫu văn bản"
