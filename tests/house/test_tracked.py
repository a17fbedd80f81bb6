"""What is tracked names no machine, no person's folder and no place packages come from."""

import re
import subprocess
from pathlib import Path

from tests.house.source import ROOT

HOSTS = ("py" + "pi.org", "python" + "hosted.org", "art" + "ifactory", "npm" + "js.org", "registry." + "npm", "--index" + "-url http")
FOLDERS = ("/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/", "/tm" + "p/bash")
PATTERN = re.compile("|".join(re.escape(word) for word in HOSTS + FOLDERS).encode(), re.IGNORECASE)
BINARY = {".ttf", ".woff2", ".png", ".jpg", ".jpeg", ".pdf", ".docx", ".xlsx", ".mo", ".tiff", ".ods", ".ico"}
LARGEST = 1_000_000


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    return [path for name in names if name and (path := ROOT / name).is_file()]


def test_no_tracked_text_names_a_machine_or_a_package_host() -> None:
    texts = [path for path in tracked() if path.suffix not in BINARY]
    found = {str(path.relative_to(ROOT)): match[0] for path in texts if (match := PATTERN.search(path.read_bytes()))}
    assert not found


def test_nothing_large_is_tracked() -> None:
    assert not [str(path.relative_to(ROOT)) for path in tracked() if path.stat().st_size > LARGEST]


def test_the_patterns_find_what_they_look_for() -> None:
    assert PATTERN.search(b"cd /wo" + b"rk/main")
    assert PATTERN.search(b"https://py" + b"pi.org/simple")
    assert not PATTERN.search(b"make demo")
