"""Every dependency named in pyproject.toml stands in its lock, in a version that is allowed; no lock has an address."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^ ;\\]+)", re.MULTILINE)


def pins(text: str) -> dict[str, str]:
    """The versions a lock names, by package."""
    return {canonicalize_name(name): version for name, version in PIN.findall(text)}


def problems() -> list[str]:
    """What is wrong with the locks, one sentence each."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = project["dependencies"]
    wanted = {"requirements.lock": needed, "requirements-dev.lock": needed + project["optional-dependencies"]["dev"]}
    found = []
    for name, requirements in wanted.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        locked = pins(text)
        if "://" in text:
            found.append(f"{name}: holds an address")
        for requirement in map(Requirement, requirements):
            version = locked.get(canonicalize_name(requirement.name))
            if version is None or not requirement.specifier.contains(version, prereleases=True):
                found.append(f"{name}: {requirement} is locked as {version}; run: make lock")
    return found


if __name__ == "__main__":
    sys.exit("\n".join(problems()) or 0)
