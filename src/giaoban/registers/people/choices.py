"""Words of agencies, posts and committees."""

from giaoban.core.values.kinds import Kind


class AgencyKind(Kind):
    TINH_UY = "tinh_uy", "Tỉnh ủy và cơ quan tham mưu của Tỉnh ủy"
    UBND_TINH = "ubnd_tinh", "Ủy ban nhân dân tỉnh"
    SO = "so", "Sở, ngành tỉnh"
    THANH_TRA = "thanh_tra", "Thanh tra"
    CONG_AN = "cong_an", "Công an"
    VIEN_KIEM_SAT = "vien_kiem_sat", "Viện kiểm sát nhân dân"
    TOA_AN = "toa_an", "Tòa án nhân dân"
    THI_HANH_AN = "thi_hanh_an", "Thi hành án dân sự"
    BAN_TIEP_CONG_DAN = "ban_tiep_cong_dan", "Ban Tiếp công dân"
    MAT_TRAN = "mat_tran", "Mặt trận Tổ quốc"
    DOAN_THE = "doan_the", "Tổ chức chính trị - xã hội, hội"
    UBND_HUYEN = "ubnd_huyen", "Ủy ban nhân dân huyện (đến 30/6/2025)"
    UBND_XA = "ubnd_xa", "Ủy ban nhân dân xã, phường, đặc khu"
    KHAC = "khac", "Cơ quan khác"


class Bloc(Kind):
    NOI_CHINH = "noi_chinh", "Khối Nội chính"
    DAN_VAN = "dan_van", "Khối Dân vận"
    DIA_PHUONG = "dia_phuong", "Địa phương"
    KHAC = "khac", "Cơ quan khác"


class Level(Kind):
    TINH = "tinh", "Cấp tỉnh"
    KHU_VUC = "khu_vuc", "Khu vực"
    HUYEN = "huyen", "Cấp huyện"
    XA = "xa", "Cấp xã"


class ChangeKind(Kind):
    DOI_TEN = "doi_ten", "Đổi tên"
    HOP_NHAT = "hop_nhat", "Hợp nhất, sáp nhập"
    CHIA_TACH = "chia_tach", "Chia, tách"
    TIEP_NHAN = "tiep_nhan", "Tiếp nhận nhiệm vụ"


class CommitteeRole(Kind):
    TRUONG = "truong", "Trưởng ban"
    PHO_THUONG_TRUC = "pho_thuong_truc", "Phó Trưởng ban Thường trực"
    PHO = "pho", "Phó Trưởng ban"
    UY_VIEN = "uy_vien", "Ủy viên"
    THU_KY = "thu_ky", "Thư ký"


class Event(Kind):
    AGENCY_CREATED = "people.agency_created", "lập cơ quan"
    AGENCY_CHANGED = "people.agency_changed", "sửa thông tin cơ quan"
    AGENCY_ENDED = "people.agency_ended", "kết thúc hoạt động cơ quan"
    AGENCY_SUCCEEDED = "people.agency_succeeded", "ghi cơ quan kế thừa"
    PERSON_CREATED = "people.person_created", "ghi cán bộ"
    POST_GIVEN = "people.post_given", "ghi chức vụ"
    POST_ENDED = "people.post_ended", "kết thúc chức vụ"
    COMMITTEE_CREATED = "people.committee_created", "lập ban chỉ đạo, tổ"
    COMMITTEE_ENDED = "people.committee_ended", "kết thúc ban chỉ đạo, tổ"
    MEMBER_ADDED = "people.member_added", "thêm thành viên"
    MEMBER_LEFT = "people.member_left", "thôi thành viên"
