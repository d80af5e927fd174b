"""Money and goods come in, and are spent on houses, works and households."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import fold, sort_key, tidy
from thidua.stages.funds.content import Movement, checked, too_long
from thidua.stages.funds.models import Donor, Fund, FundEntry, Kind
from thidua.stages.funds.operations.records import DONOR_WRITTEN, balance, held, require_ledger, write_entry
from thidua.stages.funds.posting import post_fund


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDonor:
    """Somebody who gives for the first time."""

    name: str
    sort: str = Donor.Sort.PERSON
    address: str = ""
    is_anonymous: bool = False


@operation
def record_income(
    *,
    by: By,
    now: datetime.datetime,
    fund: Fund,
    given: Movement,
    new_donor: NewDonor | None = None,
    receipt: uuid.UUID | None = None,
) -> FundEntry:
    """Writes what the fund was given, or what else came in: a phiếu thu with the next number; the board follows.

    `new_donor` is written down with it; who stands there already under that name and address is taken. Without a
    donor it is what people gave together. Refused with `Missing`, `NotAllowed`, `NotNow` for a fund kept as figures,
    `Invalid` for wrong fields and for a day in a month that is closed or with the leader.
    """
    fund = held(fund, by=by)
    require_ledger(fund)
    if given.kind not in (Kind.DONATION, Kind.OTHER):
        raise Invalid({"kind": _("Xin chọn thu ủng hộ hay thu khác.")})
    if given.donor is not None and given.donor.unit_id != fund.unit_id:
        raise Missing(_("Không tìm thấy người ủng hộ này trong sổ của quỹ."))
    given = checked(fund, given, today=clock.day_of(now))
    if given.kind == Kind.OTHER:
        given = replace(given, donor=None)
    elif new_donor is not None and given.donor is None:
        given = replace(given, donor=donor_of(fund, new_donor, by=by, now=now))
    return _entered(fund, given, by=by, now=now)


@operation
def record_spending(
    *, by: By, now: datetime.datetime, fund: Fund, given: Movement, receipt: uuid.UUID | None = None
) -> FundEntry:
    """Writes what the fund spent, tied to a work or to households: a phiếu chi with the next number.

    Refused with `Missing`, `NotAllowed`, `NotNow` for a fund kept as figures, `Invalid` for wrong fields, for a work or
    a place outside the fund's branch, and where the fund would hold less than nothing at the end of any day.
    """
    fund = held(fund, by=by)
    require_ledger(fund)
    return _entered(fund, checked(fund, replace(given, kind=Kind.SPENDING), today=clock.day_of(now)), by=by, now=now)


@operation
def edit_donor(
    *,
    by: By,
    now: datetime.datetime,
    donor: Donor,
    given: NewDonor,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Donor:
    """Mends a donor's name or address, or whether it is named.

    Refused with `Missing`, `NotAllowed`, `Stale`, `Invalid` for no name or one that is there already.
    """
    held(Fund.objects.select_related("unit").get(unit=donor.unit_id), by=by)
    donor = lock(donor)
    check_version(donor, version)
    before = audit.snapshot(donor)
    _fill(donor, given)
    if Donor.objects.filter(unit=donor.unit_id, folded=donor.folded).exclude(pk=donor.pk).exists():
        raise Invalid({"name": _("Đã có người ủng hộ mang tên và địa chỉ này. Xin ghi rõ địa chỉ để phân biệt.")})
    donor.changed_by_id = person_of(by)
    touch(donor, now=now)
    donor.save()
    audit.record(by=by, act=gettext_noop("sửa người ủng hộ"), obj=donor, before=before)
    return donor


def _entered(fund: Fund, given: Movement, *, by: By, now: datetime.datetime) -> FundEntry:
    entry = write_entry(fund, given, by=by, now=now)
    balance(fund, by=by, now=now)
    post_fund(fund, [entry.uid], now=now)
    return entry


def donor_of(fund: Fund, given: NewDonor, *, by: By, now: datetime.datetime) -> Donor:
    """Who stands in the fund's book under that name and address; written down where nobody does."""
    donor = new_donor(fund, given, by=by, now=now)
    known = Donor.objects.filter(unit=fund.unit_id, folded=donor.folded).first()
    if known is not None:
        return known
    donor.save(force_insert=True)
    audit.record(by=by, act=DONOR_WRITTEN, obj=donor)
    return donor


def new_donor(fund: Fund, given: NewDonor, *, by: By, now: datetime.datetime) -> Donor:
    """The row of a donor, not written yet. Raises `Invalid` for words that cannot be kept."""
    person = person_of(by)
    donor = Donor(unit=fund.unit, made_by_id=person, changed_by_id=person, made_at=now, changed_at=now)
    _fill(donor, given)
    return donor


def _fill(donor: Donor, given: NewDonor) -> None:
    """Puts the words into the row. Raises `Invalid` for no name, too long ones, an unknown sort."""
    name, address = tidy(given.name), tidy(given.address)
    wrong: dict[str, str] = {}
    if not name:
        wrong["name"] = _("Xin ghi tên người ủng hộ.")
    elif len(name) > 200:
        wrong["name"] = too_long(200)
    if len(address) > 300:
        wrong["address"] = too_long(300)
    if given.sort not in Donor.Sort.values:
        wrong["sort"] = _("Xin chọn cá nhân hay tổ chức.")
    if wrong:
        raise Invalid(wrong)
    donor.name, donor.address, donor.sort, donor.is_anonymous = name, address, given.sort, given.is_anonymous
    donor.folded, donor.sort_key = fold(f"{name} {address}".strip()), sort_key(name)
