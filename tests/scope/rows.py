"""The whole matrix. A route, list, sheet, kind of file, fragment or command without a row fails the tests by name."""

from __future__ import annotations

from tests.scope import (
    rows_allocations,
    rows_councils,
    rows_decisions,
    rows_desk,
    rows_documents,
    rows_evaluations,
    rows_exemplars,
    rows_funds,
    rows_groups,
    rows_milestones,
    rows_nominations,
    rows_open,
    rows_out,
    rows_papers,
    rows_plans,
    rows_publications,
    rows_reports,
    rows_works,
)
from tests.scope.matrix import Row

ROWS: tuple[Row, ...] = (
    *rows_works.ROWS,
    *rows_exemplars.ROWS,
    *rows_milestones.ROWS,
    *rows_funds.ROWS,
    *rows_desk.ROWS,
    *rows_papers.ROWS,
    *rows_plans.ROWS,
    *rows_documents.ROWS,
    *rows_decisions.ROWS,
    *rows_out.ROWS,
    *rows_open.ROWS,
    *rows_councils.ROWS,
    *rows_evaluations.ROWS,
    *rows_nominations.ROWS,
    *rows_groups.ROWS,
    *rows_allocations.ROWS,
    *rows_reports.ROWS,
    *rows_publications.ROWS,
)
# Parts of templates answered alone (`template#part`) → the route whose row asks for them.
FRAGMENTS: dict[str, str] = {}
