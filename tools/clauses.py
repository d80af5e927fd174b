"""Writes docs/clauses.md from the tests' marks, or says with `--check` that it is not what they say."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "clauses.md"


def collected() -> str:
    """The page as the tests of this moment make it."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "clauses.md"
        words = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:xdist", f"--clauses-to={target}"]
        run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        if not target.is_file():
            raise SystemExit(f"the tests could not be collected:\n{run.stdout[-3000:]}{run.stderr[-2000:]}")
        return target.read_text(encoding="utf-8")


def main() -> int:
    page = collected()
    if "--check" not in sys.argv:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page:
        print("docs/clauses.md is not what the tests say. Run: make clauses", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
