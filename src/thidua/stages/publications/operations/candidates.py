"""Candidates before the public: who is proposed for what, so that people may speak before the council sits (F131)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import nfc
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.nominations.models import AwardGuidance, Nomination
from thidua.stages.publications.candidates import commentable, last_day_before
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations.copies import write_copy, wrong_achievement
from thidua.stages.publications.places import body_name
from thidua.stages.publications.rules import why_not_consult


@operation
def publish_candidates(
    *, by: Actor | System, now: datetime.datetime, round: AwardRound, achievements: Mapping[uuid.UUID, str]
) -> PublicItem:
    """Puts the chosen nominations of a round before the public for the guidance's working days; returns the first.

    `achievements`: nomination's uid → short words for the public. Name, body, proposed form and these words go out,
    nothing else. Refused with `NotAllowed` unless the actor works for the body that runs the round, `NotNow` while the
    round's guidance is not issued, `Invalid` (`achievements`): nobody chosen, one that is not before that body, no or
    long words, a telephone or a household's name in them, naming whose.
    """
    if why_not := why_not_consult(by, round):
        raise NotAllowed(why_not)
    guidance = AwardGuidance.objects.filter(round=round, status=AwardGuidance.Status.ISSUED).first()
    if guidance is None:
        raise NotNow(_("Chưa có hướng dẫn khen thưởng của đợt này nên chưa lấy ý kiến được."))
    rows = list(commentable(round).filter(uid__in=achievements))
    if not achievements or len(rows) != len(achievements):
        raise Invalid({"achievements": _("Xin chọn những người, tập thể đang được xét ở đợt này.")})
    for row in rows:
        if why_not := wrong_achievement(str(row), achievements[row.uid]):
            raise Invalid({"achievements": why_not})
    before = last_day_before(clock.day_of(now), guidance.comment_days)
    items = [_copy(by, now, row, achievements[row.uid], before) for row in rows]
    return items[0]


def _copy(by: Actor | System, now: datetime.datetime, row: Nomination, words: str, before: datetime.date) -> PublicItem:
    campaign = row.campaign
    beside = body_name(campaign, row.subject) if row.person else ""
    facts = {"form": row.form.name, "kind": row.form.name, "beside": beside, "person": row.person is not None}
    return write_copy(
        by, now, campaign=campaign, kind=PublicItem.Kind.CANDIDATE, source_uid=row.uid, unit=row.form.round.unit,
        unit_name=body_name(campaign, row.subject), title=str(row), text=nfc(words).strip(),
        category=PublicItem.Category.CANDIDATES, content=facts, published_at=now, shown_before=before,
    )  # fmt: skip
