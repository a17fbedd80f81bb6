"""The message catalogue: every Vietnamese sentence shown to people, and its English.

``python -m tests.messages`` checks that the catalogue is current, ``--write`` merges what is new into it and compiles it.
Sentences come from templates, from the Python of the rooms and sites (whole strings; f-strings as patterns with places under the
context ``told``), from errors anywhere, and from the tables of law, calendar, indicators and roles. Official documents stay Vietnamese.
"""

import ast
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "giaoban"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
PLACE = re.compile(r"%\(\w+\)[sd]")
# Whole files are read where strings are for the screen; elsewhere only words of the law, refusals and marked sentences.
SHOWN = ("core/law", "core/days/calendar.py", "core/values", "trust", "registers", "figures", "rounds", "sites", "conf/main.py")
DOCUMENTS = (  # official papers, the invented province, and words to be recognised in papers
    "figures/forms", "rounds/meetings/rules.py", "rounds/reports/rules", "sites/console/province", "sites/console/repeats", "sites/portal", "sites/api",
    "core/law/loading.py", "sites/console/bench.py", "registers/petitions/rules/letters.py", "registers/petitions/rules/duplicates_text.py",
    "registers/petitions/rules/duplicates_rarity.py", "registers/petitions/rules/reception_book.py",
)  # fmt: skip
TABLES = {
    "core/law/data": {"label", "title", "event", "note", "consequence", "text", "suspension_paper", "unit"},
    "core/days/data": {"reason"},
    "figures/indicators/catalogue": {"section", "name", "short", "unit"},
    "trust/accounts/data": {"label", "help"},
}
CITED = {"basis"}
ERRORS = {"GiaoBanError", "InvalidInput", "RefusedByLaw", "NotAllowed", "NotFound", "Conflict", "WrongUse"}
EDGES = " \n,;·"  # what Teller leaves aside
MARKS = {"gettext_noop", "gettext", "gettext_lazy", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
HEAD = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: giaoban\\n"\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def place(node: ast.expr, taken: list[str]) -> str:
    """A name for what stands in an f-string: its last word, numbered when there are two."""
    words = [
        w for w in re.findall(r"[a-z]\w*", ast.unparse(node)) if w not in {"self", "len", "str", "if", "else", "lower", "join", "for", "in"}
    ]
    name = words[-1] if words else "value"
    number = sum(other.rstrip("0123456789") == name for other in taken)
    taken.append(f"{name}{number + 1}" if number else name)
    return "{" + taken[-1] + "}"


def pattern(node: ast.JoinedStr) -> str:
    taken: list[str] = []
    return "".join(str(p.value) if isinstance(p, ast.Constant) else place(p.value, taken) for p in node.values)  # type: ignore[attr-defined]


class Sentences(ast.NodeVisitor):
    """Calls written for xgettext, one for each sentence of a module."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole
        self.found: set[str] = set()
        self.marked = whole

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._within(node, self.marked or any("Kind" in ast.unparse(base) for base in node.bases))

    def visit_Assign(self, node: ast.Assign) -> None:
        message = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str) and PLACE.search(node.value.value)
        self._within(node, self.marked or bool(message))

    def visit_Call(self, node: ast.Call) -> None:
        name = called(node)
        if name in PLURAL and all(isinstance(a, ast.Constant) for a in node.args[:2]):
            one, many = (a.value for a in node.args[:2])  # type: ignore[attr-defined]
            self.found.add(f"ngettext({one!r}, {many!r}, n)")
            return
        if name in MARKS and node.args and isinstance(node.args[0], ast.Constant):
            self.found.add(f"gettext({node.args[0].value!r})")
            return
        if name in {"compile", "sub", "fullmatch", "search", "removeprefix", "split"}:
            return
        self._within(node, self.marked or name in ERRORS | MARKS)

    def visit_Constant(self, node: ast.Constant) -> None:
        if self.marked and isinstance(node.value, str) and VIETNAMESE.search(node.value):
            self.found.add(f"gettext({node.value.strip(EDGES)!r})")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        text = pattern(node).strip(EDGES)
        if self.marked and VIETNAMESE.search(re.sub(r"\{\w+\}", "", text)):
            self.found.add(f"pgettext('told', {text!r})")
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def _within(self, node: ast.AST, marked: bool) -> None:
        before, self.marked = self.marked, marked
        self.generic_visit(node)
        self.marked = before


def of_python() -> Iterator[str]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if "/migrations/" not in name:
            reader = Sentences(name.startswith(SHOWN) and not name.startswith(DOCUMENTS))
            reader.visit(ast.parse(path.read_text("utf-8")))
            yield from reader.found


def of_table(value: Any, keys: set[str], key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in CITED:
                yield from of_table(inner, keys, name)
    elif isinstance(value, list):
        for inner in value:
            yield from of_table(inner, keys, key)
    elif isinstance(value, str) and key in keys and VIETNAMESE.search(value):
        yield f"gettext({value.strip()!r})"


def of_templates() -> Iterator[str]:
    from django.utils.translation.template import templatize

    for path in sorted(SOURCE.rglob("*.html")):
        yield templatize(path.read_text("utf-8"), origin=path.name)


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def collect(folder: Path) -> Path:
    """The catalogue as it should be: every sentence of the sources, with the translations kept so far."""
    found = set(of_python())
    for place_, keys in TABLES.items():
        for path in sorted((SOURCE / place_).glob("*.toml")):
            found.update(of_table(tomllib.loads(path.read_text("utf-8")), keys))
    stub, pot, merged, final = (folder / name for name in ("stub.py", "all.pot", "merged.po", "final.po"))
    stub.write_text("\n".join([*sorted(found), *of_templates()]), "utf-8")
    words = ("--keyword=pgettext:1c,2", "--keyword=ngettext:1,2", "--from-code=UTF-8", "--language=Python")
    run("xgettext", *words, "--no-location", "--sort-output", "--no-wrap", "--output", pot, stub)
    known = CATALOGUE if CATALOGUE.exists() else pot
    run("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-location", "--sort-output", "--no-wrap", "--output-file", merged, known, pot)
    run("msgattrib", "--no-obsolete", "--no-location", "--sort-output", "--no-wrap", "--output-file", final, merged)
    entries = final.read_text("utf-8").split("\n\n", 1)[1]
    final.write_text(HEAD + "\n".join(line for line in entries.split("\n") if not line.startswith("#,")), "utf-8")
    return final


def compile_to(target: Path) -> None:
    run("msgfmt", "--output-file", target, CATALOGUE)


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.conf.settings")
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as place_:
        wanted = collect(Path(place_)).read_text("utf-8")
    if "--write" in words:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_text(wanted, "utf-8")
        compile_to(CATALOGUE.with_suffix(".mo"))
        return 0
    if not CATALOGUE.exists() or CATALOGUE.read_text("utf-8") != wanted:
        sys.stderr.write("Danh mục câu chữ không còn khớp mã nguồn: gọi `make messages`, dịch câu mới, rồi gọi lại.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
