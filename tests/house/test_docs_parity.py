"""What is documented exists, and what exists is documented."""

import re
import tomllib

from tests.world import ROOT

from sevendoors.cli.main import COMMANDS

DOCS = ROOT / "docs"


def test_every_command_is_in_the_guide() -> None:
    guide = (DOCS / "reference" / "commands.md").read_text("utf-8")
    assert {name for name, _ in COMMANDS if f"doors {name}" not in guide} == set()


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[>=<\[ ]", line)[0] for line in project["dependencies"]]
    reasons = (DOCS / "decisions" / "0002-dependencies.md").read_text("utf-8")
    assert len(names) <= 16
    assert [name for name in names if f"**{name}**" not in reasons] == []


def test_every_link_in_the_docs_leads_somewhere() -> None:
    for page in [*DOCS.rglob("*.md"), ROOT / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_verb_of_the_makefile_is_in_the_house_page() -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    house = (DOCS / "explain" / "house.md").read_text("utf-8")
    for verb in ("try", "test", "check", "fix", "docs", "new", "golden", "bench", "evidence"):
        assert re.search(rf"^{verb}:", make, re.MULTILINE), verb
        assert f"make {verb}" in house, verb
