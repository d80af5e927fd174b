"""Forms and schedules as data: versions by hash, a second campaign joins, periods begin by themselves."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from tests.factories import NOW, SYSTEM, Cast, enrol, make_campaign
from tests.stages.reports.support import at, begun, period, schedule
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.stages.campaigns.campaign_file import CATALOGUE, read_campaign
from thidua.stages.campaigns.campaign_file.shapes import ReportPart
from thidua.stages.reports import form_files
from thidua.stages.reports.form import blocks_of, slots_of
from thidua.stages.reports.form_files import FormFileError, read_form, read_forms
from thidua.stages.reports.models import ReportForm, ReportPeriod, ReportSchedule
from thidua.stages.reports.operations import load_forms, load_schedules, open_periods, set_period_dates
from thidua.stages.reports.operations import loading as loading_module
from thidua.stages.reports.queries import owing

QUARTERLY = ReportPart(
    "front-quarterly", "VII.3b", "Báo cáo hằng quý", "front-quarterly", "quarter", ("front-commune",), None, "", False
)
FINAL = dataclasses.replace(
    QUARTERLY,
    key="final",
    name="Báo cáo tổng kết",
    rhythm="once",
    due_before=datetime.date(2024, 8, 20),
    with_works=True,
)


def test_every_form_of_the_catalogue_is_read() -> None:
    assert [file.key for file in read_forms()] == [
        "campaign-final", "communes-2026", "front-quarterly", "organization-campaign", "rural-roads",
    ]  # fmt: skip


def broken(tmp_path: Path, words: str) -> Path:
    path = tmp_path / "sai.toml"
    path.write_text(words, encoding="utf-8")
    return path


HEAD = 'key = "sai"\ntitle = "Sai"\nvalid_from = 2023-10-01\n[[section]]\nkey = "a"\ntitle = "A"\ncampaign = true\n'


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ('kind = "figure"', "a figure has a unit"),
        ('kind = "words"\nunit = "piece"', "a figure has a unit"),
        ('kind = "figure"\nunit = "dặm"', "unit 'dặm'"),
        ('kind = "figure"\nunit = "piece"\ncolour = "red"', "unknown colour"),
        (
            'kind = "figure"\nunit = "piece"\nshare = true\nknown = { key = "works", state = "verified" }',
            "a share needs",
        ),
        ('kind = "figure"\nunit = "piece"\nknown = { key = "target" }', "missing target"),
        ('kind = "figure"\nunit = "piece"\nof = "all"', "`of` is said of a share"),
        ('kind = "figure"\nunit = "piece"\nshare = true\nof = "all"', "'all' is no figure before it"),
        (
            'kind = "figure"\nunit = "piece"\nknown = { key = "works", state = "verified", colour = "red" }',
            "unknown colour",
        ),
    ],
)
def test_broken_form_is_told_by_its_place(tmp_path: Path, field: str, told: str) -> None:
    words = f'{HEAD}[[section.field]]\nkey = "x"\nlabel = "X"\n{field}\n'
    with pytest.raises(ValueError, match=told):
        read_form(broken(tmp_path, words))


def test_field_named_twice_is_refused(tmp_path: Path) -> None:
    field = '[[section.field]]\nkey = "x"\nlabel = "X"\nkind = "words"\n'
    with pytest.raises(FormFileError, match="named twice: x"):
        read_form(broken(tmp_path, HEAD + field * 2))


@pytest.mark.django_db
def test_changed_form_is_the_next_version_and_an_older_file_undoes_nothing(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_forms(by=SYSTEM, now=NOW) == 5
    assert load_forms(by=SYSTEM, now=NOW) == 0
    old = read_forms()
    newer = [dataclasses.replace(file, hash="1" * 64, title="Mẫu mới") for file in old if file.key == "front-quarterly"]

    monkeypatch.setattr(loading_module, "read_forms", lambda: newer)
    assert load_forms(by=SYSTEM, now=NOW) == 1
    monkeypatch.setattr(loading_module, "read_forms", lambda: old)
    assert load_forms(by=SYSTEM, now=NOW) == 0
    versions = ReportForm.objects.filter(key="front-quarterly").order_by("version")
    assert [(form.version, form.title) for form in versions] == [(1, "Công tác Mặt trận"), (2, "Mẫu mới")]
    assert form_files.FOLDER.is_dir()


@pytest.mark.django_db
@pytest.mark.clause("VII.3b")
def test_second_campaign_of_the_owner_is_a_section_of_the_same_report(people: Cast) -> None:
    """Never a second report for the same period."""
    second = make_campaign(people.province, key="hai")
    second.short_name = "Đợt thứ hai"
    second.save()
    enrol(second, [people.province, people.district, people.commune])
    load_forms(by=SYSTEM, now=NOW)
    assert load_schedules(by=SYSTEM, now=NOW, campaign=people.campaign, parts=[QUARTERLY]) == 1
    assert load_schedules(by=SYSTEM, now=NOW, campaign=second, parts=[QUARTERLY]) == 0

    made = ReportSchedule.objects.get()
    quarter = made.periods.get(key="2024-q3")
    report = begun(people, quarter)
    titles = [block.title for block in blocks_of(report.form, made.campaigns.order_by("id"))]
    assert titles[1:3] == ["Kết quả Thi đua chào mừng Đại hội", "Kết quả Đợt thứ hai"]
    assert {slot.name for slot in slots_of(report)} >= {"thu.works-verified", "hai.works-verified", "sessions"}
    assert owing(quarter).filter(pk=people.commune.pk).count() == 1


@pytest.mark.django_db
def test_schedule_that_differs_is_refused(people: Cast) -> None:
    load_schedules(by=SYSTEM, now=NOW, campaign=people.campaign, parts=[QUARTERLY])
    with pytest.raises(NotNow, match="mẫu, kỳ hoặc đơn vị gửi khác"):
        load_schedules(
            by=SYSTEM, now=NOW, campaign=people.campaign, parts=[dataclasses.replace(QUARTERLY, rhythm="month")]
        )
    assert ReportSchedule.objects.get().rhythm == "quarter"


@pytest.mark.django_db
def test_periods_begin_by_themselves_once(people: Cast) -> None:
    load_schedules(by=SYSTEM, now=at(11, 2, year=2023), campaign=people.campaign, parts=[QUARTERLY, FINAL])
    assert open_periods(by=SYSTEM, now=at(7, 1)) == 3
    assert open_periods(by=SYSTEM, now=at(7, 2)) == 0
    rows = ReportPeriod.objects.order_by("schedule__key", "starts_on").values_list("key", "starts_on", "ends_before")
    day = datetime.date
    assert list(rows) == [
        ("once", day(2023, 10, 1), None),
        ("2023-q4", day(2023, 10, 1), day(2024, 1, 1)),
        ("2024-q1", day(2024, 1, 1), day(2024, 4, 1)),
        ("2024-q2", day(2024, 4, 1), day(2024, 7, 1)),
        ("2024-q3", day(2024, 7, 1), day(2024, 10, 1)),
    ]


@pytest.mark.clause("VII.2")
@pytest.mark.clause("VII.3b")
def test_plan_286_asks_for_three_reports() -> None:
    reports = {part.key: part for part in read_campaign(CATALOGUE / "campaigns" / "286").reports}
    final, quarterly, organization = (reports[key] for key in ("final-286", "front-quarterly", "organization-286"))

    assert (final.unit_kinds, final.due_before, final.with_works) == (
        ("front-district",),
        datetime.date(2024, 8, 20),
        True,
    )
    assert (quarterly.rhythm, quarterly.due_before) == ("quarter", None)
    assert (organization.unit_kinds, organization.due_before) == (("org-province",), None)


@pytest.mark.django_db
@pytest.mark.clause("VII.2")
def test_body_that_asks_sets_the_day_by_its_document(people: Cast) -> None:
    of = period(people, schedule(people), quarter=1)
    due = datetime.date(2024, 4, 11)
    with pytest.raises(NotAllowed, match="tỉnh Đắk Nông"):
        set_period_dates(
            by=people.actor("district_officer"), now=NOW, period=of, due_before=due, due_source="Công văn 1"
        )
    officer = people.actor("province_officer")
    for more, field in (
        ({"due_before": due, "due_source": " "}, "due_source"),
        ({"due_before": of.starts_on, "due_source": "Công văn 1"}, "due_before"),
        ({"due_before": due, "due_source": "Công văn 1", "closed_on": datetime.date(2024, 4, 10)}, "closed_on"),
    ):
        with pytest.raises(Invalid) as refusal:
            set_period_dates(by=officer, now=NOW, period=of, **more)  # type: ignore[arg-type]
        assert list(refusal.value.fields) == [field]

    done = set_period_dates(by=officer, now=NOW, period=of, due_before=due, due_source="Công văn 1", closed_on=due)
    assert (done.due_before, done.due_source, done.closed_on) == (due, "Công văn 1", due)
