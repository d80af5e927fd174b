"""The whole matrix. A route, list, sheet, kind of file, fragment or command without a row fails the tests by name."""

from __future__ import annotations

from tests.scope import rows_desk, rows_milestones, rows_open, rows_out, rows_publications, rows_works
from tests.scope.matrix import Row

ROWS: tuple[Row, ...] = (
    *rows_works.ROWS,
    *rows_milestones.ROWS,
    *rows_desk.ROWS,
    *rows_out.ROWS,
    *rows_open.ROWS,
    *rows_publications.ROWS,
)
# Parts of templates answered alone (`template#part`) → the route whose row asks for them.
FRAGMENTS: dict[str, str] = {}
