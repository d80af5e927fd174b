"""Honours before the public: the chosen names of a decision, each with what it was given for in a few words."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.stages.campaigns.models import Campaign
from thidua.stages.honours.models import Honour
from thidua.stages.publications.consulting import take_down
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations.copies import require_publisher, write_copy, wrong_achievement
from thidua.stages.publications.places import body_name

MOST_AT_ONCE = 200


@operation
def publish_honours(
    *,
    by: Actor | System,
    now: datetime.datetime,
    campaign: Campaign,
    achievements: Mapping[uuid.UUID, str],
    published_at: datetime.datetime | None = None,
) -> PublicItem:
    """Puts honoured people and bodies on the portal; returns the first. `achievements`: honour's uid → short words.

    Only name, body, form, decision and the words go out; an earlier copy of the same honour is replaced, and where the
    name stood for comment that ends. Refused with
    `NotAllowed` unless the actor works for the campaign's body, `NotNow` for an honour that was revoked, `Invalid`
    (`achievements`): nobody chosen, too many, an honour of another campaign, no or long words, a telephone or a
    household's name in them, naming whose.
    """
    require_publisher(by, campaign)
    if not 0 < len(achievements) <= MOST_AT_ONCE:
        most = {"most": MOST_AT_ONCE}
        raise Invalid({"achievements": _("Xin chọn từ một đến %(most)d người, tập thể để đăng.") % most})
    rows = Honour.objects.filter(campaign=campaign, uid__in=achievements).select_related("unit__kind")
    found = {row.uid: row for row in rows.order_by("id")}
    if len(found) != len(achievements):
        raise Invalid({"achievements": _("Có người, tập thể không thuộc đợt thi đua này. Xin chọn lại.")})
    for row in found.values():
        _check(row, achievements[row.uid])
    items = [_copy(by, now, campaign, row, achievements[row.uid], published_at or now) for row in found.values()]
    for row in found.values():
        _close_consultation(row, by=by, now=now)
    return items[0]


def _close_consultation(honour: Honour, *, by: Actor | System, now: datetime.datetime) -> None:
    """Nobody stands as honoured and as proposed at once; what was said and not read stays to be read."""
    if honour.source_uid is not None:
        reason = _("Đã công bố khen thưởng.")
        take_down(PublicItem.Kind.CANDIDATE, honour.source_uid, by=by, now=now, reason=reason)


def _check(honour: Honour, words: str) -> None:
    if honour.revoked_on:
        name = {"name": honour.subject_name}
        raise NotNow(_("Khen thưởng của %(name)s đã bị hủy nên không đăng được.") % name)
    if why_not := wrong_achievement(honour.subject_name, words, beside=honour.subject_words):
        raise Invalid({"achievements": why_not})


def _copy(
    by: Actor | System, now: datetime.datetime, campaign: Campaign, row: Honour, words: str, at: datetime.datetime
) -> PublicItem:
    # Of a body its own name is the title; a person is told apart by position and body.
    beside = row.subject_words or (body_name(campaign, row.unit) if row.person_id else "")
    facts = {
        "form": row.form_name, "decision": row.decision_number, "decider": row.decider, "kind": row.form_name,
        "person": row.person_id is not None, "beside": tidy(beside),
    }  # fmt: skip
    return write_copy(
        by, now, campaign=campaign, kind=PublicItem.Kind.HONOUR, source_uid=row.uid, unit=row.unit,
        title=row.subject_name, text=nfc(words).strip(), category=PublicItem.Category.HONOURS,
        thing_date=row.decided_on, content=facts, published_at=at,
    )  # fmt: skip
