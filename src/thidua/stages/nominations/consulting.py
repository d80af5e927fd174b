"""Who stands before the public for comment: told by the room that publishes, asked by those that decide."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.core.registry import Registry
from thidua.foundation.core.tables.lists import day_words

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Consultation:
    """One nominee before the public: whether people may still speak, through which day, how many words nobody read."""

    is_open: bool
    last_day: datetime.date
    unread: int

    @property
    def needs_a_look(self) -> bool:
        return self.is_open or self.unread > 0

    @property
    def words(self) -> str:
        """One sentence for a check or a refusal."""
        said = _("%(count)d ý kiến chưa đọc") % {"count": self.unread}
        if self.is_open:
            return _("Đang lấy ý kiến Nhân dân đến hết ngày %(day)s; %(said)s.") % {
                "day": day_words(self.last_day), "said": said,
            }  # fmt: skip
        return _("Đã lấy ý kiến Nhân dân đến hết ngày %(day)s; %(said)s.") % {
            "day": day_words(self.last_day), "said": said,
        }  # fmt: skip


# Nominations by uid and the day asked about → those of them that stand or stood before the public.
Read = Callable[[Collection[uuid.UUID], datetime.date], dict[uuid.UUID, Consultation]]
CONSULTATIONS: Registry[Read] = Registry("consultations")


def consultations_of(nominations: Collection[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, Consultation]:
    """The consultation of each nomination that has one."""
    found: dict[uuid.UUID, Consultation] = {}
    for read in CONSULTATIONS if nominations else ():
        found |= read(nominations, on)
    return found
