"""Whether a nominee may be proposed, in sentences with the numbers behind them: fine, to be asked about, refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.core import clock
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import AwardForm, CriteriaSet
from thidua.stages.evaluations.models import Evaluation, Mark
from thidua.stages.honours.models import Honour
from thidua.stages.honours.queries import earlier_honours
from thidua.stages.nominations.consulting import consultations_of
from thidua.stages.nominations.levels import fits
from thidua.stages.nominations.models import Nomination

REFUSE = "refuse"


class Verdict(StrEnum):
    """How a line weighs: `ASK` does not stop a proposal, it asks somebody to look."""

    OK = "ok"
    ASK = "ask"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the check. `key` tells lines apart; `about` is the clause it comes from."""

    key: str
    verdict: Verdict
    text: str
    about: str = ""


def check(nomination: Nomination) -> list[Line]:
    """Every line of the check, in the order in which an officer asks: kind, criteria, earlier, report, comment."""
    return [
        _pool_line(nomination),
        *_criteria_lines(nomination),
        _earlier_line(nomination),
        *_round_lines(nomination),
        _report_line(nomination),
        *_consultation_lines(nomination),
        *_other_lines(nomination),
    ]


def earlier(nomination: Nomination) -> list[Honour]:
    """What the nominee already holds from this campaign."""
    rows = earlier_honours(nomination.campaign, nomination.subject, nomination.person)
    return [row for row in rows[:5] if row.source_uid != nomination.uid]


def refuses_second(form: AwardForm) -> bool:
    """Whether the campaign makes a second award for one achievement a refusal."""
    return form.one_per_achievement == REFUSE


def names_of(honours: list[Honour]) -> str:
    """«Bằng khen … (số 12/QĐ-MTTQ-BTT ngày 3/5/2024)»."""
    return "; ".join(
        _("%(form)s (số %(number)s ngày %(day)s)")
        % {"form": row.form_name, "number": row.decision_number, "day": day_words(row.decided_on)}
        for row in honours
    )


def criteria_for(nomination: Nomination) -> CriteriaSet | None:
    """The set the nominee is judged by: the one for people, or the one of the body's kind."""
    sets = CriteriaSet.objects.filter(campaign=nomination.campaign).order_by("id")
    if nomination.person_id is not None:
        return sets.filter(for_people=True).first()
    return next((row for row in sets.filter(for_people=False) if nomination.subject.kind_id in row.unit_kinds), None)


def _pool_line(nomination: Nomination) -> Line:
    pool, form = nomination.pool, nomination.form
    clause = form.clause
    if pool is None and form.announced_later and not form.pools.exists():
        text = _("Chưa có thông báo số lượng của hình thức này; đề nghị trước được, chưa chọn được.")
        return Line("pool", Verdict.ASK, text, clause)
    if pool is None or not fits(pool, subject=nomination.subject, is_person=nomination.person_id is not None):
        text = _("«%(kind)s» không thuộc diện nào của %(form)s.") % {
            "kind": nomination.subject.kind.label, "form": form.name,
        }  # fmt: skip
        return Line("pool", Verdict.FAIL, text, clause)
    text = _("Đúng diện «%(pool)s», số lượng %(quota)s.") % {
        "pool": pool.name, "quota": pool.quota if pool.quota is not None else _("chưa thông báo"),
    }  # fmt: skip
    return Line("pool", Verdict.OK, text, clause)


def _criteria_lines(nomination: Nomination) -> list[Line]:
    judged_by = criteria_for(nomination)
    if judged_by is None:
        text = _("Kế hoạch không nêu tiêu chuẩn riêng cho «%(kind)s»; xin xem xét theo thành tích trong báo cáo.") % {
            "kind": nomination.subject.kind.label
        }
        return [Line("criteria", Verdict.ASK, text, "V")]
    done = Evaluation.objects.filter(campaign=nomination.campaign, criteria_set=judged_by)
    done = (
        done.filter(person=nomination.person_id)
        if nomination.person_id
        else done.filter(unit=nomination.subject_id, person__isnull=True)
    )
    found = done.order_by("id").first()
    if found is None or found.status != Evaluation.Status.JUDGED:
        text = _("Cấp trên chưa đánh giá theo tiêu chuẩn %(clause)s.") % {"clause": judged_by.clause}
        return [Line("criteria", Verdict.ASK, text, judged_by.clause)]
    return [_judged_line(found, judged_by)]


def _judged_line(found: Evaluation, judged_by: CriteriaSet) -> Line:
    marks = list(found.judgements.order_by("id").values_list("official_mark", flat=True))
    unmet = marks.count(Mark.NOT_MET)
    words = _("Đã đánh giá theo tiêu chuẩn %(clause)s: %(good)d/%(all)d nội dung đạt, trong đó %(best)d nổi bật.") % {
        "clause": judged_by.clause, "good": len(marks) - unmet, "all": len(marks), "best": marks.count(Mark.OUTSTANDING),
    }  # fmt: skip
    return Line("criteria", Verdict.ASK if unmet else Verdict.OK, words, judged_by.clause)


def _earlier_line(nomination: Nomination) -> Line:
    held = earlier(nomination)
    if not held:
        return Line("earlier", Verdict.OK, _("Chưa được khen thưởng cho thành tích trong đợt thi đua này."), "")
    words = _("Đã được khen cho thành tích của đợt thi đua này: %(honours)s.") % {"honours": names_of(held)}
    if refuses_second(nomination.form):
        return Line("earlier", Verdict.FAIL, words)
    if nomination.earlier_award_reason:
        words += " " + _("Lý do đề nghị thêm: %(reason)s") % {"reason": nomination.earlier_award_reason}
    return Line("earlier", Verdict.ASK, words)


def _round_lines(nomination: Nomination) -> list[Line]:
    numbers = nomination.form.round.draws_from
    if not numbers:
        return []
    held = [row for row in earlier(nomination) if row.round_number in numbers]
    named = ", ".join(str(number) for number in numbers)
    if held:
        return [Line("round", Verdict.OK, _("Đã được khen ở đợt %(rounds)s.") % {"rounds": named})]
    return [
        Line(
            "round",
            Verdict.ASK,
            _("Chưa được khen ở đợt %(rounds)s; đợt này chọn trước hết từ đó.") % {"rounds": named},
        )
    ]


def _report_line(nomination: Nomination) -> Line:
    if nomination.confirmed_at is not None:
        who = nomination.confirmed_by.full_name if nomination.confirmed_by else ""
        words = _("Báo cáo thành tích đã được xác nhận ngày %(day)s %(who)s.") % {
            "day": day_words(clock.day_of(nomination.confirmed_at)), "who": f"({who})" if who else "",
        }  # fmt: skip
        return Line("report", Verdict.OK, words.replace(" .", "."), "VI.4")
    return Line("report", Verdict.ASK, _("Báo cáo thành tích chưa được thủ trưởng xác nhận."), "VI.4")


def _consultation_lines(nomination: Nomination) -> list[Line]:
    found = consultations_of([nomination.uid], clock.today()).get(nomination.uid)
    if found is None:
        return []
    return [Line("consultation", Verdict.ASK if found.needs_a_look else Verdict.OK, found.words)]


def _other_lines(nomination: Nomination) -> list[Line]:
    """That the same body or person is proposed for another form of the campaign too."""
    others = Nomination.objects.living().filter(campaign=nomination.campaign).exclude(form=nomination.form)
    others = (
        others.filter(person=nomination.person_id)
        if nomination.person_id
        else others.filter(person__isnull=True, subject=nomination.subject_id)
    )
    named = [
        f"{row.form.name} ({row.get_status_display()})"
        for row in others.select_related("form").order_by("form__clause", "id")[:5]
    ]
    if not named:
        return []
    words = _("Cũng được đề nghị hình thức khác trong đợt thi đua này: %(forms)s.") % {"forms": "; ".join(named)}
    return [Line("other", Verdict.ASK, words)]


def asks(lines: list[Line]) -> str:
    """«2 điều cần xem lại», or nothing."""
    count = sum(line.verdict != Verdict.OK for line in lines)
    return ngettext("%(count)d điều cần xem", "%(count)d điều cần xem", count) % {"count": count} if count else ""
