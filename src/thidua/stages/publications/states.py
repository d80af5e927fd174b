"""A published thing is taken down, never deleted; a comment is read by a person before it goes anywhere."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.publications.models import PublicComment, PublicItem
from thidua.stages.publications.rules import may_moderate, may_withdraw

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

Said = PublicComment.Status

COMMENT = Machine(
    "comment",
    owners={
        Said.WAITING: "superior",
        Said.SHOWN: "superior",
        Said.REFUSED: "superior",
        Said.HANDED_DOWN: "system",
    },
    transitions=[
        Transition("show", (Said.WAITING, Said.REFUSED), Said.SHOWN, may_moderate, _("đăng ý kiến")),
        Transition("refuse", (Said.WAITING,), Said.REFUSED, may_moderate, _("không đăng ý kiến"), needs_reason=True),
        Transition("take-down", (Said.SHOWN,), Said.REFUSED, may_moderate, _("gỡ ý kiến"), needs_reason=True),
        Transition("hand-down", (Said.WAITING,), Said.HANDED_DOWN, may_moderate, _("chuyển nơi xét khen thưởng")),
    ],
)
