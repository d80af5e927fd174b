"""The criteria of a campaign: which group a subject belongs to, and which statements a form of award asks for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm, Campaign, CriteriaSet, Criterion


def criteria_for(campaign: Campaign, unit: Unit, *, for_person: bool) -> CriteriaSet:
    """The group's criteria. Raises `Invalid` where the plan has none: nothing is made up in their place."""
    found = find_criteria(campaign, unit.kind_id, for_person=for_person)
    if found is None:
        raise Invalid(
            {
                "subject": _("Kế hoạch không có tiêu chuẩn cho %(kind)s nên không có gì để đánh giá.")
                % {"kind": _("cá nhân") if for_person else unit.kind.label}
            }
        )
    return found


def find_criteria(campaign: Campaign, kind: str, *, for_person: bool) -> CriteriaSet | None:
    """The same, or None where the plan has none for this kind of unit."""
    sets = CriteriaSet.objects.filter(campaign=campaign, for_people=for_person).order_by("clause", "id")
    return next((row for row in sets if for_person or kind in row.unit_kinds), None)


def own_statements(judged_by: CriteriaSet, form_key: str) -> list[Criterion]:
    """The statements that only one form asks for; of no form (empty key) those that hold for all of them."""
    return list(judged_by.criteria.filter(only_for_form=form_key).order_by("position", "id"))


def forms_with_statements(judged_by: CriteriaSet) -> list[AwardForm]:
    """The forms of the campaign's rounds that ask this group for statements of their own."""
    keys = judged_by.criteria.exclude(only_for_form="").values("only_for_form")
    forms = AwardForm.objects.filter(round__campaign=judged_by.campaign_id, key__in=keys)
    return list({form.key: form for form in forms.order_by("round__number", "id")}.values())
