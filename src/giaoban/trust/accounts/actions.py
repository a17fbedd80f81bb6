"""What an administrator does with accounts, and what everybody does with a password."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions as audit

from .choices import Event, Role
from .models import User


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput("Mật khẩu chưa đạt: %(why)s", why=" ".join(error.messages), field="password") from error


@transaction.atomic
def create_user(
    *, username: str, full_name: str, role: str, agency_ref: int | None, post: str = "", password: str, by: Actor
) -> User:
    """Open an account. Raises InvalidInput (bad name, role or weak password) or Conflict (the name is taken)."""
    by.require("accounts.write")
    if role not in Role.__members__.values():
        raise InvalidInput("Không có vai trò “%(role)s”.", role=role, field="role")
    if not username.isascii() or not username.replace(".", "").replace("-", "").replace("_", "").isalnum():
        raise InvalidInput("Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm và gạch.", field="username")
    if User.objects.filter(username__iexact=username).exists():
        raise Conflict("Tên đăng nhập “%(name)s” đã có người dùng. Đề nghị chọn tên khác.", name=username, field="username")
    user = User(username=username, full_name=full_name, role=role, agency_ref=agency_ref, post=post)
    _check_password(password, user)
    user.set_password(password)
    user.save()
    audit.record(event=Event.USER_CREATED, ref=RecordRef("user", user.pk), details={"username": username, "role": role}, by=by)
    return user


@transaction.atomic
def change_user(*, user: User, full_name: str, role: str, agency_ref: int | None, post: str, is_active: bool, by: Actor) -> User:
    """Change what an account is. The last active administrator cannot be closed or changed to another role."""
    by.require("accounts.write")
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and (role != Role.ADMINISTRATOR or not is_active) and not others.exists():
        raise Conflict("Đây là quản trị viên cuối cùng. Lập quản trị viên khác trước khi khóa hoặc đổi vai trò.", field="role")
    user.full_name, user.role, user.agency_ref, user.post, user.is_active = full_name, role, agency_ref, post, is_active
    user.save()
    event = Event.USER_CHANGED if is_active else Event.USER_CLOSED
    audit.record(event=event, ref=RecordRef("user", user.pk), details={"role": role, "active": is_active}, by=by)
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor) -> None:
    """Set a password: one's own, or anybody's for an administrator (who then must change it at the next log-in)."""
    own = by.user_id == user.pk
    if not own and not by.may("accounts.write"):
        raise NotAllowed("Chỉ quản trị viên đặt mật khẩu cho người khác.")
    _check_password(password, user)
    user.set_password(password)
    user.must_change_password = not own
    user.save()
    audit.record(event=Event.PASSWORD_SET, ref=RecordRef("user", user.pk), details={"own": own}, by=by)
