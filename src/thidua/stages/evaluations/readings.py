"""The readings behind «Hệ thống biết»: targets, works, milestones, reports, earlier honours, the communes' share."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from thidua.foundation.core.quantities import format_number, format_share
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.units.models import within
from thidua.stages.campaigns.campaign_file.vocabulary import OF_MILESTONE
from thidua.stages.evaluations.known import KNOWN, Fact, Subject
from thidua.stages.evaluations.shares import DEFAULT_NEEDED, shares_of_communes
from thidua.stages.honours.queries import honours_of
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import particulars, title
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.cells import Cell, branch_cell, own_cell
from thidua.stages.progress.queries.places import asked_by, levels_beneath
from thidua.stages.progress.wording import STATE_WORDS
from thidua.stages.reports.models import Report
from thidua.stages.works.filters import MODELS, OF_BRANCH, OF_UNIT
from thidua.stages.works.kinds import MODEL_GROUPS
from thidua.stages.works.models import Adoption, Status, Story, Work, WorkQuerySet
from thidua.stages.works.spread_tables import COUNTED

# Of many only so many by name.
SHOWN = 3
EXEMPLARS = (Story.Status.MARKED, Story.Status.OPENED)


def of_targets(subject: Subject, _rest: str) -> Iterator[Fact]:
    """Section III from the board: the unit's own cell where it is asked itself, else that of its branch."""
    if subject.place is None:
        return
    asked, levels = asked_by(subject.campaign, subject.on), levels_beneath(subject.place)
    words = {level.key: level.short_label for level in levels}
    rows = judged_cells(asked, subject.place, subject.on).filter(unit=subject.unit)
    by_target = {row.target_id: row for row in rows.order_by("target_id", "unit_id")}
    for target in asked.targets:
        cell = own_cell(asked, target, by_target) or branch_cell(asked, target, by_target, words)
        if cell is None or not cell.is_asked:
            continue
        yield Fact(
            f"{target.code} {target.short_label}",
            _told(cell),
            "desk:progress-figure",
            (subject.campaign.key, subject.unit.uid, target.code),
        )


def of_works(subject: Subject, _rest: str) -> Iterator[Fact]:
    """Works of the unit itself and, where that differs, of its whole branch: verified, and still under way."""
    own, branch = _counted(_works(subject).filter(unit=subject.unit)), _counted(_in_branch(subject))
    yield Fact(_("Công trình, phần việc đơn vị dẫn đầu"), _verified_and_open(own), *_list_of_works(subject, OF_UNIT))
    if branch != own:
        yield Fact(_("Trên địa bàn, kể cả cấp dưới"), _verified_and_open(branch), *_list_of_works(subject, OF_BRANCH))


def of_models(subject: Subject, _rest: str) -> Iterator[Fact]:
    """Models and initiatives of the branch that are verified, the first few by name; exemplars; models taken up."""
    rows = _in_branch(subject).filter(kind__group__in=MODEL_GROUPS, status=Status.VERIFIED)
    names = list(rows.order_by("-verified_at", "id").values_list("name", flat=True)[: SHOWN + 1])
    count = rows.count() if len(names) > SHOWN else len(names)
    shown = "; ".join(names[:SHOWN])
    words = _("%(count)s đã xác nhận") % {"count": format_number(count)}
    yield Fact(
        _("Mô hình, sáng kiến"),
        f"{words}: {shown}" if shown else words,
        *_list_of_works(subject, MODELS, Status.VERIFIED),
    )
    yield from _spread(subject)


def _spread(subject: Subject) -> Iterator[Fact]:
    """Exemplars of the branch, and its verified works done after a model; nothing is said where there are none."""
    inside, query = ((subject.unit.lft, subject.unit.rgt),), f"don-vi={subject.unit.uid}&dot={subject.campaign.key}"
    marked = Story.objects.filter(within("unit", inside), work__campaigns=subject.campaign)
    exemplars = marked.filter(status__in=EXEMPLARS, work__status=Status.VERIFIED).count()
    if exemplars:
        words = _("%(count)s được công nhận") % {"count": format_number(exemplars)}
        yield Fact(_("Gương điển hình"), words, "desk:exemplars", (), query)
    live = Adoption.objects.live().filter(within("work__unit", inside), work__campaigns=subject.campaign)
    followed = live.filter(work__status=Status.VERIFIED).count()
    if followed:
        words = _("%(count)s đã làm, đã xác nhận") % {"count": format_number(followed)}
        yield Fact(_("Học theo mô hình của nơi khác"), words, "desk:spread", (), f"{query}&tinh-trang={COUNTED}")


def of_works_entered(subject: Subject, _rest: str) -> Iterator[Fact]:
    """The works a person wrote down or reported done."""
    if subject.person is not None:
        mine = Q(made_by=subject.person) | Q(done_by=subject.person) | Q(entered_by=subject.person)
        counted = _counted(_works(subject).filter(mine))
        yield Fact(_("Công trình người này đăng ký hoặc báo kết quả"), _verified_and_open(counted))


def of_milestone(subject: Subject, key: str) -> Iterator[Fact]:
    """One milestone of the unit, year by year where it comes every year."""
    rows = Milestone.objects.filter(campaign=subject.campaign, kind__key=key, unit=subject.unit)
    for row in rows.select_related("kind").order_by("year", "id"):
        parts = [str(row.get_status_display())]
        if row.answer:
            parts.append(particulars(row.kind).answer_label(row.answer))
        if row.done_date:
            parts.append(_("ngày %(day)s") % {"day": day_words(row.done_date)})
        if row.document_number:
            parts.append(_("văn bản %(number)s") % {"number": row.document_number})
        yield Fact(title(row.kind, row.year), ", ".join(parts), "desk:milestone", (row.uid,))
    if not rows.exists():
        kind = subject.campaign.milestone_kinds.filter(key=key).order_by("id").first()
        if kind is not None:
            yield Fact(kind.name, _("chưa báo"))


def of_reports(subject: Subject, _rest: str) -> Iterator[Fact]:
    """The unit's reports that tell of the campaign and were sent, the newest first."""
    rows = Report.objects.filter(unit=subject.unit, period__schedule__campaigns=subject.campaign)
    rows = rows.filter(submitted_at__isnull=False).select_related("period__schedule")
    sent = list(rows.order_by("-submitted_at", "id")[:SHOWN])
    for row in sent:
        day = day_words(row.submitted_at) if row.submitted_at else ""
        words = _("%(status)s, gửi lần đầu %(day)s") % {"status": row.get_status_display(), "day": day}
        yield Fact(f"{row.period.schedule.name}, {row.period.name}", words, "desk:report", (row.uid,))
    if not sent:
        yield Fact(_("Báo cáo kết quả"), _("chưa gửi báo cáo nào"))


def of_honours(subject: Subject, _rest: str) -> Iterator[Fact]:
    """What the subject already received, whatever the year."""
    rows = honours_of(person=subject.person) if subject.person else honours_of(unit=subject.unit)
    found = list(rows[: SHOWN + 1])
    if not found:
        yield Fact(_("Khen thưởng đã có"), _("chưa có trong sổ vàng"))
    for row in found[:SHOWN]:
        label = _("Đã được %(form)s") % {"form": row.form_name}
        words = ", ".join(part for part in (day_words(row.decided_on), row.achievement, row.source_words) if part)
        yield Fact(label, words, "desk:honour", (row.uid,))


def of_communes_share(subject: Subject, _rest: str) -> Iterator[Fact]:
    """The share of the district's communes with many works; its rank among the others is not told here."""
    rows = shares_of_communes(subject.campaign, under=subject.place)
    row = next((row for row in rows if row.place.unit_id == subject.unit.pk), None)
    if row is not None:
        words = _("xã có từ %(needed)s công trình, mô hình đã xác nhận: %(share)s") % {
            "share": format_share(row.reached, row.communes), "needed": format_number(DEFAULT_NEEDED),
        }  # fmt: skip
        yield Fact(
            _("Tỷ lệ xã làm được nhiều công trình"), words, "desk:communes-of", (subject.campaign.key, subject.unit.uid)
        )


def _told(cell: Cell) -> str:
    counts = "; ".join(part.words for part in cell.parts)
    return f"{STATE_WORDS[cell.state]}: {counts}" if counts else str(STATE_WORDS[cell.state])


def _works(subject: Subject) -> WorkQuerySet:
    return Work.objects.living().filter(campaigns=subject.campaign)


def _in_branch(subject: Subject) -> WorkQuerySet:
    return _works(subject).filter(within("unit", ((subject.unit.lft, subject.unit.rgt),)))


def _counted(rows: WorkQuerySet) -> tuple[int, int]:
    counts = rows.order_by().aggregate(every=Count("id"), verified=Count("id", filter=Q(status=Status.VERIFIED)))
    return counts["verified"], counts["every"] - counts["verified"]


def _verified_and_open(counts: tuple[int, int]) -> str:
    return _("%(verified)s đã xác nhận, %(open)s đang làm") % {
        "verified": format_number(counts[0]), "open": format_number(counts[1]),
    }  # fmt: skip


def _list_of_works(subject: Subject, view: str, status: str = "") -> tuple[str, tuple[str, ...], str]:
    """The list that holds the very works a fact counts."""
    query = f"don-vi={subject.unit.uid}&dot={subject.campaign.key}&xem={view}"
    return "desk:works", (), f"{query}&trang-thai={status}" if status else query


for _word, _reading in (
    ("targets", of_targets), ("works", of_works), ("models", of_models), ("works-entered", of_works_entered),
    (OF_MILESTONE, of_milestone), ("reports", of_reports), ("honours", of_honours), ("communes-share", of_communes_share),
):  # fmt: skip
    KNOWN.register(_word, _reading)
