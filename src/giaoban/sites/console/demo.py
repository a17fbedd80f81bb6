"""giaoban demo: the invented province, its last quarter closed, then the application."""

import os
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import Any

from .output import progress, say
from .serve import HOST, check_free, serve

TODAY = "2026-09-21"
REASON = "Còn cơ quan gửi chậm; chốt để kịp hạn báo cáo, số gửi sau ghi là đính chính."


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="chỉ nạp, không phục vụ")
    parser.add_argument("--province-scale", type=_scale, default=1.0, metavar="N", help="cỡ của tỉnh mẫu (1 = cả tỉnh)")
    parser.add_argument("--port", type=int, default=None, help="cổng phục vụ")


def _scale(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= 50:
        raise ArgumentTypeError(f"cỡ “{text}” phải là số trên 0, nhiều nhất 50")
    return value


def run(args: Namespace) -> int:
    """Load once, close the last quarter once, tell what there is to see, serve."""
    from django.conf import settings

    port = settings.OPTIONS.port if args.port is None else args.port
    if not args.no_serve:
        check_free(HOST, port)
    pretend_day(settings)
    load(args.province_scale)
    folder = close_last_quarter(settings.HOME)
    tell(port, folder)
    if not args.no_serve:
        serve(HOST, port)
    return 0


def pretend_day(settings: Any) -> None:
    """Write the demonstration's working day into the data folder on the first run; a folder with options of its own keeps them."""
    options = settings.HOME / "giaoban.toml"
    if not options.exists():
        settings.HOME.mkdir(parents=True, exist_ok=True)
        options.write_text(f'today = "{TODAY}"\n', "utf-8")
    os.environ.setdefault("GIAOBAN_TODAY", TODAY)
    settings.TODAY = settings.TODAY or TODAY


def load(scale: float) -> None:
    """Put the province into an empty database, whole or (when it is stopped) not at all; a loaded one stays as it is."""
    from django.core.management import call_command
    from django.db import transaction

    from .province.loading import all_steps
    from .province.officials import loaded

    call_command("migrate", verbosity=0, interactive=False)
    if loaded():
        say("Tỉnh mẫu đã có trong cơ sở dữ liệu, không nạp lại.")
        return
    began = time.perf_counter()
    with transaction.atomic():
        for _, step in progress(all_steps(scale), "Nạp tỉnh Sông Ngân"):
            step()
    say(f"Đã nạp tỉnh Sông Ngân ({time.perf_counter() - began:.0f} giây).")


def close_last_quarter(home: Path) -> Path:
    """Close 2026-Q3 as ``giaoban quarter close`` does, unless its documents are there already."""
    from .province.kit import LAST
    from .quarter import run_close

    folder = home / "van-ban" / LAST.code
    if not (folder / "figures.json").exists():
        run_close(Namespace(period=LAST.code, out=folder, force=REASON, json=False))
    return folder


def tell(port: int, folder: Path) -> None:
    from .province.officials import ACCOUNTS, PASSWORD
    from .province.scenes import SCENES

    say(f"\nĐịa chỉ: http://{HOST}:{port}/   (ngày làm việc: {TODAY[8:]}/{TODAY[5:7].lstrip('0')}/{TODAY[:4]})")
    say(f"Văn bản quý III năm 2026: {folder}")
    say(f"\nTài khoản (mật khẩu chung: {PASSWORD}):")
    for account in ACCOUNTS:
        say(f"  {account.username:<11} {account.full_name}, {account.post}")
    say("\nNên mở (đăng nhập lanhdao hoặc chuyenvien để thấy toàn tỉnh):")
    for scene in SCENES:
        say(f"  {scene.title}: http://{HOST}:{port}{scene.path()}\n      {scene.look}")
