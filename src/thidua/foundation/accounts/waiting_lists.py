"""Lists that were left to the worker, taken over for who sent them."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable

from django.db import OperationalError
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, actor_of_person
from thidua.foundation.accounts.models import Person
from thidua.foundation.core import clock, taken_lists
from thidua.foundation.core.errors import Busy, Refused
from thidua.foundation.core.models import StoredFile, TakenList

LOG = logging.getLogger(__name__)
# A longer list is left to the worker: nobody waits before a page for it.
MANY = 3_000

Take = Callable[[Actor, TakenList, StoredFile | None], object]


def take_waiting(sheet: str, take: Take, *, now: datetime.datetime) -> int:
    """Takes over the lists of a sheet that wait, each as its sender; one refused stays with the reason. Counts them."""
    lists = taken_lists.waiting(sheet)
    for waiting in lists:
        assert waiting.by_uid and waiting.file_uid, "a list waits with its sender and its file"
        try:
            by = actor_of_person(Person.objects.get(uid=waiting.by_uid), clock.day_of(now))
            take(by, waiting, StoredFile.objects.filter(uid=waiting.file_uid).first())
        except (Busy, OperationalError):
            # The database is away or busy for a moment: the next round finds the list still waiting.
            raise
        except Refused as refused:
            taken_lists.fail(waiting, now=now, told=str(refused))
        except Exception:
            LOG.exception("the list %s could not be taken over", waiting.uid)
            told = _("Hệ thống gặp lỗi khi nhập danh sách này, chưa lưu gì. Xin báo người quản trị.")
            taken_lists.fail(waiting, now=now, told=told)
    return len(lists)
