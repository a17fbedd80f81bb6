"""Invented texts of the kinds a province receives; nobody in them exists."""

NEWS = """Bản Sơn giao ban khối Nội chính quý III
Toàn cảnh hội nghị.
Chiều 12/10/2026, Tỉnh ủy Bản Sơn tổ chức hội nghị giao ban các cơ quan khối Nội chính quý III năm 2026. Đồng chí Lương Văn Khải, \
Phó Bí thư Thường trực Tỉnh ủy, Trưởng Ban Chỉ đạo cải cách tư pháp tỉnh chủ trì hội nghị. Cùng dự có các đồng chí: Trần Thị Thu Hạnh, \
Ủy viên Ban Thường vụ Tỉnh ủy, Trưởng Ban Nội chính Tỉnh ủy; Giàng A Dơ, Phó Chủ tịch UBND tỉnh.
Trong quý, các cơ quan đã tiếp hơn 3.150 lượt công dân, tăng 8,4% so với cùng kỳ năm 2025; khởi tố 45 vụ/72 bị can, giảm 12 vụ so với \
cùng kỳ. Tỷ lệ điều tra, khám phá tội phạm đạt 91,4%. Thu hồi 3,5 tỷ đồng cho ngân sách. Số vụ tai nạn giao thông tăng từ 120 lên 150 vụ. \
Hoàn thành 12/15 nhiệm vụ, đạt 92%.
Phát biểu kết luận hội nghị, đồng chí Lương Văn Khải, Trưởng Ban Chỉ đạo phòng, chống tham nhũng, tiêu cực tỉnh yêu cầu Công an tỉnh \
chủ trì, phối hợp với Sở Tư pháp rà soát các vụ việc tồn đọng, hoàn thành trước ngày 30/11/2026. Tăng cường đối thoại với công dân; \
kiểm tra việc thực hiện Chỉ thị số 35-CT/TU ngày 12/3/2025 của Ban Thường vụ Tỉnh ủy.
Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể và 8 cá nhân có thành tích trong phong trào bảo vệ an ninh Tổ quốc."""

SPEECH = """Hội nghị giao ban khối Nội chính và khối Dân vận tỉnh Bản Sơn quý II
Trong quý II, đã tiếp trên 2.400 lượt công dân, giảm 20% so với cùng kỳ. Tiếp nhận trên 900 đơn, trong đó có 25 đơn khiếu nại, tố cáo \
thuộc thẩm quyền. Công tác đấu tranh với tội phạm được triển khai quyết liệt.
Phát biểu chỉ đạo hội nghị, đồng chí Phó Bí thư Thường trực Tỉnh ủy đã chỉ rõ những hạn chế cần khắc phục. Trong 6 tháng cuối năm, khối \
Nội chính tỉnh: tiếp tục giữ vững an ninh chính trị, trật tự an toàn xã hội. Sớm hoàn thiện quy chế của Ban Chỉ đạo. Tiến hành rà soát các \
cuộc thanh tra; kiểm tra việc thực hiện Chỉ thị số 17 của Bộ Chính trị. Đối với khối Dân vận: Tập trung thực hiện tốt công tác giám sát; \
phối hợp định hướng hoạt động tôn giáo trên địa bàn. Các cơ quan liên quan tiếp thu các kiến nghị, tham mưu cho Thường trực Tỉnh ủy./."""

REPORT = """TỈNH ỦY BẢN SƠN\tĐẢNG CỘNG SẢN VIỆT NAM
BAN NỘI CHÍNH
*
Số 128-BC/BNCTU\tBản Sơn, ngày 05 tháng 10 năm 2026
BÁO CÁO
Kết quả công tác nội chính, phòng, chống tham nhũng quý III năm 2026
-----
I- TÌNH HÌNH VÀ KẾT QUẢ
1. Công tác tiếp công dân, xử lý đơn
Toàn tỉnh tiếp 2.845 lượt công dân (giảm 456 lượt so với cùng kỳ). Tiếp nhận 1.210 đơn; đủ điều kiện xử lý 1.015 đơn, trong đó: 620 đơn \
khiếu nại, 480 đơn tố cáo.
Bảng 1. Số liệu
TT\tNội dung\tĐơn vị tính\tQuý III/2026\tCùng kỳ năm 2025\tTăng, giảm (%)
1\tSố lượt tiếp công dân\tlượt\t2.845\t3.301\t-13,8
2\tKhởi tố bị can\tbị can\t201\t188\t6,9
3\tThu hồi qua thanh tra\ttriệu đồng\t1.250\t980\t27,6
2. Công tác điều tra
Cơ quan điều tra khởi tố 145 vụ/201 bị can. Tòa án hai cấp xét xử 130 vụ với 190 bị cáo. Từ ngày 15/9/2026 đến ngày 14/6/2026 không có \
án oan. Ngày 31/6/2026 tổ chức họp.
II- PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ IV NĂM 2026
1. Tiếp tục tham mưu Tỉnh ủy chỉ đạo giải quyết dứt điểm các vụ việc phức tạp kéo dài.
2. Thanh tra tỉnh tập trung kết luận 03 cuộc thanh tra, xong trong quý IV/2026.
3. Đề nghị Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh sớm đưa ra xét xử các vụ án thuộc diện theo dõi.
Nơi nhận:
- Thường trực Tỉnh ủy,
- Lưu VT.
K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Hoàng Đức Lâm"""

CONCLUSION = """TỈNH ỦY BẢN SƠN
VĂN PHÒNG
*
Số 245-TB/VPTU
ĐẢNG CỘNG SẢN VIỆT NAM
Bản Sơn, ngày 18 tháng 10 năm 2026
THÔNG BÁO
Kết luận của đồng chí Bí thư Tỉnh ủy tại hội nghị giao ban khối Nội chính quý III năm 2026
Ngày 12/10/2026, đồng chí Bí thư Tỉnh ủy đã chủ trì hội nghị giao ban. Sau khi nghe báo cáo, đồng chí Bí thư Tỉnh ủy kết luận như sau:
I. Đánh giá chung
Các cơ quan đã tích cực triển khai nhiệm vụ, đạt nhiều kết quả.
II. Nhiệm vụ thời gian tới
1. Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp và Sở Nội vụ xây dựng quy chế phối hợp, trình Ban Thường vụ Tỉnh ủy trước ngày \
15/11/2026.
2. Thanh tra tỉnh:
- Kết thúc 02 cuộc thanh tra đất đai trong quý IV/2026;
- Công khai kết luận thanh tra theo quy định.
3. Các cấp ủy, tổ chức đảng tăng cường tiếp công dân, đối thoại với nhân dân.
4. Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Thông báo này.
Nơi nhận:
- Các cơ quan khối Nội chính,
- Lưu Văn phòng.
T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
Lục Thị Ngân"""

DECISION = """ỦY BAN NHÂN DÂN
TỈNH BẢN SƠN
Số: 1520/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bản Sơn, ngày 02 tháng 9 năm 2026
QUYẾT ĐỊNH
Về việc thành lập Tổ công tác giải quyết khiếu nại đông người
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;
Căn cứ Luật Khiếu nại số 02/2011/QH13;
Theo đề nghị của Chánh Thanh tra tỉnh tại Tờ trình số 88/TTr-TTr ngày 20/8/2026.
QUYẾT ĐỊNH:
Điều 1. Thành lập Tổ công tác gồm các ông, bà sau:
1. Ông Vi Văn Thắng, Phó Chủ tịch UBND tỉnh, Tổ trưởng;
2. Bà Nguyễn Thị Lan Phương, Chánh Thanh tra tỉnh, Tổ phó.
Điều 2. Tổ công tác có nhiệm vụ rà soát các vụ việc khiếu nại đông người, báo cáo Chủ tịch UBND tỉnh trước ngày 31/12/2026.
Điều 3. Chánh Văn phòng UBND tỉnh, Thủ trưởng các sở, ngành liên quan chịu trách nhiệm thi hành Quyết định này./."""

LETTER = """UBND TỈNH BẢN SƠN
SỞ TƯ PHÁP
Số: 412/STP-HCTP
V/v báo cáo số liệu hòa giải ở cơ sở
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bản Sơn, ngày 7 tháng 8 năm 2026
Kính gửi: Ủy ban nhân dân các xã, phường.
Thực hiện Kế hoạch số 55/KH-UBND ngày 12/01/2026 của UBND tỉnh, Sở Tư pháp đề nghị UBND các xã, phường báo cáo số liệu hòa giải 6 tháng \
đầu năm 2026, gửi về Sở trước ngày 20/8/2026 để tổng hợp. Thông tin liên hệ: ông Lò Văn Pành, điện thoại 0912.345.678."""

FOOTBALL = """Đội tuyển thắng 3-1 trong trận chung kết tối qua
Trước 22.000 khán giả trên sân, các cầu thủ đã có trận đấu tuyệt vời. Phút 12, tiền đạo số 9 mở tỷ số. Huấn luyện viên yêu cầu các cầu thủ \
tập trung hơn trong hiệp 2. Đội chủ nhà tiếp tục dồn ép và ghi thêm 2 bàn ở phút 75 và 88. Phát biểu sau trận, ông cho biết toàn đội cần \
nghỉ ngơi. Kiểm soát bóng đạt 61%, tăng so với trận trước. Vé bán ra tăng 20%. Ban huấn luyện trao huy chương cho 23 cầu thủ."""

RECIPE = """Phở bò gia truyền
Chuẩn bị: 500 g thịt bò, 2 kg xương, 3 củ hành, 1 nhánh gừng.
1. Rửa sạch xương, chần qua nước sôi 5 phút.
2. Tiếp tục ninh xương trong 6 giờ; kiểm tra nước dùng thường xuyên.
3. Hoàn thành món ăn bằng cách chan nước dùng lên bánh phở. Cho 4 người ăn. Giảm lửa 50%."""

ENGLISH = """The committee met on 12 May 2026 and approved 1,200 applications, a 15.2% increase. Mr. John Smith, Chairman of the Board, \
asked members to complete the review by June 30. Tang 5 people."""

POEM = """Nắng lên trên dải đồi xa
Con trâu gặm cỏ, tiếng gà gọi trưa
Bà ngồi đan áo bên cửa
Nghe như có gió ngày xưa trở về"""

NOVEL = """Chương 12
Lão Mận ngồi bên bậu cửa, rít một hơi thuốc thật dài. Năm nay lão đã ngoài bảy mươi. Ba năm trước, con trai lão đi xa, để lại cho lão hai \
sào vườn và con chó vàng. Bà Tư hàng xóm bảo: "Ông giáo đề nghị ông cứ bán quách nó đi!" Trưa hôm ấy trời nóng 39 độ, 5 người thợ gặt ghé \
vào xin nước. Anh Hai yêu cầu mọi người im lặng rồi kể chuyện mất 30 đồng bạc. "Phải giữ lấy mảnh vườn", lão nghĩ."""

MENU = """THỰC ĐƠN
1. Phở bò tái ......... 55.000đ
2. Bún chả ............ 50.000 đồng
Giảm 10% cho đoàn trên 10 người. Điện thoại: 0912 345 678. Mở cửa 8g30 - 22g."""

PRICES = """BẢNG GIÁ VẬT LIỆU
STT\tTên hàng\tĐVT\tĐơn giá (đồng)
1\tXi măng\tbao\t82.000
2\tCát vàng\tm3\t350.000
Giá đã gồm thuế VAT 8%. Áp dụng từ ngày 01/6/2026."""

SUMS = """Bài giảng toán lớp 5. Tìm 15,2% của 1.200. Một cửa hàng bán 30 kg gạo, ngày thứ hai bán tăng 12 kg so với ngày đầu. Hỏi cả hai \
ngày bán được bao nhiêu? Học sinh hoàn thành bài tập trước ngày 30/6."""

PLANETS = (
    """Sao Mộc có 95 vệ tinh đã được xác nhận. Đường kính khoảng 142.984 km, gấp 11 lần Trái Đất. Năm 1610, người ta phát hiện 4 vệ tinh."""
)

CODE = """def report(quarter: int = 2, year: int = 2026) -> dict:
    total = 1200 + 15.2 % 7
    for i in range(10, 15): print(f"{i} vụ", total)
    return {"giam": 15.2}"""

LEASE = """HỢP ĐỒNG THUÊ NHÀ
Bên A: ông Đinh Quang Huy, sinh năm 1980, số căn cước 010080001234. Bên B: bà Phan Thị Mỹ Dung.
Giá thuê 5.000.000 đồng/tháng, đặt cọc 10 triệu đồng. Thời hạn 12 tháng kể từ ngày 01/6/2026. Bên B phải thanh toán trước ngày 05 hằng \
tháng. Yêu cầu bên B giữ gìn nhà cửa sạch sẽ."""

NOISY = """UBND TINH BAN SƠN        CONG HOA XA HOl CHU NGHlA VIET NAM
Tr0ng quý III, Ban Tiếp công dân tỉnh đã tiếp 412 lượt công dân , giảm 3 , 5 % so v ới cùng kỳ . Tiếp nhận 1O5 đơn.
|| ~~ ;; 1l2 .. vu  an"""

MOBILISATION = """Ngày 25/7, tại Nhà văn hóa tỉnh, Ban Dân vận Tỉnh ủy Bản Sơn tổ chức hội nghị sơ kết công \
tác dân vận 6 tháng đầu năm, triển \
khai nhiệm vụ 6 tháng cuối năm 2026. Dự hội nghị có đồng chí Vàng Thị Sống - Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Tỉnh ủy; \
bà Hoàng Thị Mỷ, Chủ tịch Hội Liên hiệp Phụ nữ tỉnh và ông Nguyễn Đình Toàn - Bí thư Đảng ủy xã Nậm Pung.
6 tháng đầu năm, toàn tỉnh xây dựng mới 142 mô hình “Dân vận khéo”, nâng tổng số lên 1.325 mô hình. Các cấp hội vận động ủng hộ \
4 tỷ 350 triệu đồng, hỗ trợ làm 86 ngôi nhà; tổ chức 215 cuộc đối thoại với trên 12.000 lượt người tham gia. Qua giám sát, Mặt \
trận Tổ quốc các cấp kiến nghị 37 nội dung, đã được tiếp thu 31 nội dung (83,8%).
Kết luận hội nghị, đồng chí Vàng Thị Sống yêu cầu hệ thống dân vận các cấp tiếp tục đổi mới nội dung, phương thức vận động; nắm \
chắc tình hình nhân dân, không để phát sinh điểm nóng. Đề nghị UBND các xã, phường quan tâm bố trí kinh phí hoạt động trước \
30/9. Ban Dân vận Tỉnh ủy phối hợp với Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh và các đoàn thể tham mưu xây dựng kế hoạch tuyên \
truyền, báo cáo Thường trực Tỉnh ủy trong tháng 8/2026.
Nhân dịp này, 12 tập thể được Ủy ban nhân dân tỉnh tặng Bằng khen; Trưởng Ban Dân vận Tỉnh ủy trao Giấy khen cho 20 cá nhân vì \
đã có thành tích xuất sắc.
Nguyễn Hữu Thảo"""

DENUNCIATION = """ĐƠN TỐ CÁO
Kính gửi: Chủ tịch UBND tỉnh Bản Sơn
Tôi là Lò Thị Xuân, sinh năm 1975, trú tại thôn 3, xã Mường Hoa. Tôi làm đơn này tố cáo ông Bùi Văn Cảnh, Chủ tịch UBND xã \
Mường Hoa, đã thu sai 25 triệu đồng tiền đất của gia đình tôi. Tôi đề nghị UBND tỉnh xem xét, giải quyết theo quy định của Luật \
Tố cáo. Thửa đất số 15, tờ bản đồ 7, diện tích 320 m2."""

DIRECTIVE = """TỈNH ỦY BẢN SƠN
*
Số 19-CT/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Bản Sơn, ngày 03 tháng 3 năm 2026
CHỈ THỊ
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về tăng cường sự lãnh đạo của Đảng đối với công tác tiếp công dân
Thời gian qua, các cấp ủy đã quan tâm lãnh đạo công tác tiếp công dân. Tuy nhiên, còn 15 vụ việc phức tạp, kéo dài. Để khắc \
phục, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng thực hiện tốt các nhiệm vụ sau:
1. Quán triệt, thực hiện nghiêm Chỉ thị số 35-CT/TW, ngày 26/5/2014 của Bộ Chính trị; người đứng đầu cấp ủy trực tiếp tiếp dân \
ít nhất 01 ngày/tháng.
2. Đảng ủy UBND tỉnh lãnh đạo, chỉ đạo rà soát, giải quyết dứt điểm các vụ việc tồn đọng trong năm 2026.
3. Ban Nội chính Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy theo dõi, đôn đốc, kiểm tra, định kỳ hằng quý báo cáo Ban \
Thường vụ Tỉnh ủy.
Chỉ thị này phổ biến đến chi bộ.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Lương Đình Khôi"""

ALL = {
    "mobilisation": MOBILISATION,
    "denunciation": DENUNCIATION,
    "directive": DIRECTIVE,
    "news": NEWS,
    "speech": SPEECH,
    "report": REPORT,
    "conclusion": CONCLUSION,
    "decision": DECISION,
    "letter": LETTER,
    "football": FOOTBALL,
    "recipe": RECIPE,
    "english": ENGLISH,
    "poem": POEM,
    "novel": NOVEL,
    "menu": MENU,
    "prices": PRICES,
    "sums": SUMS,
    "planets": PLANETS,
    "code": CODE,
    "lease": LEASE,
    "noisy": NOISY,
}
