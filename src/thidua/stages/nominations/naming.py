"""How nominees are named on lists and papers: the name, then the position and the body."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.stages.nominations.models import Nomination
from thidua.stages.works.naming import full_name, within


def subject_words(nomination: Nomination) -> str:
    """Beside the name: a person's position and body; a body's superior where the name alone does not tell it."""
    if nomination.person is not None:
        unit = nomination.subject
        if not nomination.person.position:
            return full_name(unit)
        # After the position a committee's place stands in the middle: «Phó Chủ tịch, xã Nam Dong».
        body = full_name(unit) if unit.kind.is_area else within(unit)
        return _("%(position)s, %(unit)s") % {"position": nomination.person.position, "unit": body}
    return full_name(nomination.subject)


def nominee_words(nomination: Nomination) -> str:
    """The nominee in one line: «Nguyễn Thị An, Chủ tịch, Ủy ban MTTQ …»; a body by its full name."""
    if nomination.person is None:
        return subject_words(nomination)
    return f"{nomination.person.full_name}, {subject_words(nomination)}"
