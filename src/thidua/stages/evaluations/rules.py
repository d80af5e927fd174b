"""Who evaluates whom. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit, is_department
from thidua.stages.campaigns.models import Campaign
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.milestones.frame import superior_id

# Where a record carries its superior once it was asked for.
FOUND = "_found_superior"


def may_write_for(by: By, unit: Unit) -> str | None:
    """The unit's own officer; of a residential area the commune's too. The product itself may (loaders)."""
    above = unit.parent_id if unit.kind.is_area else None
    if not isinstance(by, Actor) or any(by.acts_for(Permission.EVALUATE, key) for key in (unit.pk, above)):
        return None
    if unit.kind.is_area and unit.parent is not None:
        return _("Việc tự đánh giá của %(unit)s do cán bộ %(above)s làm.") % {
            "unit": unit.name, "above": unit.parent.name,
        }  # fmt: skip
    return _("Việc tự đánh giá do cán bộ %(unit)s làm.") % {"unit": unit.name}


def unit_writes(by: By, evaluation: Evaluation) -> str | None:
    """What the unit says of itself, or of one of its people."""
    return may_write_for(by, evaluation.unit)


def superior_of(evaluation: Evaluation) -> Unit | None:
    """Who judges: the level above in the campaign's frame; None where the subject stands at the top."""
    if FOUND not in vars(evaluation):
        key = superior_id(evaluation.campaign_id, evaluation.unit)
        above = Unit.objects.select_related("kind").filter(pk=key).order_by("id").first() if key else None
        vars(evaluation)[FOUND] = above
    found: Unit | None = vars(evaluation)[FOUND]
    return found


def superior_judges(by: By, evaluation: Evaluation) -> str | None:
    """The level above judges; of the top and of a department the leader. Who wrote it judges only as that leader."""
    if not isinstance(by, Actor):
        return None
    above = superior_of(evaluation)
    if above is None or is_department(evaluation.unit.kind_id):
        return _by_own_leader(by, evaluation, above or evaluation.unit)
    if not (by.acts_for(Permission.EVALUATE, above.pk) or by.leads(above.pk)):
        return _("Việc này do cán bộ hoặc lãnh đạo %(above)s làm.") % {"above": above.name}
    if by.person_id in writers(evaluation) and not by.leads(above.pk):
        return _("Bạn là người viết bản tự đánh giá này nên không tự đánh giá thay cấp trên. Người làm: lãnh đạo %(above)s.") % {
            "above": above.name
        }  # fmt: skip
    return None


def writers(evaluation: Evaluation) -> set[int | None]:
    """The people behind what the subject says of itself."""
    return {evaluation.made_by_id, evaluation.sent_by_id} - {None}


def may_compare(by: By, campaign: Campaign) -> str | None:
    """All districts beside each other are shown to the body that runs the campaign and to its council alone."""
    if not isinstance(by, Actor) or campaign.owner_id in by.bodies_with(Permission.READ):
        return None
    return _("Bảng so sánh các huyện chỉ dành cho cán bộ, lãnh đạo và Hội đồng của %(owner)s.") % {
        "owner": campaign.owner.name
    }


def _by_own_leader(by: Actor, evaluation: Evaluation, house: Unit) -> str | None:
    if not by.leads(house.pk):
        return _("Việc này do lãnh đạo %(unit)s làm.") % {"unit": house.name}
    if by.person_id in writers(evaluation):
        return _("Bạn là người viết bản tự đánh giá này. Người đánh giá: lãnh đạo khác của %(unit)s.") % {
            "unit": house.name
        }
    return None
