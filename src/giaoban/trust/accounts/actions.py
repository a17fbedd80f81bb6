"""What an administrator does with accounts, and what everybody does with a password."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line, fold
from giaoban.trust.audit import actions as audit

from .choices import Event, Role, SearchPage
from .models import SavedSearch, SearchSeen, User
from .rules import reads_province

MOST_SEARCHES = 12


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput("Mật khẩu chưa đạt: %(why)s", why=" ".join(error.messages), field="password") from error
    if user.full_name and _bare(user.full_name) in _bare(password):
        raise InvalidInput("Mật khẩu chưa đạt: không dùng họ tên của chính mình.", field="password")


def _check(full_name: str, role: str, agency_ref: int | None, post: str) -> None:
    if role not in list(Role):
        raise InvalidInput("Không có vai trò “%(role)s”.", role=role, field="role")
    if not full_name.strip():
        raise InvalidInput("Ghi họ và tên của người dùng tài khoản.", field="full_name")
    if len(full_name) > 100 or len(post) > 150:
        raise InvalidInput("Họ tên dài nhất 100 chữ, chức vụ dài nhất 150 chữ.", field="full_name")
    if agency_ref is None and not reads_province(role):
        raise InvalidInput("Vai trò “%(role)s” làm việc trong một cơ quan. Chọn cơ quan.", role=Role.label_of(role), field="agency")


@transaction.atomic
def create_user(*, username: str, full_name: str, role: str, agency_ref: int | None, post: str = "", password: str, by: Actor) -> User:
    """Open an account. Whoever gets a password from an administrator must change it at the first log-in.

    Raises InvalidInput (bad name, role or weak password) or Conflict (the name is taken).
    """
    by.require("accounts.write")
    _check(full_name, role, agency_ref, post)
    plain = username.replace(".", "").replace("-", "").replace("_", "")
    if not username.isascii() or not plain.isalnum() or len(username) > 150:
        raise InvalidInput("Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm và gạch.", field="username")
    if User.objects.filter(username__iexact=username).exists():
        raise Conflict("Tên đăng nhập “%(name)s” đã có người dùng. Đề nghị chọn tên khác.", name=username, field="username")
    user = User(username=username, full_name=full_name.strip(), role=role, agency_ref=agency_ref, post=post)
    _check_password(password, user)
    user.set_password(password)
    user.must_change_password = by.user_id is not None
    user.date_joined = by.at
    user.save()
    audit.record(event=Event.USER_CREATED, ref=RecordRef("user", user.pk), details={"username": username, "role": role}, by=by)
    return user


@transaction.atomic
def change_user(*, user: User, full_name: str, role: str, agency_ref: int | None, post: str, is_active: bool, by: Actor) -> User:
    """Change what an account is. The last active administrator cannot be closed or changed to another role."""
    by.require("accounts.write")
    _check(full_name, role, agency_ref, post)
    administrators = list(User.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True).order_by("pk"))
    user = User.objects.select_for_update().get(pk=user.pk)
    if administrators == [user] and (role != Role.ADMINISTRATOR or not is_active):
        raise Conflict("Đây là quản trị viên cuối cùng. Lập quản trị viên khác trước khi khóa hoặc đổi vai trò.", field="role")
    wanted = (full_name.strip(), role, agency_ref, post, is_active)
    if (user.full_name, user.role, user.agency_ref, user.post, user.is_active) == wanted:
        return user
    closed = user.is_active and not is_active
    user.full_name, user.role, user.agency_ref, user.post, user.is_active = wanted
    user.save()
    details = {"role": role, "agency": agency_ref, "active": is_active}
    audit.record(event=Event.USER_CLOSED if closed else Event.USER_CHANGED, ref=RecordRef("user", user.pk), details=details, by=by)
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor) -> None:
    """Set a password: one's own, or anybody's for an administrator (who then must change it at the next log-in)."""
    own = by.user_id == user.pk
    if not own and not by.may("accounts.write"):
        raise NotAllowed("Chỉ quản trị viên đặt mật khẩu cho người khác.")
    if user.has_usable_password() and user.check_password(password):
        raise InvalidInput("Mật khẩu mới trùng mật khẩu đang dùng. Đề nghị chọn mật khẩu khác.", field="password")
    _check_password(password, user)
    user.set_password(password)
    user.must_change_password = not own
    user.save(update_fields=["password", "must_change_password"])
    audit.record(event=Event.PASSWORD_SET, ref=RecordRef("user", user.pk), details={"own": own}, by=by)


@transaction.atomic
def choose_language(*, user: User, language: str, by: Actor) -> None:
    """The language in which a person reads the desk: one's own choice only."""
    if by.user_id != user.pk:
        raise NotAllowed("Mỗi người tự chọn ngôn ngữ của mình.")
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput("Không có ngôn ngữ “%(language)s”.", language=language, field="language")
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    audit.record(event=Event.LANGUAGE_CHOSEN, ref=RecordRef("user", user.pk), details={"language": language}, by=by)


@transaction.atomic
def log_in(*, user: User, by: Actor) -> None:
    """Keep that a person logged in, and when. The site has checked the password."""
    user.last_login = by.at
    user.save(update_fields=["last_login"])
    audit.record(event=Event.LOGGED_IN, ref=RecordRef("user", user.pk), by=by)


@transaction.atomic
def save_search(*, page: str, name: str, query: str, shared: bool = False, last: int = 0, by: Actor) -> SavedSearch:
    """Keep a filter under a name; the same name of the same person again is changed. ``last``: the newest record seen by now."""
    if by.user_id is None:
        raise NotAllowed("Chỉ người có tài khoản lưu được phép tìm.")
    if page not in list(SearchPage):
        raise InvalidInput("Không có sổ “%(page)s”.", page=page[:20], field="page")
    name = clean_line(name, 60, "name")
    if not name:
        raise InvalidInput("Đặt tên cho phép tìm, như “Đất đai chưa xử lý”.", field="name")
    if not query or len(query) > 1000:
        raise InvalidInput("Chọn ít nhất một điều kiện lọc (không dài quá 1.000 chữ) rồi mới lưu.", field="query")
    known = SavedSearch.objects.filter(user_id=by.user_id, page=page)
    if known.exclude(name=name).count() >= MOST_SEARCHES:
        raise InvalidInput("Đã lưu %(most)s phép tìm. Bỏ bớt một phép tìm cũ.", most=MOST_SEARCHES, field="name")
    given = {"query": query, "shared": shared and by.agency_id is not None, "agency_ref": by.agency_id}
    search, _ = SavedSearch.objects.update_or_create(user_id=by.user_id, page=page, name=name, defaults=given)
    see_search(search=search, last=last, by=by)
    audit.record(event=Event.SEARCH_SAVED, ref=RecordRef("user", by.user_id), details={"page": page, "shared": search.shared}, by=by)
    return search


@transaction.atomic
def see_search(*, search: SavedSearch, last: int, by: Actor) -> None:
    """Everything up to this record has now been looked at by this person."""
    if by.user_id is not None:
        SearchSeen.objects.update_or_create(search=search, user_id=by.user_id, defaults={"last": last})


@transaction.atomic
def forget_search(*, search: SavedSearch, by: Actor) -> None:
    """Give up a saved search: one's own only."""
    if search.user_id != by.user_id:
        raise NotAllowed("Chỉ người lưu mới bỏ được phép tìm này.")
    row = SavedSearch.objects.filter(pk=search.pk).first()
    if row is None:
        raise NotFound("Phép tìm này đã bỏ rồi.")
    row.delete()
    audit.record(event=Event.SEARCH_FORGOTTEN, ref=RecordRef("user", by.user_id or 0), details={"page": search.page}, by=by)
