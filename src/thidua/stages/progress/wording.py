"""Words of progress used in more than one place: states in a file, due dates."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import ALL_OF, TargetDates
from thidua.stages.progress.standing import State

STATE_WORDS = {
    State.MET: gettext_lazy("Đạt"),
    State.MET_LATE: gettext_lazy("Đạt muộn"),
    State.OPEN: gettext_lazy("Chưa đạt (còn hạn)"),
    State.MISSED: gettext_lazy("Không đạt (hết hạn)"),
    State.NOT_DUE: gettext_lazy("Chưa đến kỳ"),
    State.UNREPORTED: gettext_lazy("Chưa báo cáo"),
    State.EXEMPT: gettext_lazy("Được miễn (có văn bản)"),
    State.NOT_ASSIGNED: gettext_lazy("Không giao"),
}


def due_words(target: Target, dates: TargetDates) -> str:
    """By when, in words; an open event is said to be open, and what is assigned has a day of its own."""
    if target.minimum is None and target.measure != ALL_OF:
        return _("theo ngày quy định của từng đơn vị")
    if dates.judged_from:
        return _("xét từ %(day)s") % {"day": day_words(dates.judged_from)}
    if dates.due:
        return _("trước %(day)s") % {"day": day_words(dates.due)}
    return _("chưa ấn định ngày nên chưa có hạn")
