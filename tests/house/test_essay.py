"""What the essay claims: every command, page and test that is named for it is really there."""

import ast
import re

import pytest
from tests.essay import CLAIMS, Claim, claims, outcomes, written
from tests.world import ROOT
from typer.main import get_command

from sevendoors.cli.main import app
from sevendoors.web.routes import PAGES

EVERY = {claim.key: claim for claim in claims()}
ESSAY = ROOT.parent / "shared" / "seed" / "essay.txt"


@pytest.fixture(params=sorted(EVERY))
def claim(request: pytest.FixtureRequest) -> Claim:
    return EVERY[request.param]


def test_its_command_is_there(claim: Claim) -> None:
    program, name, *more = claim.command.split()
    known = get_command(app).commands  # type: ignore[attr-defined]
    assert program == "doors"
    assert name in known
    options = {option for one in known[name].params for option in one.opts}
    assert {word for word in more if word.startswith("-")} <= options


def test_its_page_is_there(claim: Claim) -> None:
    addresses = [re.sub(r"\{\w+\}", "[^/]+", page.path) for page in PAGES if page.method == "GET"]
    assert any(re.fullmatch(address, claim.page) for address in addresses)


def test_its_tests_are_there(claim: Claim) -> None:
    assert claim.tests
    for node in claim.tests:
        file, _, name = node.partition("::")
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        found = [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
        assert name in found, node


def test_what_may_be_said_stands_beside_what_may_not(claim: Claim) -> None:
    told = written(1, claim, dict.fromkeys(claim.tests, "passed"))
    assert "May be said:" in told
    assert "Must not be said:" in told
    assert claim.may.rstrip(".") != claim.must_not.rstrip(".")


def test_a_test_with_several_cases_passed_only_if_all_did() -> None:
    report = (
        '<testsuites><testsuite><testcase file="t.py" name="test_a[1]"/>'
        '<testcase file="t.py" name="test_a[2]"><failure/></testcase>'
        '<testcase file="t.py" name="test_b"/>'
        '<testcase file="t.py" name="test_c"><skipped/></testcase></testsuite></testsuites>'
    )
    nodes = ["t.py::test_a", "t.py::test_b", "t.py::test_c", "t.py::test_d"]
    assert list(outcomes(nodes, report).values()) == ["failed", "passed", "skipped", "not there"]


@pytest.mark.skipif(not ESSAY.exists(), reason="the essay is not beside this checkout")
def test_the_claims_are_said_in_our_own_words() -> None:
    theirs = _runs(ESSAY.read_text("utf-8"))
    ours = _runs(CLAIMS.read_text("utf-8"))
    assert not theirs & ours


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z']+", text.casefold())
    return {tuple(words[n : n + 6]) for n in range(len(words) - 5)}
