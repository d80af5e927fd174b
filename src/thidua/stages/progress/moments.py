"""As of which day figures are read, and how: as they stand, as the board showed them, or by when things were done."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables.lists import day_words

ONE_DAY = datetime.timedelta(days=1)


class Reckoning(StrEnum):
    """How figures of a day are reckoned; the words are those of an address (`theo`)."""

    STANDING = ""
    SHOWN = "toi"
    DONE = "thuc-hien"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and how its figures are reckoned.

    `SHOWN` is what the board showed that evening and never changes. `DONE` is what the ledger of now says was done up
    to that day, so a later correction or a late entry changes it.
    """

    on: datetime.date
    reckoning: Reckoning = Reckoning.STANDING

    @property
    def is_standing(self) -> bool:
        """Whether these are the figures of now."""
        return self.reckoning == Reckoning.STANDING

    @property
    def ends_at(self) -> datetime.datetime:
        """The first moment that is no longer the day's."""
        return clock.local_midnight(self.on + ONE_DAY)

    @property
    def evening(self) -> datetime.datetime | None:
        """`ends_at` of an evening, whose board knows of nothing later; None where what holds now is meant."""
        return self.ends_at if self.reckoning == Reckoning.SHOWN else None

    @property
    def values(self) -> dict[str, str]:
        """What an address says of the moment; nothing of today."""
        if self.is_standing:
            return {}
        how = {HOW: self.reckoning.value} if self.reckoning == Reckoning.DONE else {}
        return {DAY: self.on.isoformat(), **how}

    @property
    def words(self) -> str:
        """What the reader must know of the figures; nothing of those that stand now."""
        day = {"day": day_words(self.on)}
        if self.reckoning == Reckoning.SHOWN:
            return _("Số liệu như bảng đã hiện tối %(day)s") % day
        if self.reckoning == Reckoning.DONE:
            return _("Tính theo ngày thực hiện đến %(day)s") % day
        return ""


# Where an address or a list's filters say which moment is meant; they are read here and nowhere else.
DAY, HOW = "ngay", "theo"


def read_moment(given: Mapping[str, Any], *, today: datetime.date) -> Moment:
    """The moment of an address; without a day today.

    Raises `Missing` for what is no day, a day yet to come and an unknown way to reckon: figures of today in place of
    those asked for would be taken for these.
    """
    said, how = str(given.get(DAY) or ""), str(given.get(HOW) or "")
    if how not in set(Reckoning):
        raise Missing(_("Không có cách tính này. Xin chọn lại ngày và cách tính."))
    if not said:
        return Moment(today)
    try:
        day = datetime.date.fromisoformat(said)
    except ValueError:
        raise Missing(_("Ngày trong địa chỉ không đúng. Xin chọn lại ngày.")) from None
    if day > today:
        raise Missing(
            _("Chưa có số liệu của ngày %(day)s; chọn được đến hôm nay, %(today)s.")
            % {"day": day_words(day), "today": day_words(today)}
        )
    if how == Reckoning.DONE:
        return Moment(day, Reckoning.DONE)
    return Moment(day, Reckoning.SHOWN) if day < today else Moment(today)


def moment_words(given: Mapping[str, Any]) -> str:
    """What the head of a file says of its moment."""
    return read_moment(given, today=clock.today()).words


# Where a plain day is given, the figures are those that stand now, judged on that day.
Day = datetime.date | Moment


def moment_of(day: Day) -> Moment:
    """The moment meant."""
    return day if isinstance(day, Moment) else Moment(day)


def entries_of(moment: Moment) -> Q:
    """The filter «counted at the moment» on entries of the ledger.

    On an evening an entry counted that was recorded by then and not yet reversed, whatever became of it since.
    """
    if moment.reckoning == Reckoning.SHOWN:
        undone_later = Q(reversed_by__isnull=True) | Q(reversed_by__recorded_at__gte=moment.ends_at)
        undone_later &= Q(is_reversal=False, recorded_at__lt=moment.ends_at)
        return undone_later
    live = Q(reversed_by__isnull=True, is_reversal=False)
    if moment.reckoning == Reckoning.DONE:
        live &= Q(effective_date__lte=moment.on)
    return live
