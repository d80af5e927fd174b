"""Two records beside each other, line by line."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.faces.desk.works.page import facts_of, where_of
from thidua.foundation.core import files
from thidua.foundation.core.quantities import format_money, format_number
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.models import Work


def comparison(one: Work, two: Work) -> list[tuple[str, str, str]]:
    """What two records say, line by line: the label, then each one's words."""
    told = [dict(_whole_facts(work)) for work in (one, two)]
    labels = list(dict.fromkeys([*told[0], *told[1]]))
    return [(label, told[0].get(label, ""), told[1].get(label, "")) for label in labels]


def _whole_facts(work: Work) -> list[tuple[str, str]]:
    money = dict(work.money.order_by("id").values_list("source", "amount"))
    shots = files.of_owner(OWNER, work.uid).filter(type__startswith="image/").count()
    return [
        (_("Tên"), work.name),
        (_("Tình trạng"), str(work.get_status_display()).capitalize()),
        *facts_of(work),
        (_("Nơi hưởng lợi"), where_of(work)),
        (_("Kinh phí"), format_money(sum(money.values())) if money else ""),
        (_("Số ảnh"), format_number(shots)),
    ]
