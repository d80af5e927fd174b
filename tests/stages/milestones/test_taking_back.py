"""A list of milestones is taken back whole: owed again, counted nowhere, with its history."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast
from tests.stages.milestones.test_imports import CONFERENCE, FESTIVAL, workbook
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.models import AuditEntry, TakenList
from thidua.foundation.core.tables import SHEETS, read
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import import_milestones, take_back_milestones, withdraw_milestone

LATER = NOW + datetime.timedelta(days=1)
ROWS = (("Thôn 1", "", FESTIVAL, None, "12/11/2023", "", "Buôn Nui"), ("Buôn Nui", "", CONFERENCE, None, "5/12/2023"))


def taken_over(site: Cast, *rows: tuple[object, ...]) -> TakenList:
    draft = read(SHEETS["milestones"], workbook(*rows))
    import_milestones(by=site.actor("commune_officer"), now=NOW, campaign=site.campaign, rows=draft.require())
    return TakenList.objects.latest("id")


def test_list_is_taken_back_whole(site: Cast) -> None:
    taken = taken_over(site, *ROWS)
    take_back_milestones(by=site.actor("commune_officer"), now=LATER, taken=taken)

    found = Milestone.objects.order_by("id")
    assert [(row.status, row.done_date, row.partners.count()) for row in found] == [("planned", None, 0)] * 2
    acts = AuditEntry.objects.filter(object_uid=found[0].uid).order_by("id").values_list("act", flat=True)
    assert list(acts)[-2:] == ["trả lại", "rút báo cáo"]
    with pytest.raises(NotNow):
        take_back_milestones(by=site.actor("commune_officer"), now=LATER, taken=taken)


def test_row_that_put_right_an_earlier_report_stands(site: Cast) -> None:
    taken_over(site, *ROWS)
    for row in Milestone.objects.order_by("id"):
        row.status, row.verified_at = "done", None
        row.save()
    corrected = taken_over(site, ("Thôn 1", "", FESTIVAL, None, "13/11/2023"))
    with pytest.raises(Invalid) as refusal:
        take_back_milestones(by=site.actor("commune_officer"), now=LATER, taken=corrected)

    assert "dòng 2 (trước đó đã có báo cáo" in refusal.value.fields["taken"]
    withdrawn = Milestone.objects.order_by("id")[1]
    withdraw_milestone(by=site.actor("commune_officer"), now=LATER, milestone=withdrawn)
    with pytest.raises(Invalid) as refusal:
        take_back_milestones(by=site.actor("commune_officer"), now=LATER, taken=TakenList.objects.earliest("id"))
    assert "dòng 3 (Vũ Thị Giang rút báo cáo" in refusal.value.fields["taken"]
