"""A campaign's draft: kept as read or copied, corrected, dropped. What runs of it is made by opening (reports)."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import rules
from thidua.stages.campaigns.models import Campaign, CampaignDraft
from thidua.stages.campaigns.plan_draft.places import HEAD, WORDS, places

MOST_BYTES = 1_000_000
LONGEST_KEY = 60


@operation
def keep_draft(
    *, by: By, now: datetime.datetime, unit: Unit, files: Mapping[str, str], copied_from: Campaign | None = None
) -> CampaignDraft:
    """Keeps a campaign's files as a draft of the body that will own it; they need not be complete yet.

    Refused with `NotAllowed` unless the actor prepares or opens campaigns of the unit; `Invalid` (`key`) for a key that
    a campaign of the site has, with another proposed, and `files` for what is too large.
    """
    if why_not := rules.why_not_prepare(by, unit):
        raise NotAllowed(why_not)
    draft = CampaignDraft(unit=unit, copied_from=copied_from, made_at=now, changed_at=now, made_by_id=person_of(by))
    _take(draft, files)
    draft.save()
    audit.record(by=by, act=gettext_noop("lưu đợt thi đua dự thảo"), obj=draft, after=_told(draft))
    return draft


@operation
def change_draft(
    *, by: By, now: datetime.datetime, draft: CampaignDraft, files: Mapping[str, str], version: int | None = None
) -> CampaignDraft:
    """Puts corrected files in the place of a draft's.

    Refused as `keep_draft` is, with `NotNow` for one that was opened or dropped, with `Stale` when somebody else
    changed it since.
    """
    draft = held(draft, by=by, version=version)
    before = _told(draft)
    _take(draft, files)
    touched(draft, by=by, now=now)
    audit.record(by=by, act=gettext_noop("sửa đợt thi đua dự thảo"), obj=draft, before=before, after=_told(draft))
    return draft


@operation
def drop_draft(*, by: By, now: datetime.datetime, draft: CampaignDraft, version: int | None = None) -> CampaignDraft:
    """Takes a draft off the list; its files are kept. Refused as `change_draft` is."""
    draft = held(draft, by=by, version=version)
    draft.dropped_on = clock.day_of(now)
    touched(draft, by=by, now=now)
    audit.record(by=by, act=gettext_noop("bỏ đợt thi đua dự thảo"), obj=draft, after={"key": draft.key})
    return draft


def held(draft: CampaignDraft, *, by: By, version: int | None) -> CampaignDraft:
    """The draft locked, that the actor may change now. Raises `NotAllowed`, `NotNow`, `Stale`."""
    draft = lock(draft)
    if why_not := rules.why_not_prepare(by, draft.unit):
        raise NotAllowed(why_not)
    if draft.campaign_id is not None:
        raise NotNow(_("Đợt thi đua này đã mở nên bản dự thảo không sửa nữa. Xin mở trang kế hoạch của đợt."))
    if draft.dropped_on is not None:
        raise NotNow(_("Bản dự thảo này đã bỏ. Xin đọc lại kế hoạch hoặc chép lại đợt thi đua."))
    if draft.waits_since is not None:
        raise NotNow(_("Hệ thống đang mở đợt thi đua này. Xin chờ xong; trang của bản dự thảo tự cập nhật."))
    check_version(draft, version)
    return draft


def free_key(key: str) -> str:
    """The key itself, or the first with a number behind it that no campaign of the site has."""
    taken = set(Campaign.objects.filter(key__startswith=key[: LONGEST_KEY - 4]).values_list("key", flat=True))
    tries = itertools.chain([key], (f"{key[: LONGEST_KEY - 4]}-{number}" for number in itertools.count(2)))
    return next(one for one in tries if one not in taken)


def require_free(key: str) -> None:
    """Raises `Invalid` (`key`) for the key of a campaign that is there, proposing another."""
    if Campaign.objects.filter(key=key).exists():
        raise Invalid(
            {
                "key": _("Đã có đợt thi đua mang mã «%(key)s». Xin đặt mã khác, ví dụ «%(free)s».")
                % {"key": key, "free": free_key(key)}
            }
        )


def head_of(files: Mapping[str, str]) -> dict[str, str]:
    """What the files say of the campaign's own key and name."""
    found = {place.path: place.value for place in places(files)}
    return {"key": found.get("campaign.key", ""), "short_name": found.get("campaign.short_name", "")}


def touched(draft: CampaignDraft, *, by: By, now: datetime.datetime) -> None:
    """Saves a draft with who changed it when."""
    touch(draft, now=now)
    draft.changed_by_id = person_of(by)
    draft.save()


def _take(draft: CampaignDraft, files: Mapping[str, str]) -> None:
    if not {HEAD, WORDS} <= files.keys() or sum(map(len, files.values())) > MOST_BYTES:
        raise Invalid({"files": _("Tệp của đợt thi đua thiếu hoặc quá lớn. Xin đọc lại kế hoạch.")})
    head = head_of(files)
    require_free(head["key"])
    draft.files, draft.told = dict(files), ""
    draft.key, draft.short_name = head["key"][:LONGEST_KEY], head["short_name"][:120]


def _told(draft: CampaignDraft) -> dict[str, Any]:
    """What the trail keeps of a draft: each value that a person may correct, not its whole text."""
    return {"key": draft.key} | {place.path: place.value for place in places(draft.files)}
