"""The first content of a unit's own plan: what follows from the plan above, ready to be changed."""

from __future__ import annotations

from typing import Any

from thidua.stages.campaigns.models import Plan
from thidua.stages.campaigns.plan_writing.content import Content
from thidua.stages.campaigns.plan_writing.guidance import GuidanceWriter
from thidua.stages.campaigns.plan_writing.writer import Writer


def first_content(writer: Writer) -> Content:
    """What the plan above asks of the unit, in the unit's words."""
    common: dict[str, Any] = {
        "subject": writer.subject(), "preamble": writer.preamble_text(), "recipients": tuple(writer.recipient_texts()),
    }  # fmt: skip
    if isinstance(writer, GuidanceWriter):
        return Content(**common, words=writer.word_lines())
    return Content(
        **common,
        purposes=tuple(text for _mark, text in writer.purpose_lines()),
        contents=tuple(writer.contents_lines()),
    )


def award_form(writer: Writer) -> str:
    """The name of the form a unit itself gives: «Giấy khen của …»."""
    return writer.say.line("own_award_form", issuer=writer.issuer)


def is_guidance(plan: Plan) -> bool:
    """Whether a plan is a guidance, which is words alone."""
    return plan.kind == Plan.Kind.GUIDANCE
