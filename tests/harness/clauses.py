"""Which test proves which clause of the plan: read from the marks, written as docs/clauses.md."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "clauses.toml"
HEAD = """# Các điều của kế hoạch và phép thử chứng minh

Trang này do `make clauses` lập từ dấu `@pytest.mark.clause` trong các phép thử; đừng sửa tay. Một điều có mặt khi
phép thử của nó mở đúng trang hoặc chạy đúng lệnh và so với một giá trị. «Chưa có» nghĩa là chưa có phép thử nào.

{have} trong {all} điều đã có phép thử.
"""


def sections() -> dict[str, dict[str, str]]:
    """The clauses by section title, in the order of the plan."""
    raw = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {part.pop("title"): part for part in raw.values()}


def known() -> set[str]:
    return {clause for part in sections().values() for clause in part}


def marks(items: Iterable[pytest.Item]) -> dict[str, set[str]]:
    """The tests of each clause. A mark that names no clause of the plan is an error."""
    found: dict[str, set[str]] = {}
    for item in items:
        for mark in item.iter_markers("clause"):
            for clause in mark.args:
                if clause not in known():
                    raise pytest.UsageError(f"{item.nodeid}: the plan has no clause {clause!r} (tests/clauses.toml)")
                found.setdefault(clause, set()).add(item.nodeid.split("[")[0])
    return found


def table(found: dict[str, set[str]]) -> str:
    """The page as it should read for these marks."""
    lines = [HEAD.format(have=len(found), all=len(known()))]
    for title, part in sections().items():
        lines += [f"## {title}", "", "| Điều | Nội dung | Phép thử |", "|---|---|---|"]
        for clause, words in part.items():
            tests = "<br>".join(f"`{test}`" for test in sorted(found.get(clause, ()))) or "chưa có"
            lines.append(f"| {clause} | {words} | {tests} |")
        lines.append("")
    return "\n".join(lines)
