"""The reference page of the rules says what the checker says."""

from __future__ import annotations

from pathlib import Path

from tests.foundation.documents import papers
from thidua.foundation.documents.checker.known_rules import known_rules
from thidua.foundation.documents.formats import format_on

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "document-rules.md"
DECREE = format_on("state", papers.DAY)


def test_page_of_the_rules_is_what_the_checker_says() -> None:
    lines = [
        line
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `") and "." in line.split("`")[1]
    ]
    assert lines == [f"| `{key}` | {rule.says} | {rule.source(DECREE)} |" for key, rule in known_rules().items()]


def test_rules_of_the_decree_are_not_told_to_the_party_as_its_own() -> None:
    party = format_on("party", papers.DAY)
    assert known_rules()["component.size"].source(party) == "Hướng dẫn 36-HD/VPTW"
    assert known_rules()["words.pairs"].source(party) == "Thông lệ viết văn bản"
