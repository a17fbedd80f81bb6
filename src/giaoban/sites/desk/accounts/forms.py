"""Forms of accounts."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.trust.accounts.choices import Role

from ..shell.forms import DeskForm, agency_choices

SECRET = {"autocomplete": "new-password", "maxlength": "200"}


class LogInForm(AuthenticationForm):
    """Name and password."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."),
        "inactive": _("Tài khoản này đã khóa. Đề nghị liên hệ quản trị viên."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")


class PasswordForm(DeskForm):
    """One's own new password, typed twice."""

    widths = {"current": "full", "password": "half", "again": "half"}
    current = forms.CharField(
        label=_("Mật khẩu đang dùng"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        widget=forms.PasswordInput(attrs=SECRET),
        strip=False,
        help_text=_("Ít nhất 12 ký tự, không chỉ có số, không có tên mình."),
    )
    again = forms.CharField(label=_("Nhập lại mật khẩu mới"), widget=forms.PasswordInput(attrs=SECRET), strip=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_current(self) -> str:
        if not self.user.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError(_("Mật khẩu đang dùng chưa đúng."))
        return str(self.cleaned_data["current"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("Hai lần nhập mật khẩu mới chưa giống nhau."))
        return data


class UserForm(DeskForm):
    """What an account is."""

    widths = {"full_name": "half", "post": "half", "role": "half", "agency": "half"}
    full_name = forms.CharField(label=_("Họ và tên"), max_length=100)
    post = forms.CharField(label=_("Chức vụ"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    agency = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, empty=_("Không thuộc cơ quan nào"))


class NewUserForm(UserForm):
    """A new account with its first password."""

    widths = {**UserForm.widths, "username": "half", "password": "half"}
    username = forms.CharField(label=_("Tên đăng nhập"), max_length=150, help_text=_("Chữ không dấu, số, dấu chấm, gạch."))
    password = forms.CharField(
        label=_("Mật khẩu lần đầu"),
        widget=forms.PasswordInput(attrs=SECRET),
        strip=False,
        help_text=_("Ít nhất 12 ký tự; người dùng phải đổi khi đăng nhập lần đầu."),
    )


class ChangeUserForm(UserForm):
    """An account that exists."""

    is_active = forms.BooleanField(
        label=_("Đang dùng"), required=False, help_text=_("Bỏ chọn để khóa tài khoản; việc đã làm vẫn còn trong nhật ký.")
    )


class ResetForm(DeskForm):
    """A password set for somebody else."""

    widths = {"password": "full"}
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        widget=forms.PasswordInput(attrs=SECRET),
        strip=False,
        help_text=_("Người dùng phải đổi ở lần đăng nhập tới."),
    )
