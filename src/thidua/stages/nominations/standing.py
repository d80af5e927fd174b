"""Where a nomination stands, told finer than its status: what the council said, what was revoked; and how late."""

from __future__ import annotations

import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, TextChoices, Value, When
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core import clock
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import AwardGuidance, Nomination, NominationQuerySet, Submission
from thidua.stages.nominations.waiting import in_councils_hands

N = Nomination.Status


class Standing(TextChoices):
    """What is no status of its own."""

    COUNCIL = "council", _("chờ Hội đồng xét")
    AGREED = "agreed", _("Hội đồng đồng ý, chờ chọn")
    NOT_AGREED = "not_agreed", _("Hội đồng không đồng ý")
    REVOKED = "revoked", _("khen thưởng đã bị hủy")


# In the order of a nomination's way.
STANDINGS: tuple[N | Standing, ...] = (
    N.DRAFT, N.PROPOSED, N.RETURNED, Standing.COUNCIL, Standing.AGREED, Standing.NOT_AGREED, N.SELECTED, N.RESERVE,
    N.HONOURED, N.LOWERED, N.REFUSED, Standing.REVOKED, N.WITHDRAWN,
)  # fmt: skip
# The name of the annotation, as lists are narrowed and counted by it.
STANDING: str = "standing"
LABELS = {str(row.value): row.label for row in STANDINGS}
LATE = Q(proposed_at__date__gte=F("form__round__guidance__proposals_before"))
SENT_LATE = Q(sent_at__date__gte=F("form__round__guidance__dossiers_before"))


def with_standing(rows: NominationQuerySet) -> NominationQuerySet:
    """Each nomination with its `standing`."""
    revoked = Honour.objects.filter(source_uid=OuterRef("uid"), revoked_on__isnull=False)
    waits = in_councils_hands().filter(pk=OuterRef("pk"))
    return rows.annotate(
        standing=Case(
            When(status=N.PROPOSED, vote=Nomination.Vote.FAILED, then=Value(Standing.NOT_AGREED.value)),
            When(status=N.PROPOSED, vote=Nomination.Vote.PASSED, then=Value(Standing.AGREED.value)),
            When(Q(Exists(waits), status=N.PROPOSED), then=Value(Standing.COUNCIL.value)),
            When(Q(Exists(revoked), status__in=[N.HONOURED, N.LOWERED]), then=Value(Standing.REVOKED.value)),
            default=F("status"),
        )
    )


def standing_of(nomination: Nomination) -> str:
    """The same of one."""
    rows = with_standing(Nomination.objects.filter(pk=nomination.pk))
    return str(rows.order_by("id").values_list(STANDING, flat=True)[0])


def days_late(at: datetime.datetime | None, before: datetime.date | None) -> int:
    """How many days after the last good day; 0 in time and where no day is set."""
    if at is None or before is None:
        return 0
    return max(0, (clock.day_of(at) - before).days + 1)


def late_words(row: Nomination | Submission) -> str:
    """«gửi sau hạn 2 ngày», or nothing; the round's guidance is read."""
    guidance: AwardGuidance | None = getattr(row.form.round, "guidance", None)
    if guidance is None:
        return ""
    if isinstance(row, Submission):
        days = days_late(row.sent_at, guidance.dossiers_before)
    else:
        days = days_late(row.proposed_at, guidance.proposals_before)
    return _t("gửi sau hạn %(count)d ngày") % {"count": days} if days else ""
