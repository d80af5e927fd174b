"""Who may do what with a work. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit, is_department
from thidua.stages.campaigns.models import Participation
from thidua.stages.works.models import Double, Work

# Where a record carries its superior once it was asked for.
FOUND = "_found_superior"


def may_enter_for(by: By, unit: Unit) -> bool:
    """The unit's own people; of a residential area the commune's too. The product itself may (loaders)."""
    if not isinstance(by, Actor):
        return True
    if by.acts_for(Permission.WORKS_ENTER, unit.pk):
        return True
    return unit.kind.is_area and by.acts_for(Permission.WORKS_ENTER, unit.parent_id)


def who_enters(unit: Unit) -> str:
    """The sentence that names who enters the works of a unit."""
    if unit.kind.is_area and unit.parent is not None:
        return _("Chỉ cán bộ %(above)s hoặc Trưởng ban %(unit)s nhập, sửa được việc này.") % {
            "above": unit.parent.name, "unit": unit.name,
        }  # fmt: skip
    return _("Chỉ cán bộ %(unit)s nhập, sửa được việc này.") % {"unit": unit.name}


def superior_of(work: Work) -> Unit | None:
    """Who notes and verifies the work: the lead's parent in the campaign's frame; None: the lead is the top itself.

    Of several campaigns the first one's frame decides. Remembered on the record, so a page asks once.
    """
    if FOUND not in vars(work):
        place = (
            Participation.objects.standing().filter(campaign__works=work, unit_id=work.unit_id)
            .select_related("parent__kind").order_by("campaign_id").first()
        )  # fmt: skip
        vars(work)[FOUND] = place.parent if place else work.unit.parent
    found: Unit | None = vars(work)[FOUND]
    return found


def lead_acts(by: By, work: Work) -> str | None:
    """The lead unit enters, mends, reports and withdraws its works."""
    return None if may_enter_for(by, work.unit) else who_enters(work.unit)


def superior_notes(by: By, work: Work) -> str | None:
    """The level above notes and returns; works of the top and its departments its leader, never who entered them."""
    if not isinstance(by, Actor):
        return None
    above = superior_of(work)
    if above is None or is_department(work.unit.kind_id):
        return _by_own_leader(by, work, above or work.unit)
    if by.acts_for(Permission.WORKS_NOTE, above.pk):
        return None
    return _("Việc này do cán bộ hoặc lãnh đạo %(above)s làm.") % {"above": above.name}


def superior_verifies(by: By, work: Work) -> str | None:
    """As noting; who entered it or reported it done verifies it only as the superior's leader too: then one step."""
    why_not = superior_notes(by, work)
    above = superior_of(work)
    if why_not or not isinstance(by, Actor) or above is None:
        return why_not
    if by.person_id in writers(work) and not by.leads(above.pk):
        return _("Bạn là người nhập công trình này nên không tự xác nhận. Người xác nhận: lãnh đạo %(above)s.") % {
            "above": above.name
        }
    return None


def decides_doubles(by: By, work: Work) -> str | None:
    """Any level above the lead says whether two records are one work; of the top's own works its leader."""
    if not isinstance(by, Actor) or superior_notes(by, work) is None:
        return None
    above = Unit.objects.above(work.unit).filter(kind__is_committee=True).order_by("-lft")
    if any(by.acts_for(Permission.WORKS_NOTE, unit.pk) for unit in above):
        return None
    nearest = superior_of(work) or work.unit
    return _("Việc gộp hay giữ riêng do cấp trên của cả hai đơn vị quyết định, từ %(above)s trở lên.") % {
        "above": nearest.name
    }


def looks_at_photos(by: By, work: Work) -> bool:
    """Whether it is told where a file of the work was brought before: to who verifies it, and to a level above that did
    not bring it. Whoever enters the work is not told.
    """
    if superior_verifies(by, work) is None:
        return True
    return lead_acts(by, work) is not None and decides_doubles(by, work) is None


def decides_pair(by: By, pair: Double) -> str | None:
    """Whoever stands above both leads."""
    return decides_doubles(by, pair.one) or decides_doubles(by, pair.other)


def offers_work(by: By, work: Work) -> str | None:
    """The lead and the level above offer a verified work to whoever keeps the portal."""
    if lead_acts(by, work) is None or superior_notes(by, work) is None:
        return None
    return who_enters(work.unit)


def signs_paper(by: By, unit: Unit) -> str | None:
    """The leader of the body that decides on a house."""
    if not isinstance(by, Actor) or by.leads(unit.pk):
        return None
    return _("Văn bản này do lãnh đạo %(unit)s ký.") % {"unit": unit.name}


def writes_papers(by: By, unit: Unit) -> str | None:
    """That body's own people enter what was signed on paper."""
    if not isinstance(by, Actor) or by.leads(unit.pk) or by.acts_for(Permission.WORKS_ENTER, unit.pk):
        return None
    return who_enters(unit)


def writers(work: Work) -> set[int | None]:
    """The people behind what the work says of itself."""
    return {work.made_by_id, work.entered_by_id, work.done_by_id} - {None}


def _by_own_leader(by: Actor, work: Work, house: Unit) -> str | None:
    if not by.leads(house.pk):
        return _("Việc này do lãnh đạo %(unit)s làm.") % {"unit": house.name}
    if by.person_id in writers(work):
        return _("Bạn là người nhập công trình này. Người ghi nhận, xác nhận: lãnh đạo khác của %(unit)s.") % {
            "unit": house.name
        }
    return None
