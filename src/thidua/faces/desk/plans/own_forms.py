"""Forms of a unit's own plan: what it says, whom it asks for a comment, the day it is signed; of tasks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.faces.desk.plans.joint_forms import KeptNumberForm
from thidua.faces.kit.fields import CountedField, DayField, FilesField, QuantityField
from thidua.faces.kit.forms import EditForm
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.allocations import shown, unit_of
from thidua.stages.campaigns.models import Participation, Phase, Target
from thidua.stages.campaigns.plan_writing import lines
from thidua.stages.campaigns.plan_writing.content import Content, Number, PhaseEnd, kept
from thidua.stages.campaigns.plan_writing.numbers import Asked

MOST_LETTERS = 20_000
PROOFS = "application/pdf,image/*,.docx,.xlsx"


@dataclass(frozen=True, slots=True)
class Asking:
    """One target as the form shows it: what the plans above ask of the unit, and of each unit beneath."""

    target: Target
    own: Asked | None
    beneath: Asked | None
    asks_own: bool
    asks_beneath: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What the form is made for: the unit's place, its targets and phases, the name of the form of award it gives."""

    place: Participation
    askings: Sequence[Asking]
    phases: Sequence[Phase]
    award_form: str
    is_guidance: bool


class PlanForm(EditForm):
    """The whole plan; lines of a list stand one beneath the other."""

    def __init__(self, *args: Any, setting: Setting, content: Content, **kwargs: Any) -> None:
        initial = {**_initial(content), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.setting = setting
        self.fields["subject"] = _text(_("Trích yếu"), 3)
        self.fields["preamble"] = _text(_("Đoạn mở đầu"), 4, required=False)
        if setting.is_guidance:
            self.fields["words"] = _text(
                _("Nội dung hướng dẫn"), 16,
                _("Mỗi dòng một ý: «I. …» là phần, «1. …» là mục, «- …» là gạch đầu dòng."),
            )  # fmt: skip
        else:
            self._add_plan(setting, content)
        self.fields["recipients"] = _text(
            _("Nơi nhận"), 5,
            _("Mỗi dòng một nơi. Tên đơn vị hoặc loại đơn vị cấp dưới được gửi trên hệ thống; nơi khác ghi sổ gửi ngoài."),
        )  # fmt: skip
        self.fields["note"] = forms.CharField(label=_("Sửa gì so với bản trước"), max_length=300, required=False)

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields under their legends, in the order of the paper."""
        first = [self["subject"], self["preamble"]]
        last = [self["recipients"], self["note"]]
        if self.setting.is_guidance:
            return [(_t("Văn bản"), first), (_t("Nội dung"), [self["words"]]), (_t("Nơi nhận"), last)]
        numbers = [self[name] for name in self.fields if name.startswith(("own-", "beneath-"))]
        phases = [self[name] for name in self.fields if name.startswith("phase-")]
        return [
            (_t("Văn bản"), first),
            (_t("Mục đích, nội dung"), [self["purposes"], self["contents"]]),
            (_t("Chỉ tiêu riêng"), numbers),
            (_t("Tiến độ riêng"), phases),
            (_t("Tiêu chuẩn, khen thưởng"), [self["criteria"], self["awards"]]),
            (_t("Tổ chức thực hiện, kinh phí"), [self["tasks"], self["budget"]]),
            (_t("Nơi nhận"), last),
        ]

    def content(self) -> Content:
        """What was typed. Raises `Invalid` at the field of a line that cannot be read."""
        given = self.cleaned_data
        common: dict[str, Any] = {
            "subject": " ".join(given["subject"].split()),
            "preamble": given["preamble"].strip(),
            "recipients": kept(given["recipients"].splitlines()),
        }
        if self.setting.is_guidance:
            return Content(**common, words=kept(given["words"].splitlines()))
        return Content(
            **common,
            purposes=kept(given["purposes"].splitlines()),
            contents=kept(given["contents"].splitlines()),
            numbers=self._numbers(),
            phases=self._phases(),
            criteria=kept(given["criteria"].splitlines()),
            awards=lines.read_awards(given["awards"], self.setting.award_form),
            tasks=lines.read_tasks(given["tasks"]),
            budget=given["budget"].strip(),
        )

    def _add_plan(self, setting: Setting, content: Content) -> None:
        self.fields["purposes"] = _text(_("Mục đích, yêu cầu"), 6, _("Mỗi dòng một ý."), required=False)
        self.fields["contents"] = _text(_("Nội dung"), 4, _("Mỗi dòng một đoạn."), required=False)
        for asking in setting.askings:
            self._add_number(asking, content)
        for phase in setting.phases:
            self.fields[f"phase-{phase.number}"] = DayField(
                label=_t("%(phase)s: đơn vị xong trước hết ngày") % {"phase": phase.name}, required=False,
                help_text=_phase_hint(phase), earliest=lines.FIRST_DAY, latest=lines.LAST_DAY,
            )  # fmt: skip
        self.fields["criteria"] = _text(_("Tiêu chuẩn của đơn vị"), 4, _("Mỗi dòng một tiêu chuẩn."), required=False)
        self.fields["awards"] = _text(
            setting.award_form, 3, _("Mỗi dòng một đối tượng với số lượng, ví dụ «Tập thể: 3»."), required=False
        )
        self.fields["tasks"] = _text(
            _("Việc giao thêm"), 5,
            _("Mỗi dòng một việc: việc | nơi làm | hạn | minh chứng. Để trống nơi làm là việc của chính đơn vị."),
            required=False,
        )  # fmt: skip
        self.fields["budget"] = _text(_("Kinh phí"), 2, required=False)

    def _add_number(self, asking: Asking, content: Content) -> None:
        target, number = asking.target, content.number(asking.target.code)
        unit = unit_of(target)
        said = {"code": target.code, "label": target.short_label}
        if asking.asks_own:
            label = _t("%(code)s %(label)s: của đơn vị") % said
            self.fields[f"own-{target.code}"] = QuantityField(
                of=unit, label=label, required=False, initial=number.own, help_text=_hint(target, asking.own)
            )
        if asking.asks_beneath:
            label = _t("%(code)s %(label)s: của mỗi đơn vị cấp dưới") % said
            self.fields[f"beneath-{target.code}"] = QuantityField(
                of=unit, label=label, required=False, initial=number.beneath, help_text=_hint(target, asking.beneath)
            )

    def _numbers(self) -> tuple[Number, ...]:
        given = self.cleaned_data
        rows = [
            Number(row.target.code, given.get(f"own-{row.target.code}"), given.get(f"beneath-{row.target.code}"))
            for row in self.setting.askings
        ]
        return tuple(row for row in rows if (row.own, row.beneath) != (None, None))

    def _phases(self) -> tuple[PhaseEnd, ...]:
        days = [(row.number, self.cleaned_data.get(f"phase-{row.number}")) for row in self.setting.phases]
        return tuple(PhaseEnd(number, lines.next_day(day)) for number, day in days if day)


class AskForm(EditForm):
    """Who is asked what it thinks of the draft, and by when."""

    units = forms.MultipleChoiceField(label=_("Đơn vị góp ý"), widget=forms.CheckboxSelectMultiple, required=False)
    persons = forms.CharField(
        label=_("Người góp ý"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một người. Ý kiến của người không có tài khoản do đơn vị bạn ghi lại."),
    )  # fmt: skip
    due_before = DayField(
        label=_("Góp ý đến hết ngày"), required=False, earliest=lines.FIRST_DAY, latest=lines.LAST_DAY
    )

    def __init__(self, *args: Any, offered: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(unit.uid): unit for unit in offered}
        self.fields["units"].choices = [(uid, unit.name) for uid, unit in self.offered.items()]

    def chosen(self) -> list[Unit]:
        return [self.offered[uid] for uid in self.cleaned_data["units"]]

    def named(self) -> tuple[str, ...]:
        return kept(self.cleaned_data["persons"].splitlines())

    def before(self) -> datetime.date | None:
        """The due day as it is kept: the first day on which it is too late."""
        day: datetime.date | None = self.cleaned_data["due_before"]
        return lines.next_day(day) if day else None


class CommentForm(EditForm):
    """What a unit says of a draft."""

    text = CountedField(label=_("Ý kiến"), most=MOST_LETTERS, rows=6, help_text=_("Đồng ý hết thì ghi «Nhất trí»."))


class AnswerForm(EditForm):
    """What the plan's writers answer."""

    is_taken = forms.ChoiceField(
        label=_("Ý kiến này"), choices=[("yes", _("Tiếp thu")), ("no", _("Giải trình, giữ như dự thảo"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    answer = CountedField(label=_("Trả lời"), most=4_000, rows=4, required=False)

    def taken(self) -> bool:
        return bool(self.cleaned_data["is_taken"] == "yes")


class IssueForm(KeptNumberForm):
    """The day that stands on the paper; its number, where the register has kept some back."""

    date = DayField(label=_("Ngày văn bản"), earliest=lines.FIRST_DAY, latest=lines.LAST_DAY)
    field_order = ("date", "reserved")


class TaskForm(EditForm):
    """That a task is done, with its proof."""

    done_on = DayField(label=_("Ngày làm xong"), earliest=lines.FIRST_DAY, latest=lines.LAST_DAY)
    note = CountedField(label=_("Kết quả"), most=1_000, rows=3, required=False)
    uploads = FilesField(label=_("Minh chứng"), accept=PROOFS, required=False)


def _text(label: Any, rows: int, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return CountedField(label=label, most=MOST_LETTERS, rows=rows, help_text=hint, required=required)


def _initial(content: Content) -> dict[str, Any]:
    lists = {
        name: "\n".join(getattr(content, name)) for name in ("purposes", "contents", "criteria", "words", "recipients")
    }
    days = {f"phase-{row.number}": lines.last_day(row.ends_before) for row in content.phases}
    return {
        "subject": content.subject, "preamble": content.preamble, "budget": content.budget, **lists, **days,
        "awards": lines.award_lines(content.awards), "tasks": lines.task_lines(content.tasks),
    }  # fmt: skip


def _hint(target: Target, asked: Asked | None) -> str:
    if asked is None:
        return _t("Kế hoạch cấp trên không ghi số.")
    told = {"plan": asked.source, "operator": target.get_operator_display(), "number": shown(asked.value, target)}
    return _t("%(plan)s giao %(operator)s %(number)s. Để trống thì theo số này; được nâng, không được hạ.") % told


def _phase_hint(phase: Phase) -> str:
    if phase.ends_before is None:
        return _t("Kế hoạch cấp trên chưa ấn định ngày kết thúc.")
    return _t("Kế hoạch cấp trên: đến hết ngày %(day)s. Để trống thì theo ngày này; được sớm hơn.") % {
        "day": day_words(lines.last_day(phase.ends_before))
    }
