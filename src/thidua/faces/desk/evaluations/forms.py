"""The forms of evaluations: who is evaluated, marks and words for each statement, a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.accounts.models import Person
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm, Campaign
from thidua.stages.evaluations.models import Evaluation, Judgement, Mark
from thidua.stages.evaluations.operations import Answer
from thidua.stages.works.naming import full_name

# From the best down, as they are read.
MARKS = (Mark.OUTSTANDING, Mark.MET, Mark.NOT_MET)


class MarkField(forms.ChoiceField):
    """A mark, or none yet: what is half written can be kept; sending and judging ask for all of them."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(mark.value, mark.label) for mark in MARKS]
        super().__init__(choices=choices, widget=forms.RadioSelect, **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(value) if value else ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The two fields of one statement."""

    judgement: Judgement
    mark: BoundField
    words: BoundField


class StatementsForm(EditForm):
    """A mark and words for each statement, and words for the whole; `answers()` is what the operations take."""

    summary = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    use_required_attribute = False
    mark_label: Any = ""
    words_label: Any = ""
    summary_label: Any = ""

    def __init__(self, *args: Any, rows: Sequence[Judgement], evaluation: Evaluation, **kwargs: Any) -> None:
        self.rows = rows
        initial: dict[str, Any] = {"version": evaluation.version, "summary": self.first_summary(evaluation)}
        for row in rows:
            mark, words = self.first_answer(row)
            initial |= {f"mark-{row.pk}": mark, f"words-{row.pk}": words}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["summary"].label = self.summary_label
        for row in rows:
            self.fields[f"mark-{row.pk}"] = MarkField(label=self.mark_label)
            self.fields[f"words-{row.pk}"] = forms.CharField(
                label=self.words_label, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def first_answer(self, row: Judgement) -> tuple[str, str]:
        """What stands in the fields of a statement at first."""
        return row.own_mark, row.own_words

    def first_summary(self, evaluation: Evaluation) -> str:
        return evaluation.summary

    def lines(self) -> Iterator[Lines]:
        """The statements in order, each with its fields."""
        for row in self.rows:
            yield Lines(row, self[f"mark-{row.pk}"], self[f"words-{row.pk}"])

    def answers(self) -> dict[int, Answer]:
        given = self.cleaned_data
        return {row.pk: Answer(given[f"mark-{row.pk}"], given[f"words-{row.pk}"]) for row in self.rows}


class OwnForm(StatementsForm):
    """What the subject says of itself."""

    mark_label = _("Mức tự đánh giá")
    words_label = _("Thể hiện ở việc gì")
    summary_label = _("Tóm tắt chung")


class JudgeForm(StatementsForm):
    """What the level above says; the subject's own mark stands there at first."""

    mark_label = _("Mức cấp trên đánh giá")
    words_label = _("Lý do, cần có khi khác mức tự đánh giá")
    summary_label = _("Nhận xét chung")

    def first_answer(self, row: Judgement) -> tuple[str, str]:
        return row.official_mark or row.own_mark, row.official_words

    def first_summary(self, evaluation: Evaluation) -> str:
        return evaluation.official_summary


class SubjectForm(OnceForm):
    """Who is evaluated in which campaign: a body, one of its people, or somebody the site does not know yet."""

    campaign = forms.ChoiceField(label=_("Đợt thi đua"))
    subject = forms.ChoiceField(label=_("Đánh giá ai"), help_text=_("Đơn vị, hoặc một người của đơn vị."))
    new_person = forms.CharField(
        label=_("Người chưa có trong danh sách"), required=False, max_length=100,
        help_text=_("Ghi họ và tên; ở trên chọn đơn vị của người đó."),
    )  # fmt: skip
    position = forms.CharField(label=_("Chức vụ của người đó"), required=False, max_length=120)

    def __init__(
        self, *args: Any, units: Sequence[Unit], people: Sequence[tuple[Unit, Person]], campaigns: Sequence[Campaign],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.units = {str(unit.uid): unit for unit in units}
        self.people = {f"{unit.uid}/{person.uid}": (unit, person) for unit, person in people}
        self.campaigns = {row.key: row for row in campaigns}
        self.fields["campaign"].choices = [(row.key, row.short_name) for row in campaigns]
        self.fields["subject"].choices = [
            (_("Đơn vị"), [(key, full_name(unit)) for key, unit in self.units.items()]),
            (_("Cá nhân"), [(key, _person_words(unit, person)) for key, (unit, person) in self.people.items()]),
        ]

    def chosen(self) -> dict[str, Any]:
        """What `begin_evaluation` is given."""
        given = self.cleaned_data
        unit, person = self.people.get(given["subject"], (self.units.get(given["subject"]), None))
        return {
            "campaign": self.campaigns[given["campaign"]], "unit": unit, "person": person,
            "new_person": "" if person else given["new_person"], "position": given["position"],
        }  # fmt: skip

    def refuse(self, refusal: Any) -> None:
        """What is wrong with the person stands where the person was chosen."""
        if fields := getattr(refusal, "fields", None):
            refusal.fields = {"subject" if name == "person" else name: words for name, words in fields.items()}
        super().refuse(refusal)


class WidenForm(EditForm):
    """For which form of award statements of its own are added."""

    form = forms.ChoiceField(label=_("Hình thức khen thưởng"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, forms_of_award: Sequence[AwardForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(row.key, row.name) for row in forms_of_award]


def _person_words(unit: Unit, person: Person) -> str:
    """Two people may share one name: the position and the body tell them apart."""
    return _t("%(name)s, %(position)s, %(unit)s") % {
        "name": person.full_name, "position": person.position or _t("chưa ghi chức vụ"), "unit": full_name(unit),
    }  # fmt: skip
