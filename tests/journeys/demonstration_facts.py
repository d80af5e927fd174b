"""Run inside a site of the demonstration; tells as JSON what it says of itself."""

import json
import sys

from django.db.models import Avg, Count, Max, Min

from thidua.faces.interchange.demonstration import cases, people
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.core import clock
from thidua.foundation.units.models import Succession, UnitCode, UnitParent
from thidua.stages.campaigns.models import AwardForm, Campaign, Exemption, Participation
from thidua.stages.progress.models import UnitProgressDay
from thidua.stages.works.finding_many import doubles_of_many
from thidua.stages.works.models import Work

campaign = Campaign.objects.get(key="286")
frame = {row.unit_id: row.code for row in Participation.objects.filter(campaign=campaign).order_by("id")}
codes = {row.unit_id: row.value for row in UnitCode.objects.order_by("id")}
communes = Participation.objects.filter(campaign=campaign, kind="front-commune").order_by("code")
leading = set(Work.objects.living().values_list("unit_id", flat=True))
silent = [row.unit_id for row in communes if row.unit_id not in leading]
roads = Work.objects.filter(kind__key="rural-road")
double = Work.objects.filter(name__contains=cases.DOUBLE_HOUSE).order_by("id")
living = list(Work.objects.living().select_related("kind").order_by("id"))
pairs = doubles_of_many(living)
edges = Succession.objects.select_related("predecessor", "successor").order_by("predecessor__id")
moving = UnitParent.objects.filter(valid_from=cases.MOVES_ON).select_related("unit").get()
document = campaign.plans.get(parent=None).document
names = Person.objects.values("full_name").annotate(times=Count("id")).filter(full_name=people.NAMESAKE)
dispatches = document.dispatches.filter(unit__isnull=False, acknowledged_at=None).order_by("id")
days = UnitProgressDay.objects.filter(target__campaign=campaign).aggregate(
    Min("day"), Max("day"), Count("day", distinct=True)
)

facts = {
    "today": clock.today(),
    "communes_without_work": [frame[unit] for unit in silent],
    "works_in_silent_communes": Work.objects.living().filter(places__unit__parent__in=silent).count(),
    "double_house": [[frame[work.unit_id], work.status] for work in double],
    "doubles": sorted(
        [frame[work.unit_id], work.name, match.other.name]
        for work in living
        for match in pairs[work.pk]
        if work.pk < match.other.pk
    ),
    "roads": [
        roads.aggregate(most=Max("quantity"))["most"],
        roads.exclude(quantity=cases.TYPED_METRES).aggregate(usual=Avg("quantity"))["usual"],
    ],
    "namesakes": sorted(
        [row.person.full_name, frame[row.unit_id]]
        for row in Membership.objects.filter(
            person__full_name__in=[row["full_name"] for row in names], role="officer"
        ).select_related("person")
    ),
    "merger": {
        "predecessors": [[codes[row.predecessor_id], row.predecessor.valid_to] for row in edges],
        "successor": [codes[edges[0].successor_id], edges[0].successor.valid_from],
        "in_frame": sorted(frame[pk] for row in edges for pk in (row.predecessor_id, row.successor_id) if pk in frame),
    },
    "move": {
        "today": codes[moving.unit.parent_id],
        "from": moving.valid_from,
        "to": codes[moving.parent_id],
    },
    "open_quotas": list(
        AwardForm.objects.filter(round__campaign=campaign, announced_later=True).values_list("clause", flat=True)
    ),
    "exemptions": [
        [row.target.code, frame[row.unit_id], row.document]
        for row in Exemption.objects.in_force().select_related("target").order_by("id")
    ],
    "plan": [document.notation, document.date, document.signer_name],
    "not_acknowledged": sorted(frame[row.unit_id] for row in dispatches),
    "history": list(days.values()),
    "people_not_invented": Person.objects.filter(is_invented=False).count(),
}
sys.stdout.write(json.dumps(facts, default=str))
