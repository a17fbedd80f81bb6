"""Calling commands wrongly, and machines that refuse: one Vietnamese sentence on stderr, nothing on stdout, 2 or 1."""

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from giaoban.conf.main import COMMANDS, main
from giaoban.sites.console.refusals import refusal_of, wrong_use
from tests.sites.console.conftest import ROOT, Answer, program

WRONG = [
    ([], "LỆNH"),
    (["nothing"], "nothing"),
    (["clocks"], "due|rules|replay"),
    (["clocks", "due"], "--start"),
    (["clocks", "due", "KN_ACCEPT_1", "--start"], "--start: thiếu giá trị"),
    (["clocks", "due", "KN_ACCEPT_1", "--star", "2026-01-05"], "--start"),
    (["clocks", "due", "KN_ACCEPT_1", "--start", "2026-01-05", "--json=3"], "--json không nhận giá trị"),
    (["clocks", "replay"], "--calendar"),
    (["read"], "FILE"),
    (["petitions", "load"], "FILE"),
    (["petitions", "duplicates"], "FILE.csv"),
    (["quarter", "close", "2026-Q3"], "--out"),
    (["figures", "explain", "TCD_LUOT"], "--period"),
    (["audit"], "verify"),
    (["backup"], "DEST"),
    (["restore"], "SRC"),
    (["bench", "nothing"], "chọn một trong: list"),
    (["bench", "list", "--existing", "x"], "số nguyên"),
    (["serve", "--port", "x"], "“x” không phải số nguyên"),
    (["demo", "--province-scale", "x"], "cỡ “x”"),
    (["--lang", "fr", "doctor"], "chọn một trong: vi, en"),
]
UNKNOWN = [
    ["read", "a.txt"], ["clocks", "due", "KN_ACCEPT_1", "--start", "2026-01-05"], ["clocks", "rules"], ["clocks", "replay", "--calendar", "a"],
    ["petitions", "load", "a.csv"], ["petitions", "duplicates", "a.csv"], ["quarter", "open", "2026-Q3"], ["quarter", "status", "2026-Q3"],
    ["quarter", "close", "2026-Q3", "--out", "a"], ["figures", "explain", "A", "--period", "2026"], ["audit", "verify"], ["backup", "a"],
    ["restore", "a"], ["doctor"], ["demo"], ["serve"], ["setup"], ["bench", "all"],
]  # fmt: skip


def one_sentence(answer: Answer) -> bool:
    return answer.out == "" and answer.err.count("\n") == 1 and "Traceback" not in answer.err


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) or "nothing at all" for words, _ in WRONG])
def test_wrong_use_is_one_sentence_and_exit_code_2(call: Callable[..., Answer], words: list[str], said: str) -> None:
    answer = call(*words)
    assert answer.code == 2
    assert one_sentence(answer)
    assert said in answer.err
    assert "argument" not in answer.err


@pytest.mark.parametrize("words", UNKNOWN, ids=" ".join)
def test_an_unknown_option_is_refused_by_every_command(call: Callable[..., Answer], words: list[str]) -> None:
    answer = call(*words, "--khong-co", "--json")
    assert answer.code == 2
    assert one_sentence(answer)
    assert "--khong-co" in answer.err


def test_every_command_is_among_them() -> None:
    assert {words[0] for words in UNKNOWN} == set(COMMANDS)


@pytest.mark.parametrize("words", [["--help"], *([command, "--help"] for command in COMMANDS)], ids=" ".join)
def test_help_is_vietnamese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert said.startswith("Cách gọi: giaoban")
    assert not {"usage:", "options:", "positional arguments:", "show this help"} & set(said.split("\n"))
    assert "exit" not in said


def test_what_argparse_says_newly_is_still_told() -> None:
    error = wrong_use("something of a later Python", "giaoban read")
    assert "something of a later Python" in str(error)
    assert "giaoban read --help" in str(error)


def test_pure_commands_need_no_database_and_leave_no_folder(tmp_path: Path) -> None:
    text = tmp_path / "tin.txt"
    text.write_text("Trong quý, toàn tỉnh tiếp 1.688 lượt công dân.", "utf-8")
    letters = tmp_path / "don.csv"
    letters.write_text("id,text\n1,Khiếu nại việc đất\n", "utf-8")
    for words in (
        ["clocks", "due", "KN_ACCEPT_1", "--start", "2026-01-05", "--json"],
        ["clocks", "rules", "--json"],
        ["read", str(text), "--json"],
        ["petitions", "duplicates", str(letters), "--json"],
    ):
        code = f"import sys; from giaoban.conf.main import main; code = main({words!r}); sys.exit(code or 'django.db' in sys.modules)"
        env = {"PYTHONPATH": str(ROOT / "src"), "GIAOBAN_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["audit", "verify"],
        ["quarter", "status", "2026-Q3"],
        ["figures", "explain", "TCD_LUOT", "--period", "2026-Q2"],
        ["backup", "b"],
        ["serve", "--port", "8798"],
    ],
    ids=" ".join,
)
def test_an_empty_installation_is_told_to_be_set_up(tmp_path: Path, words: list[str]) -> None:
    answer = program(*words, home=tmp_path / "home")
    assert answer.code == 1
    assert one_sentence(answer)
    assert "giaoban setup" in answer.err


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    answer = program("audit", "verify", "--json", home=tmp_path / "home", GIAOBAN_DATABASE="postgresql://ai@127.0.0.1:9/khong")
    assert answer.code == 1
    assert one_sentence(answer)
    assert "GIAOBAN_DATABASE" in answer.err


@pytest.mark.parametrize(
    ("text", "said"),
    [("port = ", "TOML"), ("portt = 1", "portt"), ('port = "x"', "giá trị"), ('today = "2026-99-01"', "giá trị"),
     ('database = "mysql://a/b"', "postgresql://")],
)  # fmt: skip
def test_options_that_cannot_be_read_are_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "giaoban.toml").write_text(text, "utf-8")
    answer = program("audit", "verify", home=tmp_path / "home")
    assert answer.code == 1
    assert one_sentence(answer)
    assert said in answer.err
    assert "giaoban.toml" in answer.err


def test_refusals_of_the_machine_are_in_words() -> None:
    assert "ổ đĩa đầy" in str(refusal_of(OSError(errno.ENOSPC, "No space left on device", "b.part")))
    assert "b.part" in str(refusal_of(OSError(errno.ENOSPC, "No space left on device", "b.part")))
    assert refusal_of(KeyError("x")) is None


def test_a_fault_of_the_application_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    from giaoban.sites.console import clocks

    monkeypatch.setattr(clocks, "describe_rules", {}.popitem)
    with pytest.raises(KeyError):
        main(["clocks", "rules"])


@pytest.mark.parametrize("words", UNKNOWN, ids=" ".join)
def test_the_language_may_be_asked_for_anywhere(call: Callable[..., Answer], words: list[str]) -> None:
    said = {call(*place, "--khong-co").err for place in (["--lang", "en", *words], [*words, "--lang", "en"], [*words, "--lang=en"])}
    assert len(said) == 1
    assert said != {call(*words, "--khong-co").err}


@pytest.mark.parametrize("port", ["0", "-1", "99999"])
def test_a_port_that_is_none_is_refused(call: Callable[..., Answer], port: str) -> None:
    for command in ("serve", "demo"):
        answer = call(command, f"--port={port}")
        assert answer.code == 1
        assert one_sentence(answer)
        assert "từ 1 đến 65535" in answer.err
