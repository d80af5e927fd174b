"""A unit takes up the model of another: a work registered for it, or one it has already; taken back with a reason.

Whatever changes a tree holds its root first, so two acts on one tree wait for each other and no ring can close.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation, touch
from thidua.foundation.core.vietnamese import nfc
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.works import story_rules
from thidua.stages.works.content import Content
from thidua.stages.works.exemplars import require_seen
from thidua.stages.works.models import Adoption, Status, Story, Work
from thidua.stages.works.operations.entering import require_lead
from thidua.stages.works.operations.making import make
from thidua.stages.works.operations.records import post_work
from thidua.stages.works.spread import beneath, edges_of, path_to_root, roots_of
from thidua.stages.works.states import ADOPTION, MERGEABLE
from thidua.stages.works.visibility import require_seen as require_work_seen

LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWork:
    """The work that is registered for a model: of the same kind, named and placed by the unit that does it."""

    name: str
    campaign: Campaign
    places: tuple[Unit, ...] = ()
    quantity: int = 1
    # Said by who was told that such a work stands registered.
    another: bool = False


@operation
def adopt_story(
    *,
    by: By,
    now: datetime.datetime,
    story: Story,
    unit: Unit,
    changed: str,
    work: Work | None = None,
    new: NewWork | None = None,
    receipt: uuid.UUID | None = None,
) -> Adoption:
    """A unit does after an exemplar (I.4): `work` is one it has registered already, else `new` is registered now.

    It counts once that work is verified; the origin is told. Refused with `Missing` for a story or unit the actor does
    not see, `NotAllowed` for a unit that is not its own, `NotNow` for what is no exemplar (any more) and for a work
    that has a model; `Invalid`: no word on what was changed, the unit's own model or one that grew from it, a ring, a
    work of another unit, and whatever registering refuses.
    """
    require_seen(by, story)
    require_lead(by, unit)
    words = nfc(changed).strip()
    if not words or len(words) > LONGEST:
        raise Invalid({"changed": _("Xin ghi đã làm khác ở điểm nào, hoặc «làm như nơi kể», không quá 2000 chữ.")})
    if work is not None:
        require_work_seen(by, work)
    root = _held_tree(story, work)
    story, work = _read_again(story), lock(work) if work else None
    _require_no_ring(story, unit, work, root)
    if work is not None:
        _require_bindable(unit, work)
    else:
        work = _registered(by, now, story, unit, new, words)
    adoption = Adoption.objects.create(
        unit=unit, story=story, work=work, root_id=root, changed=words, made_at=now, changed_at=now,
        made_by_id=person_of(by), changed_by_id=person_of(by),
    )  # fmt: skip
    # What grew from the work before grows from the model now.
    Adoption.objects.live().filter(root=work).update(root_id=root)
    post_work(work, now=now)
    audit.record(by=by, act=gettext_noop("học theo mô hình"), obj=adoption)
    audit.record(
        by=by, act=gettext_noop("học theo mô hình"), obj=work, after={"model": f"{story.title} ({story.unit.name})"}
    )
    return adoption


@operation
def end_adoption(
    *,
    by: By,
    now: datetime.datetime,
    adoption: Adoption,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Adoption:
    """The unit says that its work does not follow the model (any more); the work stays, what grew from it goes with it.

    Refused with `Missing`, `NotAllowed`, `NotNow` when it was taken back already, `Stale`, without a reason `Invalid`.
    """
    require_work_seen(by, adoption.work)
    root = _held_tree(adoption.story, adoption.work)
    work = adoption.work
    adoption = lock(adoption)
    adoption.work = work
    changes = {"end_reason": reason.strip(), "changed_by_id": person_of(by)}
    ADOPTION.step(adoption, "end", by=by, now=now, version=version, reason=reason, changes=changes)
    # What grew from the work is a tree of its own now.
    grown = [edge.work for edge in beneath(edges_of([root]), work.pk)]
    Adoption.objects.live().filter(work__in=grown).update(root_id=work.pk)
    post_work(work, now=now)
    audit.record(by=by, act=gettext_noop("thôi học theo"), obj=work, before={}, after={}, reason=reason.strip())
    return adoption


@operation
def acknowledge_adoption(
    *, by: By, now: datetime.datetime, adoption: Adoption, receipt: uuid.UUID | None = None
) -> Adoption:
    """The origin says that it has read who takes up its model; twice is once.

    Refused with `Missing` for a story the actor does not see, `NotAllowed` unless the actor answers for it.
    """
    require_seen(by, adoption.story)
    story = adoption.story
    if why_not := story_rules.answers_for_story(by, story):
        raise NotAllowed(why_not)
    adoption = lock(adoption)
    if adoption.seen_at is None:
        adoption.seen_at, adoption.seen_by_id = now, person_of(by)
        touch(adoption, now=now)
        adoption.save()
        audit.record(by=by, act=gettext_noop("đã biết có nơi học theo"), obj=adoption, before={}, after={})
    return adoption


def _held_tree(story: Story, work: Work | None) -> int:
    """Holds the first work of the model's tree, the model and the adopting work, in one order; says which is the first.

    Raises `NotNow` where the tree was changed while one waited for it.
    """
    root = roots_of([story.work_id])[story.work_id]
    for pk in sorted({root, story.work_id, *([work.pk] if work else [])}):
        lock(Work(pk=pk))
    if roots_of([story.work_id])[story.work_id] != root:
        raise NotNow(_("Mô hình này vừa có thay đổi. Xin tải lại trang rồi làm lại."))
    return root


def _read_again(story: Story) -> Story:
    """The story as it is now that its tree is held; raises `NotNow` for what is no exemplar any more."""
    model = lock(story.work)
    story = lock(story)
    story.work = model
    if not story.is_exemplar or model.status != Status.VERIFIED:
        raise NotNow(_("Chỉ học theo được gương đã được công nhận, công trình đã được xác nhận. Xin xem gương khác."))
    return story


def _require_no_ring(story: Story, unit: Unit, work: Work | None, root: int) -> None:
    """Nobody takes up its own model, nor one that grew from its own; no work stands above itself."""
    above = [story.work_id, *path_to_root(edges_of([root]), story.work_id)]
    if work is not None and work.pk in above:
        raise Invalid({"work": _("Mô hình này học theo chính công trình ấy, nên không học ngược lại được.")})
    if Work.objects.filter(pk__in=above, unit=unit).exists():
        own = _("Đây là mô hình của chính %(unit)s, hoặc bắt nguồn từ đó. Xin chọn mô hình của nơi khác.")
        raise Invalid({"unit": own % {"unit": unit.name}})


def _require_bindable(unit: Unit, work: Work) -> None:
    if work.unit_id != unit.pk:
        foreign = _("Công trình này do đơn vị khác dẫn đầu. Xin chọn công trình của %(unit)s.")
        raise Invalid({"work": foreign % {"unit": unit.name}})
    if work.kind.is_house or work.status not in MERGEABLE:
        raise NotNow(_("«%(work)s» đang «%(status)s» nên không gắn được. Xin chọn công trình khác.") % {
            "work": work.name, "status": work.get_status_display(),
        })  # fmt: skip
    if Adoption.objects.live().filter(work=work).exists():
        raise NotNow(_("Công trình này đã ghi là học theo một mô hình. Xin ghi thôi học theo mô hình kia trước."))


def _registered(by: By, now: datetime.datetime, story: Story, unit: Unit, new: NewWork | None, words: str) -> Work:
    if new is None:
        raise Invalid({"name": _("Xin ghi tên công trình, phần việc.")})
    content = Content(
        unit=unit, kind=story.work.kind, name=new.name, quantity=new.quantity, campaigns=(new.campaign,),
        places=new.places, description=words,
    )  # fmt: skip
    return make(by=by, now=now, content=content, send=True, another=new.another)
