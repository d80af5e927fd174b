"""A story told by the unit that did the work; the level above marks it an exemplar and opens it to the campaign."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import fold, nfc, sort_key, tidy
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.works import rules
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.exemplars import campaigns_of, require_seen
from thidua.stages.works.models import Status, Story, StoryPhoto, Work
from thidua.stages.works.operations.records import held
from thidua.stages.works.states import REACHED, STORY, TOLD, WITHDRAWN
from thidua.stages.works.themes import themes

LONGEST_TITLE, LONGEST_TEXT, LONGEST_CONTACT, MOST_PHOTOS = 300, 4000, 300, 12
# What must be said, and what may be left out: a good way needs neither cost nor means.
SAID, UNSAID = ("way", "result"), ("problem", "cost", "needs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a story says; `photos` are uids of pictures among the work's evidence."""

    title: str
    theme: str
    way: str
    result: str
    problem: str = ""
    cost: str = ""
    needs: str = ""
    contact: str = ""
    photos: Sequence[uuid.UUID] = ()


@operation
def tell_story(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    telling: Telling,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Story:
    """The lead unit tells how a work was done, or tells it anew; a withdrawn story stands again.

    Refused with `Missing`, `NotAllowed`, `NotNow` for a work that is not done, for a family's house, and while the
    story is an exemplar; `Stale`; `Invalid` for what is missing or too long and for photos that are not the work's.
    """
    work = held(work, by=by)
    if why_not := rules.lead_acts(by, work):
        raise NotAllowed(why_not)
    require_tellable(work)
    story = Story.objects.filter(work=work).order_by("id").first()
    story = lock(story) if story else None
    if story is not None:
        check_version(story, version)
        if story.is_exemplar:
            raise NotNow(
                _("Câu chuyện đã được công nhận gương điển hình nên giữ nguyên lời. Nếu cần sửa, xin nhờ cấp trên bỏ công nhận trước.")
            )  # fmt: skip
    pictures = _checked(work, telling)
    return _written(story, work, telling, pictures, by=by, now=now)


@operation
def withdraw_story(
    *,
    by: By,
    now: datetime.datetime,
    story: Story,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Story:
    """The unit takes its story back with a reason; who learned from it keeps its place in the tree.

    Refused with `Missing`, `NotAllowed`, `NotNow` (also for an exemplar), `Stale`, without a reason `Invalid`.
    """
    return _step(story, "withdraw", by=by, now=now, version=version, reason=reason)


@operation
def mark_story(
    *,
    by: By,
    now: datetime.datetime,
    story: Story,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Story:
    """A committee above says that the work is an exemplar, and why (I.4); from now on others may take it up.

    Refused with `Missing`, `NotAllowed`, `NotNow` while the work is not verified, `Stale`, without a reason `Invalid`.
    """
    changes = {"marked_at": now, "marked_by_id": person_of(by), "mark_reason": reason.strip()}
    return _step(story, "mark", by=by, now=now, version=version, reason=reason, changes=changes, is_verified=True)


@operation
def unmark_story(
    *,
    by: By,
    now: datetime.datetime,
    story: Story,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Story:
    """Takes the mark back with a reason, and with it the opening; both stay in the history, the tree stays as it grew.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    changes = {"marked_at": None, "marked_by_id": None, "mark_reason": "", "opened_in_id": None}
    return _step(story, "unmark", by=by, now=now, version=version, reason=reason, changes=changes)


@operation
def open_story(
    *,
    by: By,
    now: datetime.datetime,
    story: Story,
    campaign: Campaign,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Story:
    """A committee above opens an exemplar to every unit of a campaign: its words and the small copies of its pictures.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`; `Invalid` (`campaign`) for one the work does not serve.
    """
    if not campaigns_of(story).filter(pk=campaign.pk).exists():
        raise Invalid({"campaign": _("Công trình này không thuộc đợt thi đua đã chọn.")})
    changes = {"opened_in_id": campaign.pk}
    return _step(story, "open", by=by, now=now, version=version, changes=changes, is_verified=True)


@operation
def close_story(
    *,
    by: By,
    now: datetime.datetime,
    story: Story,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Story:
    """Takes the opening back with a reason: it stays an exemplar of its own branch.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    return _step(story, "close", by=by, now=now, version=version, reason=reason, changes={"opened_in_id": None})


def require_tellable(work: Work) -> None:
    """Raises `NotNow` for a work of which no story is told: not done yet, or a family's house."""
    if work.kind.is_house:
        raise NotNow(
            _("Nhà ở là việc riêng của một hộ nên không kể thành gương. Xin kể về mô hình, cách làm, công trình chung.")
        )
    if work.status not in REACHED["done"]:
        raise NotNow(_("Công trình làm xong rồi mới kể lại được. Xin ghi hoàn thành trước."))


def _step(story: Story, act: str, *, by: By, now: datetime.datetime, is_verified: bool = False, **how: Any) -> Story:
    require_seen(by, story)
    work = lock(story.work)
    story = lock(story)
    story.work = work
    STORY.check(story, act, by=by)
    if is_verified and work.status != Status.VERIFIED:
        raise NotNow(
            _("Công trình chưa được xác nhận nên chưa công nhận, phổ biến được. Xin xác nhận công trình trước.")
        )
    how["changes"] = {**how.pop("changes", {}), "changed_by_id": person_of(by)}
    STORY.step(story, act, by=by, now=now, **how)
    return story


def _written(
    story: Story | None, work: Work, telling: Telling, pictures: list[StoredFile], *, by: By, now: datetime.datetime
) -> Story:
    person = person_of(by)
    is_new = story is None
    if story is None:
        story = Story(work=work, unit=work.unit, made_at=now, changed_at=now, made_by_id=person)
    before = {} if is_new else audit.snapshot(story)
    for name in (*SAID, *UNSAID):
        setattr(story, name, nfc(getattr(telling, name)).strip())
    story.title, story.theme, story.contact = tidy(telling.title), telling.theme, tidy(telling.contact)
    story.folded, story.sort_key = _folded(work, story.title), sort_key(story.title)
    story.changed_by_id = person
    if story.status == WITHDRAWN:
        STORY.step(story, "tell_again", by=by, now=now)
    else:
        if not is_new:
            touch(story, now=now)
        story.save()
        audit.record(by=by, act=gettext_noop("kể câu chuyện"), obj=story, before=before)
    StoryPhoto.objects.filter(story=story).delete()
    StoryPhoto.objects.bulk_create(
        StoryPhoto(story=story, file=file, position=place) for place, file in enumerate(pictures, start=1)
    )
    assert story.status == TOLD
    return story


def _checked(work: Work, telling: Telling) -> list[StoredFile]:
    """The pictures chosen. Raises `Invalid` with a sentence for every wrong field at once."""
    wrong: dict[str, str] = {}
    if not tidy(telling.title):
        wrong["title"] = _("Xin ghi tên của mô hình, cách làm.")
    for name, most in (
        ("title", LONGEST_TITLE),
        ("contact", LONGEST_CONTACT),
        *((name, LONGEST_TEXT) for name in (*SAID, *UNSAID)),
    ):
        words = getattr(telling, name).strip()
        if name in SAID and not words:
            wrong[name] = _("Xin ghi mục này: nơi khác đọc để làm theo.")
        if len(words) > most:
            wrong[name] = _("Dài quá %(most)d chữ. Xin viết gọn.") % {"most": most}
    if telling.theme not in themes():
        wrong["theme"] = _("Xin chọn một chủ đề trong danh sách.")
    own = {file.uid: file for file in files.of_owner(OWNER, work.uid) if file.thumbnail_path}
    if any(uid not in own for uid in telling.photos):
        wrong["photos"] = _("Có ảnh không thuộc công trình này. Xin chọn lại ảnh.")
    elif len(telling.photos) > MOST_PHOTOS:
        wrong["photos"] = _("Xin chọn nhiều nhất %(most)d ảnh.") % {"most": MOST_PHOTOS}
    if wrong:
        raise Invalid(wrong)
    return [own[uid] for uid in dict.fromkeys(telling.photos)]


def _folded(work: Work, title: str) -> str:
    above = Unit.objects.above(work.unit).order_by("lft").values_list("short_name", flat=True)
    return fold(" ".join([title, work.kind.label, work.unit.name, work.unit.short_name, *above]))
