"""Officials with posts, and the accounts of the demonstration."""

from dataclasses import dataclass
from datetime import date

from giaoban.core.values.actors import Actor
from giaoban.registers.people.actions import create_person, give_post
from giaoban.registers.people.models import Agency, Person
from giaoban.trust.accounts.actions import create_user
from giaoban.trust.accounts.choices import Role
from giaoban.trust.accounts.models import User
from giaoban.trust.accounts.queries import user_named

PASSWORD = "songngan-2026"  # noqa: S105 - the password of a demonstration without real data, printed for whoever tries it
CHAIR, CHAIR_POST, SIGNER = "Lường Ích Nhuận", "Bí thư Tỉnh ủy", "Đỗ Khắc Thạo"
TERM_BEGINS = date(2025, 10, 15)


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    full_name: str
    role: str
    agency: str
    post: str


ACCOUNTS = (
    Account("tiepdan", "Nông Thị Hồng Biên", Role.CLERK, "ban-tiep-cong-dan", "Cán bộ tiếp dân"),
    Account("truongban", "Quan Thị Hương Mây", Role.APPROVER, "ban-tiep-cong-dan", "Trưởng Ban Tiếp công dân"),
    Account("chuyenvien", "Trịnh Viết Khiêm", Role.SPECIALIST, "van-phong-tinh-uy", "Chuyên viên tổng hợp"),
    Account("baocao", "Bế Thị Niệm", Role.REPORTER, "so-nnmt", "Đầu mối báo cáo"),
    Account("lanhdaoso", "Vũ Đình Hoạch", Role.APPROVER, "so-nnmt", "Giám đốc Sở"),
    Account("lanhdao", SIGNER, Role.LEADER, "tinh-uy", "Chánh Văn phòng Tỉnh ủy"),
    Account("quantri", "Hứa Sinh Cắng", Role.ADMINISTRATOR, "van-phong-tinh-uy", "Quản trị viên"),
    Account("kiemtra", "Mai Thị Bích Khuyên", Role.AUDITOR, "ubkt", "Người kiểm tra nhật ký"),
)
POSTS = (
    (CHAIR, "tinh-uy", CHAIR_POST),
    (SIGNER, "van-phong-tinh-uy", "Chánh Văn phòng Tỉnh ủy"),
    ("Giàng A Lử", "ubnd-tinh", "Chủ tịch UBND tỉnh"),
    ("Tạ Thị Kim Nhàn", "ban-noi-chinh", "Trưởng Ban Nội chính Tỉnh ủy"),
    ("Triệu Kim Nhậy", "ban-tuyen-giao-dan-van", "Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy"),
    ("Ngô Hữu Nghị", "ubkt", "Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy"),
    ("Đinh Bá Vịnh", "thanh-tra-tinh", "Chánh Thanh tra tỉnh"),
    ("Vũ Đình Hoạch", "so-nnmt", "Giám đốc Sở Nông nghiệp và Môi trường"),
    ("Hoàng Đức Kham", "cong-an-tinh", "Giám đốc Công an tỉnh"),
    ("Lò Văn Tưới", "vksnd-tinh", "Viện trưởng Viện kiểm sát nhân dân tỉnh"),
    ("Phạm Thị Thu Thoa", "tand-tinh", "Chánh án Tòa án nhân dân tỉnh"),
    ("Vi Thị Sao Phấn", "mttq", "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh"),
)


def appoint(agencies: dict[str, Agency], by: Actor) -> dict[str, Person]:
    """Record the officials and their posts."""
    found = {}
    for name, agency, title in POSTS:
        person = found[name] = create_person(name=name, by=by)
        give_post(person=person, agency=agencies[agency], title=title, starts_on=TERM_BEGINS, term="2025-2030", by=by)
    return found


def open_accounts(agencies: dict[str, Agency], by: Actor) -> list[User]:
    """Open the accounts that are not there yet. All have the same known password."""
    return [
        user_named(a.username)
        or create_user(
            username=a.username,
            full_name=a.full_name,
            role=a.role,
            agency_ref=agencies[a.agency].pk,
            post=a.post,
            password=PASSWORD,
            by=by,
        )
        for a in ACCOUNTS
    ]


def loaded() -> bool:
    """Whether the province is in this database: the accounts are opened last."""
    return user_named(ACCOUNTS[-1].username) is not None
