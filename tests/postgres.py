"""A PostgreSQL server of the tests' own: made in a temporary folder, thrown away afterwards.

``python -m tests.postgres -- COMMAND ARGUMENTS`` runs a command with GIAOBAN_DATABASE naming the server. initdb refuses root, so as
root everything runs as the system user postgres.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

USER = "giaoban"
SYSTEM_USER = "postgres"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=50"
DEBIAN = Path("/usr/lib/postgresql")


def program(name: str) -> str:
    """The path of a PostgreSQL program: on PATH, else the newest of Debian's. Ends with a sentence when there is none."""
    if found := shutil.which(name):
        return found
    versions = sorted((p for p in DEBIAN.glob(f"*/bin/{name}")), key=lambda p: float(p.parent.parent.name))
    if not versions:
        raise SystemExit(f"Không thấy {name}. Cài PostgreSQL (gói postgresql) hoặc đặt thư mục bin của nó vào PATH.")
    return str(versions[-1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(*command: str, cwd: Path) -> None:
    as_user = SYSTEM_USER if os.geteuid() == 0 else None
    done = subprocess.run(
        command, cwd=cwd, user=as_user, group=as_user, extra_groups=[] if as_user else None, env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{Path(command[0]).name} dừng với mã {done.returncode}:\n{done.stderr}")


@contextmanager
def server() -> Iterator[str]:
    """A running server; the value is its URL for GIAOBAN_DATABASE. Stopped and deleted at the end, also after a failure."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="giaoban-pg-"))
    data, port = folder / "data", free_port()
    try:
        if os.geteuid() == 0:
            account = pwd.getpwnam(SYSTEM_USER)
            os.chown(folder, account.pw_uid, account.pw_gid)
        _run(initdb, "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", cwd=folder)
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} {FAST}"
        _run(pg_ctl, "-D", str(data), "-w", "-t", "60", "-l", str(folder / "log"), "-o", options, "start", cwd=folder)
        yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _run(pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop", cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        raise SystemExit("Cách dùng: python -m tests.postgres -- LỆNH THAM-SỐ")
    signal.signal(signal.SIGTERM, _interrupted)
    with server() as url:
        sys.stderr.write(f"GIAOBAN_DATABASE={url}\n")
        return subprocess.run(command, env={**os.environ, "GIAOBAN_DATABASE": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
