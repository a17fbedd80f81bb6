"""An invented press item about an invented province."""

from typing import TYPE_CHECKING

import pytest

from giaoban.core.values.actors import Actor

if TYPE_CHECKING:
    from giaoban.rounds.intake.models import Paper
    from tests.factories.agencies import Agencies

TEXT = (
    "Hội nghị giao ban các cơ quan khối Nội chính và khối Dân vận quý III năm 2026\n\n"
    "Trong quý III năm 2026, các cơ quan đã tiếp trên 1.500 lượt công dân, giảm 20% so với cùng kỳ. Tiếp nhận 640 đơn.\n\n"
    "Đồng chí Lò Văn Khuê, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch UBND tỉnh chủ trì hội nghị. Kết luận hội nghị, đồng chí Phó Bí thư "
    "Thường trực Tỉnh ủy yêu cầu Thanh tra tỉnh chủ trì, phối hợp với Sở Tư pháp rà soát các cuộc thanh tra trước ngày 30/11/2026; "
    "Công an tỉnh kiểm tra việc thực hiện Chỉ thị số 26-CT/TW của Bộ Chính trị.\n\n"
    "Tại hội nghị đã trao Bằng khen của Chủ tịch UBND tỉnh cho 05 tập thể có thành tích xuất sắc.\n"
)


@pytest.fixture
def paper(agencies: "Agencies", actor: Actor) -> "Paper":
    from giaoban.rounds.intake.actions import read_paper

    return read_paper(name="Tin giao ban quý III", text=TEXT, by=actor)
