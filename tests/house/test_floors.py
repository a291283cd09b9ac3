"""Imports go down only, modules and functions stay small, starting up stays light."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.world import ROOT

SOURCE = ROOT / "src" / "sevendoors"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 300, 50
MEDIAN_MODULE, P90_FUNCTION = 120, 30


def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text("utf-8"))
    return [
        (f"{path.relative_to(SOURCE)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_module_is_longer_than_a_person_reads_in_one_go() -> None:
    sizes = {p: len(p.read_text("utf-8").splitlines()) for p in MODULES}
    too_long = {str(p.relative_to(SOURCE)): n for p, n in sizes.items() if n > LONGEST_MODULE}
    assert too_long == {}, "fix: split these modules by what they are about"
    assert sorted(sizes.values())[len(sizes) // 2] <= MEDIAN_MODULE


def test_no_function_is_longer_than_a_page() -> None:
    sizes = [size for path in MODULES for size in functions(path)]
    assert {name: n for name, n in sizes if n > LONGEST_FUNCTION} == {}, "fix: split them"
    lengths = sorted(n for _, n in sizes)
    assert lengths[int(len(lengths) * 0.9)] <= P90_FUNCTION


def test_the_floors_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (
        done.stdout + "fix: imports go down only, see docs/explain/house.md"
    )


def test_help_loads_no_numbers_and_no_model() -> None:
    program = (
        "import sys\n"
        "sys.argv = ['doors', '--help']\n"
        "from sevendoors.cli.main import run\n"
        "try:\n    run()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'numpy', 'docx', 'jinja2', 'sevendoors.engines'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_public_thing_has_a_docstring_that_begins_with_one_sentence() -> None:
    bare = []
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        things = [tree, *(n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef))]
        for thing in things:
            name = getattr(thing, "name", path.name)
            doc = ast.get_docstring(thing)
            if not name.startswith("_") and (
                not doc or not doc.splitlines()[0].endswith((".", ":"))
            ):
                bare.append(f"{path.relative_to(SOURCE)}:{name}")
    # A module's first line may also end with an example of its command.
    assert bare == []
