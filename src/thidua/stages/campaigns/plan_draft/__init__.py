"""A draft campaign out of a plan that was read: the reader's values, a person's corrections and choices, two files."""

from __future__ import annotations

from thidua.stages.campaigns.plan_draft.choices import suggest
from thidua.stages.campaigns.plan_draft.compose import compose
from thidua.stages.campaigns.plan_draft.kept import without
from thidua.stages.campaigns.plan_draft.shapes import AwardChoice, Choices, DeadlineChoice, TargetChoice

__all__ = ["AwardChoice", "Choices", "DeadlineChoice", "TargetChoice", "compose", "suggest", "without"]
