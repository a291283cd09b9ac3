"""Measures what an installation weighs: `make bench` writes benchmarks/results/size.json."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed import ROOT

RESULT = ROOT / "benchmarks" / "results" / "size.json"
MOST_INSTALLED, MOST_WHEEL = 250, 60  # MB, the project's own limits
_TOOLS = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "wheel")


def weight(folder: Path) -> float:
    """Add up the files under a folder, in MB."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def main() -> None:
    """Build the wheel, install it into an empty environment, weigh both."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run(
            [*pip, "wheel", "--no-deps", "-w", str(folder / "wheel"), str(ROOT)], check=True
        )
        (wheel,) = (folder / "wheel").glob("*.whl")
        subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
        own = folder / "env" / "bin" / "python"
        subprocess.run([str(own), *pip[1:], "install", str(wheel)], check=True)
        (site,) = (folder / "env" / "lib").glob("python*/site-packages")
        parts = {p.name: weight(p) for p in site.iterdir() if p.is_dir()}
        kept = {n: mb for n, mb in parts.items() if n.split("-")[0] not in _TOOLS}
        result = {
            "date": datetime.now(UTC).date().isoformat(),
            "wheel, MB": round(wheel.stat().st_size / 1e6, 1),
            "wheel, limit": MOST_WHEEL,
            "installed with all it needs, MB": round(sum(kept.values())),
            "installed, limit": MOST_INSTALLED,
            "heaviest parts, MB": {
                n: round(mb) for n, mb in sorted(kept.items(), key=lambda row: -row[1])[:6]
            },
        }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
