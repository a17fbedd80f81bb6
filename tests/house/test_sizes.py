"""One noun per file, one idea per function: 400 and 60 lines are walls."""

import ast

from tests.house.source import around, at, files, tree

LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 400, 60


def test_files_stay_below_the_wall() -> None:
    assert not [at(path) for path in (*files(), *around()) if len(path.read_text("utf-8").splitlines()) > LINES_OF_A_FILE]


def test_functions_stay_below_the_wall() -> None:
    nodes = [(path, node) for path in files() for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [at(path, node) for path, node in nodes if (node.end_lineno or 0) - node.lineno + 1 > LINES_OF_A_FUNCTION]
    assert not long
