"""A published work in words: the same on the portal and in the preview before it is published."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.core.quantities import PLAIN, UNITS, format_number
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.publications.shown import PublicWork


def facts_of(work: PublicWork) -> list[tuple[str, str]]:
    """Name and value of what is known of the work, what is not known left out."""
    is_known = work.measure_unit in UNITS
    unit = UNITS[work.measure_unit] if is_known else PLAIN
    # One piece of work is one: that says nothing.
    size = unit.format(work.quantity, with_unit=True) if unit.short or work.quantity > 1 else ""
    mobiliser = work.mobiliser if work.mobiliser != work.unit else ""
    pairs = [
        (_("Loại"), work.kind),
        (_("Quy mô"), size),
        (_("Địa điểm"), "; ".join(work.places)),
        (_("Đơn vị thực hiện"), work.unit),
        (_("Chủ trì vận động"), mobiliser),
        (_("Cùng làm"), "; ".join(work.partners)),
        (_("Hoàn thành"), day_words(work.done_date) if work.done_date else ""),
        (_("Đợt thi đua"), work.campaign),
        (_("Đã có nơi học theo"), copied_words(work.copied) if work.copied else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def copied_words(units: int) -> str:
    """How many units took a model up."""
    return ngettext("%(number)s đơn vị", "%(number)s đơn vị", units) % {"number": format_number(units)}


def story_of(work: PublicWork) -> list[tuple[str, str]]:
    """The parts of an exemplar's story, by their headings."""
    headings = {
        "problem": _("Vì sao phải làm"), "way": _("Cách làm"), "result": _("Kết quả"),
        "needs": _("Nơi khác cần có gì để làm theo"),
    }  # fmt: skip
    return [(headings[name], words) for name, words in work.story if name in headings]
