"""Shows each claim of the essay, where it works here, whether its tests pass: `make essay`."""

import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from xml.etree import ElementTree

from tests.world import ROOT

CLAIMS = ROOT / "tests" / "essay.toml"
_WIDE = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim: what it says, where it works, by which tests, and how far research carries it."""

    key: str
    claims: str
    here: str
    command: str
    page: str
    tests: tuple[str, ...]
    may: str
    must_not: str


def claims() -> tuple[Claim, ...]:
    """Give the claims in the essay's order."""
    rows = tomllib.loads(CLAIMS.read_text("utf-8"))["claim"]
    return tuple(
        Claim(key=row["key"], claims=row["claims"], here=row["here"], command=row["command"],
              page=row["page"], tests=tuple(row["tests"]), may=row["may"], must_not=row["not"])
        for row in rows
    )  # fmt: skip


def run(nodes: list[str]) -> dict[str, str]:
    """Run tests and say of each: passed, failed, skipped, or not there.

    A test with several cases passed only if all of them did.
    """
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        program = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *nodes,
                   f"--junitxml={report}", "-o", "junit_family=xunit1"]  # fmt: skip
        subprocess.run(program, cwd=ROOT, capture_output=True, check=False)
        return outcomes(nodes, report.read_text("utf-8") if report.exists() else "<none/>")


def outcomes(nodes: list[str], report: str) -> dict[str, str]:
    """Read of a JUnit report what became of each test."""
    seen: dict[str, set[str]] = {}
    for case in ElementTree.fromstring(report).iter("testcase"):
        name = f"{case.get('file')}::{(case.get('name') or '').split('[')[0]}"
        bad = case.find("failure") is not None or case.find("error") is not None
        skipped = case.find("skipped") is not None
        seen.setdefault(name, set()).add("failed" if bad else "skipped" if skipped else "passed")
    order = ("failed", "skipped", "passed")
    return {
        node: next((word for word in order if word in seen.get(node, ())), "not there")
        for node in nodes
    }


def written(number: int, claim: Claim, became: dict[str, str]) -> str:
    """Write one claim with all that belongs to it."""
    lines = [
        _line(f"{number}. {claim.claims}", ""),
        _line(f"Here: {claim.here}"),
        _line(f"Command: {claim.command}   Page: {claim.page}"),
        *(f"   {became[node]:<9} {node}" for node in claim.tests),
        _line(f"May be said: {claim.may}"),
        _line(f"Must not be said: {claim.must_not}"),
    ]
    return "\n".join(lines)


def _line(text: str, indent: str = "   ") -> str:
    return fill(text, _WIDE, initial_indent=indent, subsequent_indent=f"{indent}   ")


def main() -> int:
    """Print every claim; 1 where a test did not pass."""
    every = claims()
    became = run(sorted({node for claim in every for node in claim.tests}))
    for number, claim in enumerate(every, 1):
        print(written(number, claim, became), end="\n\n")
    passed = sum(word == "passed" for word in became.values())
    print(f"{len(every)} claims, {len(became)} tests, {passed} passed.")
    return 0 if passed == len(became) else 1


if __name__ == "__main__":
    sys.exit(main())
