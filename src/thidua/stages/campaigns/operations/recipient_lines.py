"""The lines of «Nơi nhận» put in the place of those that stood."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.stages.campaigns.models import Plan, RecipientLine
from thidua.stages.campaigns.plan_writing.recipients import Line


def put_lines(plan: Plan, lines: Iterable[Line]) -> None:
    """Writes the lines in the place of the plan's."""
    plan.recipient_lines.all().delete()
    RecipientLine.objects.bulk_create(
        RecipientLine(plan=plan, position=position, text=line.text[:300], kind=line.kind, selector=line.selector)
        for position, line in enumerate(lines, 1)
    )
