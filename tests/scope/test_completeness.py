"""Whatever the code offers has a row in the matrix; a row of something that is gone is found too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tests.scope import collecting, rows_out
from tests.scope.commands import COMMANDS
from tests.scope.rows import FRAGMENTS, ROWS

OPEN = {
    "portal-front", "portal-plans", "portal-plan", "portal-plan-pdf", "portal-works", "portal-work", "portal-photo",
    "link-start", "link-report", "link-sent", "account_login", "account_logout", "account_inactive", "healthz", "language",
    "gallery", "portal-news", "portal-one-news", "portal-honours", "portal-honour", "portal-candidates", "portal-candidate",
    "portal-comment", "portal-comment-sent", "portal-seen", "portal-seen-item", "portal-fund", "worker", "away",
    "sender", "account_invitation",
}  # fmt: skip


def differences(offered: Iterable[str], in_matrix: Iterable[str]) -> list[str]:
    have, rows = set(offered), set(in_matrix)
    return [f"no row for {name}" for name in sorted(have - rows)] + [
        f"a row for {name}, which is gone" for name in sorted(rows - have)
    ]


def test_every_route_has_a_row() -> None:
    assert differences(collecting.routes(), (row.route for row in ROWS)) == []


def test_every_list_has_a_row_as_excel_and_as_csv() -> None:
    assert differences(collecting.tables(), (listed.key for listed in rows_out.LISTS)) == []


def test_every_sheet_has_a_row() -> None:
    assert differences(collecting.sheets(), rows_out.SHEETS) == []
    assert set(rows_out.SHEETS.values()) <= {row.route for row in ROWS}


def test_every_kind_of_file_has_a_row() -> None:
    assert differences(collecting.file_kinds(), (kept.kind for kept in rows_out.FILES)) == []


def test_every_fragment_has_a_row() -> None:
    assert differences(collecting.fragments(), FRAGMENTS) == []
    assert set(FRAGMENTS.values()) <= {row.route for row in ROWS}


def test_every_command_has_a_row() -> None:
    assert differences(collecting.command_names(), COMMANDS) == []


def test_only_these_answer_who_has_not_signed_in() -> None:
    """Everything else leads to signing in, which the matrix asks of every other row. The gallery hides itself."""
    assert {row.route for row in ROWS if row.is_open} == OPEN


def test_a_missing_row_is_told_by_its_name() -> None:
    assert differences({"desk:works", "desk:new-page"}, {"desk:works"}) == ["no row for desk:new-page"]
    assert differences({"desk:works"}, {"desk:works", "desk:old-page"}) == ["a row for desk:old-page, which is gone"]


def test_rows_are_told_apart() -> None:
    assert [name for name, times in Counter(row.name for row in ROWS).items() if times > 1] == []


def test_every_row_shows_that_somebody_is_served() -> None:
    """A wall that lets nobody through proves nothing: each route has a row whose owner sees or acts."""
    served = {row.route for row in ROWS if (row.look and row.look.sees) or (row.act and row.act.acts)}
    # Answers HEAD and PATCH alone; its owner and others ask it in tests/faces/desk/files/test_sending.py.
    served.add("desk:file-send-on")
    assert sorted({row.route for row in ROWS} - served) == []
