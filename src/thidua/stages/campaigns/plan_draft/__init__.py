"""A draft campaign out of a plan that was read: the reader's values, a person's corrections and choices, two files."""

from __future__ import annotations

from thidua.stages.campaigns.plan_draft.choices import Choices, TargetChoice, suggest
from thidua.stages.campaigns.plan_draft.compose import compose

__all__ = ["Choices", "TargetChoice", "compose", "suggest"]
