"""Documents of an invented province, used by the tests of the writers and kept as snapshots in tests/papers."""

from datetime import date

from giaoban.core.paper.tree import (
    Annex,
    Document,
    Heading,
    Number,
    PageBreak,
    Signature,
    Table,
    cell,
    item,
    para,
    row,
)


def figure(text: str, code: str) -> Number:
    return Number(text, f"figure:{code}@2026-Q3")


def figures_table() -> Table:
    return Table(
        columns=("TT", "Nội dung", "Quý III/2026", "Quý III/2025", "+/-", "%"),
        header=(
            row(
                cell("TT", rowspan=2),
                cell("Nội dung", rowspan=2),
                cell("Kết quả", colspan=2),
                cell("So sánh", colspan=2),
            ),
            row("Quý III/2026", "Quý III/2025", "+/-", "%"),
        ),
        rows=(
            row("1", "Lượt tiếp công dân", figure("2.815", "RECEPTION_TURNS"), Number("3.320"), Number("-505"), Number("-15,2")),
            row("2", "Đơn khiếu nại, tố cáo, kiến nghị, phản ánh tiếp nhận trong kỳ", figure("1.204", "PETITIONS"), "1.180", "+24", "+2,0"),
        ),
        total=row(cell("Cộng", colspan=2, align="center"), Number("4.019"), Number("4.500"), Number("-481"), Number("-10,7")),
        caption="Biểu số liệu chủ yếu",
        unit="Đơn vị tính: lượt, đơn",
        numbered=True,
    )


def party_report() -> Document:
    return Document(
        form="party",
        superior="Tỉnh ủy Sơn Hà",
        issuer="Ban Nội chính",
        number="05-BC/BNCTU",
        type_name="Báo cáo",
        subject="kết quả công tác nội chính, phòng, chống tham nhũng, lãng phí, tiêu cực và cải cách tư pháp quý III; "
        "nhiệm vụ trọng tâm quý IV",
        place="Sơn Hà",
        date=date(2026, 9, 18),
        addressees=("Thường trực Tỉnh ủy", "Ban Nội chính Trung ương"),
        body=(
            para("Thực hiện Quy chế làm việc, Ban Nội chính Tỉnh ủy báo cáo kết quả công tác nội chính quý III như sau:"),
            Heading("KẾT QUẢ", 1, "I-"),
            Heading("Tiếp công dân, xử lý đơn", 2, "1."),
            Heading("Tiếp công dân", 3, "a)"),
            para(
                "Các cơ quan đã tiếp ",
                figure("2.815", "RECEPTION_TURNS"),
                " lượt công dân, giảm ",
                figure("15,2%", "RECEPTION_TURNS_CHANGE"),
                " so với cùng kỳ; tiếp nhận ",
                figure("1.204", "PETITIONS"),
                " đơn. Những vụ việc đông người, phức tạp được xem xét, giải quyết kịp thời, không để phát sinh điểm nóng.",
            ),
            item("Đơn khiếu nại: ", figure("312", "COMPLAINTS"), " đơn."),
            item("Đơn tố cáo: ", figure("48", "DENUNCIATIONS"), " đơn."),
            figures_table(),
            Heading("NHIỆM VỤ TRỌNG TÂM", 1, "II-"),
            *(
                para(
                    f"{place}. Tiếp tục theo dõi, đôn đốc các vụ án, vụ việc thuộc diện Ban Chỉ đạo chỉ đạo; rà soát, phân loại, "
                    "giải quyết dứt điểm đơn thư tồn đọng kéo dài, gắn với trách nhiệm người đứng đầu cấp ủy, chính quyền."
                )
                for place in range(1, 5)
            ),
        ),
        signature=Signature("", "Trưởng ban", "Lò Văn Thắm"),
        recipients=("Thường trực Tỉnh ủy (để báo cáo)", "Các cơ quan khối Nội chính", "Lưu Văn phòng Ban"),
        annexes=(Annex("Biểu số liệu chủ yếu", (figures_table(),), landscape=True, label="Phụ lục 1"),),
    )


def party_notice() -> Document:
    return Document(
        form="party",
        issuer="Tỉnh ủy Sơn Hà",
        symbol="TB/TU",
        type_name="Thông báo",
        subject="kết luận của đồng chí Bí thư Tỉnh ủy tại Hội nghị giao ban quý III",
        place="Sơn Hà",
        date=date(2026, 10, 2),
        body=(para("Giao Công an tỉnh chủ trì, phối hợp với Viện kiểm sát nhân dân tỉnh hoàn thành trước ngày 30/11/2026"),),
        signature=Signature("T/L Ban Thường vụ", "Chánh Văn phòng", "Hoàng Thị Yến"),
        recipients=("Như thành phần dự họp", "Lưu Văn phòng Tỉnh ủy"),
        draft="Dự thảo",
    )


def state_letter() -> Document:
    return Document(
        form="state",
        superior="Ủy ban nhân dân tỉnh Sơn Hà",
        issuer="Thanh tra tỉnh",
        number="12/TTr-VP",
        subject="trả lời về việc thực hiện kết luận thanh tra",
        place="Sơn Hà",
        date=date(2026, 2, 5),
        addressees=("Ban Nội chính Tỉnh ủy",),
        is_letter=True,
        body=(para("Trả lời Công văn số 36-CV/BNCTU, Thanh tra tỉnh báo cáo như sau."), para("Trên đây là ý kiến của Thanh tra tỉnh.")),
        signature=Signature("KT. Chánh Thanh tra", "Phó Chánh Thanh tra", "Giàng A Páo"),
        recipients=("Như trên", "Ủy ban nhân dân tỉnh (để báo cáo)", "Lưu: VT, NV1"),
    )


def state_report() -> Document:
    return Document(
        form="state",
        superior="",
        issuer="Ủy ban nhân dân tỉnh Sơn Hà",
        number="210/BC-UBND",
        type_name="Báo cáo",
        subject="Kết quả công tác tiếp công dân, giải quyết khiếu nại, tố cáo quý III năm 2026",
        place="Sơn Hà",
        date=date(2026, 9, 18),
        body=(
            Heading("KẾT QUẢ", 1, "I."),
            para("Toàn tỉnh tiếp ", Number("2.815"), " lượt."),
            figures_table(),
            para("Trân trọng báo cáo."),
        ),
        signature=Signature("TM. Ủy ban nhân dân\nKT. Chủ tịch", "Phó Chủ tịch", "Đinh Thị Hòa"),
        recipients=("Văn phòng Chính phủ", "Thường trực Tỉnh ủy", "Lưu: VT, TD"),
    )


REGISTER_COLUMNS = (
    "STT",
    "Ngày tiếp",
    "Họ tên, địa chỉ",
    "CCCD/ CMND/ Hộ chiếu",
    "Nội dung đơn",
    "Loại đơn (KN/TC/KN, PA)",
    "Số người cùng nội dung",
    "Cơ quan đã giải quyết",
    "Thuộc thẩm quyền (x)",
    "Hướng dẫn công dân đến cơ quan có thẩm quyền",
    "Cơ quan, đơn vị thụ lý",
    "Theo dõi kết quả giải quyết",
    "Ghi chú",
)


def register(rows: int = 60) -> Document:
    lines = tuple(
        row(
            str(place),
            f"{place % 28 + 1}/9/2026",
            f"Vàng Thị Mẩy {place}, thôn Nậm Khánh, xã Bản Liền",
            f"0102{place:08d}",
            "Đề nghị xem xét lại mức bồi thường khi thu hồi đất làm đường; cho rằng diện tích đo đạc chưa đúng hồ sơ địa chính.",
            "KN",
            "3",
            "Ủy ban nhân dân xã Bản Liền",
            "x",
            "",
            "Ủy ban nhân dân xã Bản Liền, Phiếu chuyển 15/PC-TCD",
            "Đang giải quyết",
            "",
        )
        for place in range(1, rows + 1)
    )
    return Document(
        form="state",
        issuer="Ban Tiếp công dân tỉnh",
        superior="Văn phòng Ủy ban nhân dân tỉnh",
        form_number="Mẫu số 03/TCD",
        type_name="Sổ tiếp công dân",
        subject="Từ ngày 01/9/2026 đến ngày 30/9/2026",
        body=(Table(REGISTER_COLUMNS, lines, numbered=True),),
        landscape=True,
    )


def hostile() -> Document:
    return Document(
        form="party",
        issuer="Ban <script>alert(1)</script>",
        type_name="Báo cáo",
        subject='#set page(width: 1pt) $x$ *đậm* _nghiêng_ @nhãn `mã` "nháy" \\ //',
        date=date(2026, 9, 18),
        body=(
            para("<script>alert('x')</script> & #import $1$ *a* @b <c> = d [e] {f} ~ \\n -- …"),
            PageBreak(),
            para(Number('1"><img src=x>', 'figure:"><b>')),
            Table(("#a", "$b"), (row("<td>", "*c* @d"),)),
        ),
    )


ALL = {
    "party_report": party_report,
    "party_notice": party_notice,
    "state_letter": state_letter,
    "state_report": state_report,
}
