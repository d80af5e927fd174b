"""A schedule for the cast: one periodic report of districts and communes, with a figure read, one typed, and words."""

from __future__ import annotations

import datetime
from typing import Any

from tests.factories import FOUNDED, NOW, SYSTEM, Cast, enrol
from thidua.foundation.core import clock
from thidua.foundation.units.models import Unit
from thidua.foundation.units.operations import NewUnit, make_units
from thidua.stages.reports.models import Report, ReportForm, ReportPeriod, ReportSchedule
from thidua.stages.reports.operations import Given, accept_report, begin_report, hand_report, send_report

DUE = datetime.date(2024, 7, 11)
CONTENT: dict[str, Any] = {
    "sections": [
        {
            "key": "mood", "title": "Tình hình", "campaign": False,
            "fields": [{"key": "mood-words", "kind": "words", "label": "Tình hình Nhân dân", "is_required": True}],
        },
        {
            "key": "campaign", "title": "Kết quả {campaign}", "campaign": True,
            "fields": [
                {"key": "works", "kind": "figure", "label": "Công trình đã xác nhận", "is_required": True,
                 "known": {"key": "works", "state": "verified"}},
                {"key": "sessions", "kind": "figure", "label": "Buổi tuyên truyền", "unit": "session", "is_required": True},
                {"key": "launched", "kind": "figure", "label": "Đơn vị đã phát động", "is_share": True,
                 "known": {"key": "target", "target": "III.1"}},
                {"key": "nowhere", "kind": "figure", "label": "Chỉ tiêu không có ở đây",
                 "known": {"key": "target", "target": "IX.9"}},
            ],
        },
    ]
}  # fmt: skip


def schedule(people: Cast, **more: Any) -> ReportSchedule:
    """The periodic report of districts and communes to the level above."""
    form(CONTENT)
    values: dict[str, Any] = {
        "owner": people.province, "key": "quarterly", "name": "Báo cáo hằng quý", "form_key": "small", "rhythm": "quarter",
        "unit_kinds": ["front-district", "front-commune"], **more,
    }  # fmt: skip
    made = ReportSchedule.objects.create(**values)
    made.campaigns.add(people.campaign)
    return made


def form(content: dict[str, Any], version: int = 1) -> ReportForm:
    return ReportForm.objects.get_or_create(
        key="small", version=version,
        defaults={
            "title": "Công tác Mặt trận", "content": content, "file_hash": f"{version:064d}",
            "valid_from": datetime.date(2023, 10, 1),
        },
    )[0]  # fmt: skip


def period(people: Cast, of: ReportSchedule | None = None, quarter: int = 2, **more: Any) -> ReportPeriod:
    """A quarter of 2024; the second is due before 11 July."""
    first = datetime.date(2024, 3 * quarter - 2, 1)
    last = datetime.date(2024, 3 * quarter + 1, 1)
    values: dict[str, Any] = {
        "schedule": of or schedule(people), "key": f"2024-q{quarter}", "name": f"quý {quarter}/2024", "starts_on": first,
        "ends_before": last, "due_before": DUE if quarter == 2 else None, "due_source": "Công văn minh họa",
    }  # fmt: skip
    return ReportPeriod.objects.create(**values | more)


def at(month: int, day: int, hour: int = 9, year: int = 2024) -> datetime.datetime:
    return clock.local_midnight(datetime.date(year, month, day)) + datetime.timedelta(hours=hour)


def given(sessions: int | None = 4, words: str = "Nhân dân phấn khởi.", **more: Given) -> dict[str, Given]:
    """What an officer types: everything that is required and that the site does not know."""
    return {"mood-words": Given(text=words), "thu.sessions": Given(figure=sessions), **more}


def begun(people: Cast, of: ReportPeriod, unit: Unit | None = None, by: str = "commune_officer", **more: Any) -> Report:
    more.setdefault("now", NOW)
    return begin_report(by=people.actor(by), period=of, unit=unit or people.commune, **more)


def handed(people: Cast, of: ReportPeriod, **more: Any) -> Report:
    report = begun(people, of, **more)
    return hand_report(by=people.actor("commune_officer"), now=more.get("now", NOW), report=report, values=given())


def sent(people: Cast, of: ReportPeriod, **more: Any) -> Report:
    """The commune's report, written by its officer and sent by its leader."""
    report = handed(people, of, **more)
    return send_report(by=people.actor("commune_leader"), now=more.get("now", NOW), report=report)


def accepted(people: Cast, of: ReportPeriod, **more: Any) -> Report:
    report = sent(people, of, **more)
    return accept_report(by=people.actor("district_officer"), now=more.get("now", NOW), report=report)


def grow(people: Cast, quarter: ReportPeriod, total: int) -> None:
    """Communes of the district up to so many, each with its report sent."""
    there = Report.objects.count()
    made = make_units(
        by=SYSTEM, now=NOW,
        units=[
            NewUnit(
                key=f"x{number}", kind="front-commune", name=f"Ủy ban MTTQ Việt Nam xã {number}", short_name=f"Xã {number}",
                place_type="xã", parent=people.district, codes={"site": f"X{number}"}, contact_name="", phone="",
                is_invented=True, valid_from=FOUNDED,
            )
            for number in range(there, total)
        ],
    )  # fmt: skip
    units = list(made.values())
    for unit in units:
        unit.refresh_from_db()
    enrol(people.campaign, units)
    first = Report.objects.select_related("form").order_by("id")[0]
    Report.objects.bulk_create(
        Report(
            period=quarter, unit=unit, form=first.form, status="submitted", data_date=first.data_date, submitted_at=NOW,
            made_at=NOW, changed_at=NOW,
        )
        for unit in units
    )  # fmt: skip
