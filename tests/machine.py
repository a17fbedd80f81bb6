"""What the tests need of the machine: Chromium, fonts, OCR and PostgreSQL. Installs Debian's packages when it may, else names them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NEEDS = {
    "chromium": lambda: shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"),
    "fonts-croscore": lambda: any(Path("/usr/share/fonts").rglob("Tinos-Regular.ttf")),
    "tesseract-ocr": lambda: shutil.which("tesseract"),
    "tesseract-ocr-vie": lambda: any(Path("/usr/share").glob("tesseract-ocr/*/tessdata/vie.traineddata")),
    "postgresql": lambda: shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    "gettext": lambda: shutil.which("msgfmt"),
}


def missing() -> list[str]:
    """Debian packages that are not there."""
    return [package for package, found in NEEDS.items() if not found()]


def install(packages: list[str]) -> bool:
    """Try apt-get, as root or by a sudo that asks nothing. True when everything is there afterwards."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"] if shutil.which("sudo") else None
    if prefix is None:
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]):
        if subprocess.run([*prefix, *command], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
            return False
    return not missing()


def main() -> int:
    if not (packages := missing()):
        return 0
    sys.stderr.write(f"Cài gói còn thiếu cho phép thử: {', '.join(packages)}\n")
    if install(packages):
        return 0
    sys.stderr.write(f"Phép thử cần các gói: {' '.join(missing())}. Trên Debian: apt-get install {' '.join(missing())}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
