"""A report begun, its data date moved, its values saved as far as they are."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import nfc
from thidua.foundation.units.models import Unit
from thidua.stages.reports import rules
from thidua.stages.reports.checking import LONGEST_NOTE, LONGEST_TEXT, NOTE, by_place, place_of, too_many
from thidua.stages.reports.form import campaigns_of, slots_of
from thidua.stages.reports.freezing import fill_in, freeze
from thidua.stages.reports.models import Report, ReportForm, ReportPeriod, ReportValue
from thidua.stages.reports.schedules import data_date_for
from thidua.stages.reports.states import OPEN_TO_EDITS


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed into one slot: a figure in the smallest unit or words, and the reason where a figure needs one."""

    figure: int | None = None
    text: str = ""
    note: str = ""


Values = Mapping[str, Given]


@operation
def begin_report(
    *, by: By, now: datetime.datetime, period: ReportPeriod, unit: Unit, data_date: datetime.date | None = None
) -> Report:
    """Begins a unit's report of a period with what the site knows as of the data date; a begun one is given back.

    Figures and the annex are frozen on that day. Refused: `Missing` a foreign unit; `NotAllowed` unless the unit's own
    officer; `Invalid` (`unit`) a unit the schedule does not ask, (`data_date`) a day to come or before the period;
    `NotNow` a closed period.
    """
    if isinstance(by, Actor) and not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này trong phạm vi của bạn."))
    if why_not := rules.why_not_write(by, unit):
        raise NotAllowed(why_not)
    if rules.place_in(period.schedule, unit.pk) is None:
        raise Invalid({"unit": _("%(unit)s không phải gửi báo cáo này.") % {"unit": unit.name}})
    on = data_date or data_date_for(period, clock.day_of(now))
    _require_data_date(period, on, now)
    rules.require_open(period, now)
    form = ReportForm.objects.filter(key=period.schedule.form_key).order_by("-version").first()
    if form is None:
        raise NotNow(_("Chưa có mẫu của báo cáo này. Xin đề nghị người quản trị nạp mẫu báo cáo."))
    report, new = Report.objects.get_or_create(
        period=period, unit=unit,
        defaults={
            "form": form, "data_date": on, "made_by_id": person_of(by), "changed_by_id": person_of(by), "made_at": now,
            "changed_at": now,
        },
    )  # fmt: skip
    if new:
        _freeze(report, on)
        audit.record(by=by, act=gettext_noop("bắt đầu viết"), obj=report)
    return report


@operation
def move_data_date(
    *, by: By, now: datetime.datetime, report: Report, data_date: datetime.date, version: int | None = None
) -> Report:
    """Freezes the figures and the annex on another day; figures nobody changed by hand follow.

    Refused: `NotAllowed`; `NotNow` once the report was sent for the first time: its numbers never change afterwards;
    `Invalid` (`data_date`) a day to come or before the period; `Stale`.
    """
    rules.require_seen(by, report)
    row = held(report, by=by, now=now, version=version)
    if row.submitted_at is not None:
        raise NotNow(_("Báo cáo đã gửi lần đầu nên ngày chốt số liệu không đổi được nữa."))
    _require_data_date(row.period, data_date, now)
    before = audit.snapshot(row)
    row.data_date = data_date
    _freeze(row, data_date)
    touched(row, by=by, now=now)
    audit.record(
        by=by,
        act=gettext_noop("đổi ngày chốt số liệu"),
        obj=row,
        before=_short(before),
        after=_short(audit.snapshot(row)),
    )
    return row


@operation
def save_report(
    *, by: By, now: datetime.datetime, report: Report, values: Values, version: int | None = None
) -> Report:
    """Keeps what was typed, complete or not.

    Refused: `Missing` a foreign report; `NotAllowed` unless the unit's own officer; `NotNow` once it went to the leader
    or up, and in a closed period; `Stale` an old version; `Invalid` a figure below zero, a share above its whole.
    """
    rules.require_seen(by, report)
    row = held(report, by=by, now=now, version=version)
    keep(row, values, by=by, now=now)
    return row


def held(report: Report, *, by: By, now: datetime.datetime, version: int | None) -> Report:
    """The report, locked, for who may write it while it may be written."""
    row = lock(report)
    row.unit, row.period = report.unit, report.period
    if why_not := rules.may_write(by, row):
        raise NotAllowed(why_not)
    rules.require_open(row.period, now)
    if row.status not in OPEN_TO_EDITS:
        raise NotNow(
            _("Báo cáo đang ở tình trạng «%(status)s» nên không sửa được lúc này.")
            % {"status": row.get_status_display()}
        )
    check_version(row, version)
    return row


def keep(row: Report, values: Values, *, by: By, now: datetime.datetime) -> None:
    """Writes the values that differ into the held report; names of slots it does not have are passed over."""
    kept = by_place(row)
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for slot in slots_of(row):
        given = values.get(slot.name)
        if given is None:
            continue
        if given.figure is not None and given.figure < 0:
            raise Invalid({slot.name: _("Số liệu không được nhỏ hơn 0.")})
        if too_long := _too_long(slot.name, given):
            raise Invalid(too_long)
        value = kept.get(place_of(slot)) or ReportValue(report=row, campaign=slot.campaign, field=slot.field.key)
        # The whole of a typed share may be typed anew with it: `_keep_wholes` looks at them together.
        if not slot.field.of and (excess := too_many(slot, given.figure, value.denominator)):
            raise Invalid({slot.name: excess})
        old = (value.figure, value.text, value.note)
        new = (given.figure, nfc(given.text).strip(), nfc(given.note).strip())
        if old != new:
            value.figure, value.text, value.note = new
            value.save()
            before[slot.name], after[slot.name] = list(old), list(new)
    if after:
        _keep_wholes(row)
        touched(row, by=by, now=now)
        audit.record(by=by, act=gettext_noop("ghi số liệu"), obj=row, before=before, after=after)


def _too_long(name: str, given: Given) -> dict[str, str]:
    words = _("Phần này ghi được nhiều nhất %(most)d ký tự; đang có %(now)d. Xin viết gọn lại, bảng dài gửi kèm riêng.")
    limits = ((name, given.text, LONGEST_TEXT), (NOTE + name, given.note, LONGEST_NOTE))
    return {field: words % {"most": most, "now": len(text)} for field, text, most in limits if len(text) > most}


def _keep_wholes(row: Report) -> None:
    """Puts beside each typed share the figure that is its whole. Raises `Invalid` for a part that is more than it."""
    kept = by_place(row)
    for slot in slots_of(row):
        value = kept.get(place_of(slot))
        if not slot.field.of or value is None:
            continue
        whole = kept.get((place_of(slot)[0], slot.field.of))
        figure = whole.figure if whole else None
        if value.figure is not None and figure is not None and value.figure > figure:
            raise Invalid(
                {
                    slot.name: _("Số này không được nhiều hơn tổng là %(whole)s.")
                    % {"whole": slot.field.measure.format(figure, with_unit=True)}
                }
            )
        if value.denominator != figure:
            value.denominator = figure
            value.save()


def touched(row: Report, *, by: By, now: datetime.datetime) -> None:
    """Saves the record with a new version."""
    row.changed_by_id = person_of(by)
    touch(row, now=now)
    row.save()


def _freeze(report: Report, on: datetime.date) -> None:
    report.frozen = freeze(
        unit=report.unit, period=report.period, form=report.form, campaigns=campaigns_of(report), on=on
    )
    report.save(update_fields=["frozen", "data_date"])
    fill_in(report, slots_of(report))


def _require_data_date(period: ReportPeriod, on: datetime.date, now: datetime.datetime) -> None:
    if on > clock.day_of(now):
        raise Invalid({"data_date": _("Ngày chốt số liệu không được sau ngày hôm nay.")})
    if on < period.starts_on:
        raise Invalid({"data_date": _("Ngày chốt số liệu không được trước ngày đầu của kỳ báo cáo.")})


def _short(snapshot: dict[str, object]) -> dict[str, object]:
    """The snapshot without the frozen figures, which would drown the trail."""
    return {name: value for name, value in snapshot.items() if name != "frozen"}
