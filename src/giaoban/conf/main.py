"""The entry point ``giaoban``: finds the command, runs it, and turns every refusal into one sentence and an exit code (0, 1, 2)."""

import argparse
import importlib
import os
import sys
from typing import Any

from giaoban import __version__
from giaoban.core.values.errors import GiaoBanError, WrongUse
from giaoban.sites.console.output import say, translator
from giaoban.sites.console.refusals import refusal_of, wrong_use

# command -> (module of sites.console, needs the database, one line of help)
COMMANDS = {
    "read": ("read", False, "đọc văn bản, đề xuất số liệu, văn bản dẫn, người, việc, khen thưởng"),
    "clocks": ("clocks", False, "tính thời hạn theo luật: due, rules, replay"),
    "petitions": ("petitions", True, "nạp đơn từ tệp: load, duplicates, index"),
    "quarter": ("quarter", True, "kỳ số liệu: open, status, close"),
    "figures": ("figures", True, "giải thích một số liệu: explain"),
    "audit": ("audit", True, "kiểm tra nhật ký và số liệu đã chốt: verify"),
    "backup": ("backup", True, "sao lưu"),
    "restore": ("restore", True, "khôi phục từ bản sao lưu"),
    "doctor": ("doctor", True, "khám một bản cài đặt"),
    "demo": ("demo", True, "tỉnh mẫu: nạp, chốt quý, phục vụ"),
    "serve": ("serve", True, "phục vụ ứng dụng"),
    "bench": ("bench", True, "đo tốc độ"),
    "setup": ("setup", True, "tạo cơ sở dữ liệu và tài khoản quản trị"),
}


class Help(argparse.HelpFormatter):
    """Lines of help in the language of the command."""

    translate = staticmethod(str)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self.translate("Cách gọi: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and self.translate(heading))

    def add_text(self, text: str | None) -> None:
        super().add_text(text if text in (None, argparse.SUPPRESS) else self.translate(text))

    def _expand_help(self, action: argparse.Action) -> str:
        return self.translate(super()._expand_help(action))


class Parser(argparse.ArgumentParser):
    """Wrong use is one sentence and exit code 2; an option is written whole. --lang and --help may stand after any word of a command."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"allow_abbrev": False, "formatter_class": Help, "add_help": False, **options})
        self._positionals.title, self._optionals.title = "Tham số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help="in các dòng này rồi thôi")
        self.add_argument("--lang", choices=["vi", "en"], default=argparse.SUPPRESS, help="tiếng của thông báo")

    def error(self, message: str) -> None:  # type: ignore[override]
        raise wrong_use(message, self.prog)


def build_parser(name: str | None) -> Parser:
    parser = Parser(prog="giaoban", description="Hệ thống làm việc của hội nghị giao ban")
    parser.add_argument("--version", action="version", version=__version__, help="in phiên bản rồi thôi")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser, metavar="LỆNH")
    for command, (module, _, help_line) in COMMANDS.items():
        sub = commands.add_parser(command, help=help_line)
        if command == name:
            importlib.import_module(f"giaoban.sites.console.{module}").arguments(sub)
    return parser


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.conf.settings")
    import django

    django.setup()


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    name = next((word for word in words if word in COMMANDS), None)
    lang = (
        "en"
        if "--lang=en" in words or ("--lang" in words and "en" in words[words.index("--lang") + 1 : words.index("--lang") + 2])
        else "vi"
    )
    translate = translator(lang)
    Help.translate = staticmethod(translate)
    try:
        args = build_parser(name).parse_args(words)
        module = importlib.import_module(f"giaoban.sites.console.{COMMANDS[args.command][0]}")
        if not getattr(args, "pure", not COMMANDS[args.command][1]):
            start_django()
        return int(args.run(args) if hasattr(args, "run") else module.run(args))
    except WrongUse as error:
        say(error.text(translate))
        return 2
    except GiaoBanError as error:
        say(error.text(translate))
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        if (refusal := refusal_of(error)) is None:
            raise
        say(refusal.text(translate))
        return 1
    except KeyboardInterrupt:
        say(translate("Đã dừng; không có gì bị ghi dở."))
        return 130


if __name__ == "__main__":
    sys.exit(main())
