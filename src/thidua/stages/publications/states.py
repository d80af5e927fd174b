"""The one step of a published thing: it is taken down, never deleted."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.rules import may_withdraw

Status = PublicItem.Status

PUBLICATION = Machine(
    "publication",
    owners={Status.PUBLISHED: "superior", Status.WITHDRAWN: "superior"},
    transitions=[
        Transition(
            "withdraw", (Status.PUBLISHED,), Status.WITHDRAWN, may_withdraw, _("gỡ khỏi cổng"), needs_reason=True
        )
    ],
)
