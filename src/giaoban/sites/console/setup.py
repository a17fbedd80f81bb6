"""giaoban setup: the database and the first administrator."""

import getpass
import os
import sys
from argparse import ArgumentParser, Namespace

from giaoban.core.values.errors import InvalidInput

from .output import say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--username", default="", help="tên đăng nhập của quản trị viên đầu tiên")
    parser.add_argument("--full-name", default="", help="họ và tên")
    parser.add_argument("--password-env", default="", metavar="BIẾN", help="đọc mật khẩu từ biến môi trường này thay vì hỏi")


def run(args: Namespace) -> int:
    """Bring the database to this release, then create the administrator when there is none yet."""
    from django.core.management import call_command

    from giaoban.trust.accounts.actions import create_user
    from giaoban.trust.accounts.choices import Role
    from giaoban.trust.accounts.models import User

    from .acting import operator

    call_command("migrate", verbosity=0, interactive=False)
    if User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
        say("Cơ sở dữ liệu đã sẵn sàng; đã có quản trị viên.")
        return 0
    username = args.username or _ask("Tên đăng nhập của quản trị viên: ", "--username")
    full_name = args.full_name or _ask("Họ và tên: ", "--full-name")
    user = create_user(
        username=username,
        full_name=full_name,
        role=Role.ADMINISTRATOR,
        agency_ref=None,
        post="Quản trị viên",
        password=_password(args),
        by=operator(),
    )
    say(f"Đã lập quản trị viên “{user.username}”. Chạy: giaoban serve")
    return 0


def _ask(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise InvalidInput("Thiếu %(option)s (không có người trả lời ở bàn phím).", option=option)
    return input(question).strip()


def _password(args: Namespace) -> str:
    if args.password_env:
        return os.environ.get(args.password_env, "")
    if not sys.stdin.isatty():
        raise InvalidInput("Thiếu %(option)s (không có người trả lời ở bàn phím).", option="--password-env")
    first = getpass.getpass("Mật khẩu (ít nhất 12 ký tự): ")
    if first != getpass.getpass("Nhắc lại mật khẩu: "):
        raise InvalidInput("Hai lần gõ mật khẩu khác nhau. Chạy lại lệnh.")
    return first
