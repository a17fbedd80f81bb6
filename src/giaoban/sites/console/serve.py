"""giaoban serve: the application on this machine, by waitress."""

import errno
import socket
from argparse import ArgumentParser, Namespace

from giaoban.core.values.errors import InvalidInput

from .output import say

HOST = "127.0.0.1"
THREADS = 4


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help="địa chỉ nghe (mặc định chỉ máy này)")
    parser.add_argument("--port", type=int, default=None, help="cổng phục vụ")


def run(args: Namespace) -> int:
    from django.conf import settings

    port = settings.OPTIONS.port if args.port is None else args.port
    check_free(args.host, port)
    check_built()
    serve(args.host, port)
    return 0


def check_free(host: str, port: int) -> None:
    """Raises InvalidInput when the port cannot be used, naming what to do."""
    if not 1 <= port <= 65535:
        raise InvalidInput("Cổng %(port)s không dùng được: chọn số từ 1 đến 65535.", port=str(port))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                text = "Cổng %(port)s đang được chương trình khác dùng. Chọn cổng khác bằng --port, hoặc dừng chương trình kia."
                raise InvalidInput(text, port=str(port)) from error
            text = "Không nghe được ở %(host)s cổng %(port)s. Chọn địa chỉ của máy này và một cổng từ 1024 đến 65535."
            raise InvalidInput(text, host=host, port=str(port)) from error


def check_built() -> None:
    """Raises InvalidInput when the database is not that of this release."""
    from .doctor import OK, migrations

    if migrations().state != OK:
        raise InvalidInput("Cơ sở dữ liệu chưa được dựng hoặc chưa nâng cấp cho bản này. Chạy: giaoban setup.")


def serve(host: str, port: int) -> None:
    """Serve until stopped."""
    import waitress
    from django.core.wsgi import get_wsgi_application
    from waitress import parser

    parser.RequestEntityTooLarge = TooLarge

    say(f"Đang phục vụ tại http://{host}:{port}/ (dừng: Ctrl+C)")
    waitress.serve(get_wsgi_application(), host=host, port=port, threads=THREADS, ident=None, _quiet=True, **held_in_memory())


def held_in_memory() -> dict[str, int]:
    """What is sent stays in memory up to the largest file taken: waitress would put a scan of a denunciation plain into a temporary file.

    More is refused from the announced length on, twice the limit without any of it being read.
    """
    from django.conf import settings

    most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    return {"inbuf_overflow": 2 * most, "outbuf_overflow": 2 * most, "max_request_body_size": 2 * most}


class TooLarge:
    """What is said, before anything of it is read, to somebody who sends far more than is taken; the server's own words are English."""

    code = 413
    reason = "Request Entity Too Large"
    SENTENCE = "Tệp gửi lên quá lớn nên không nhận. Đề nghị tách tệp hoặc quét ở độ phân giải thấp hơn, rồi quay lại trang trước."

    def __init__(self, body: str) -> None:
        self.body = body

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        return f"{self.code} {self.reason}", [("Content-Type", "text/plain; charset=utf-8")], self.SENTENCE.encode()
