"""«Nơi nhận» typed anew of a plan that stands: a line that stays keeps what it meant."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.stages.campaigns.models import Plan
from thidua.stages.campaigns.plan_writing.recipients import Line, read_lines, several

LONGEST_LINE = 300


def standing_lines(plan: Plan) -> tuple[str, ...]:
    """The lines of the plan's «Nơi nhận» in their order."""
    return tuple(plan.recipient_lines.order_by("position").values_list("text", flat=True))


def new_lines(plan: Plan, texts: tuple[str, ...]) -> list[Line]:
    """What typed lines mean: one that stood keeps what it meant, another is read. Raises `Invalid` (`recipients`)."""
    if not texts:
        raise Invalid({"recipients": _("Xin ghi ít nhất một nơi nhận.")})
    if long := next((line for line in texts if len(line) > LONGEST_LINE), ""):
        told = {"line": long[:40], "most": LONGEST_LINE}
        raise Invalid({"recipients": _("«%(line)s…» dài quá %(most)s chữ cái. Xin tách thành nhiều dòng.") % told})
    stood = {row.text: row for row in plan.recipient_lines.order_by("position")}
    read = iter(read_lines(plan, tuple(text for text in texts if text not in stood)))
    found = [Line(text, stood[text].kind, stood[text].selector) if text in stood else next(read) for text in texts]
    if unclear := [line for line in found if len(line.candidates) > 1]:
        raise Invalid({"recipients": " ".join(several(line.text, line.candidates) for line in unclear)})
    return found
