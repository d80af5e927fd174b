"""The form of what an amending document changes: the paper if signed outside, every value, what goes and comes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.kit.fields import CountedField, DayField, QuantityField, sometimes, unmarked
from thidua.faces.kit.forms import EditForm
from thidua.faces.kit.sentences import REQUIRED
from thidua.foundation.core.errors import Invalid, Unreadable
from thidua.foundation.core.quantities import UNITS, format_number, parse_quantity
from thidua.stages.campaigns.amendable import (
    LABELS,
    MINIMUM,
    SHARE,
    SORTS,
    TEXT,
    Amendable,
    amendable,
    endable,
)
from thidua.stages.campaigns.amended import Changes, NewTarget
from thidua.stages.campaigns.amended_targets import LONGEST_CODE, LONGEST_LABEL, manners_of, unit_of
from thidua.stages.campaigns.amended_tasks import kinds_of, new_task_lines, read_new_tasks
from thidua.stages.campaigns.amending_papers import shown
from thidua.stages.campaigns.amendment_checks import told
from thidua.stages.campaigns.models import Plan, Target
from thidua.stages.campaigns.operations import AmendingPaper
from thidua.stages.campaigns.plan_writing.content import kept
from thidua.stages.campaigns.plan_writing.new_recipients import standing_lines
from thidua.stages.campaigns.plan_writing.recipients import tidied

MOST_LETTERS, LONGEST, LONG = 4_000, 80, 60
# So many targets may be added by one document here; a document that adds more is entered in two.
NEW = 2
OF_PAPER = ("number", "symbol", "date", "capacity", "title", "signer")
NEEDED = ("number", "symbol", "date", "title", "signer")
OPERATORS = (">=", "<=")


class AmendForm(EditForm):
    """What the document changes; with `records` its own facts too, needed once it is said to be signed."""

    number = forms.IntegerField(label=gettext_lazy("Số"), min_value=1, max_value=99_999, localize=False)
    symbol = forms.CharField(label=gettext_lazy("Ký hiệu"), max_length=60)
    date = DayField(label=gettext_lazy("Ngày ký"))
    capacity = forms.CharField(label=gettext_lazy("Thể thức ký"), max_length=200)
    title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=200)
    signer = forms.CharField(label=gettext_lazy("Người ký"), max_length=200)
    what = CountedField(label=gettext_lazy("Văn bản sửa đổi điều gì"), most=MOST_LETTERS, rows=3, required=False)

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        records: bool,
        recording: bool = False,
        wanted: Changes | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.recording, self.wanted = plan, recording, wanted or Changes()
        self.records = records
        self.opened: set[str] = set()  # fields that the page above leads to
        for name in OF_PAPER:
            if records:
                self.fields[name].required = False
                if name in NEEDED:
                    sometimes(self.fields[name], _("khi đã ký"))
            else:
                del self.fields[name]
        if records:
            sometimes(self.fields["what"], _("khi đã ký"))
        self.standing = list(amendable(plan.campaign))
        self.ends = list(endable(plan.campaign))
        for one in self.standing:
            field = self.fields[one.name] = _field(one, self.wanted.values.get(one.name, one.value))
            if self._is_moved(one):
                field.help_text = _("Đang là: %(value)s") % {"value": shown(told(one, one.value), "before")}
        for name, _sort, _row in self.ends:
            tick = forms.BooleanField(label=_("Bãi bỏ"), required=False, initial=name in self.wanted.ended)
            self.fields[name] = unmarked(tick)
        self._add_lines(plan)
        for place in range(NEW):
            self._add_target(place)

    def _add_lines(self, plan: Plan) -> None:
        stand = self.wanted.recipients
        if stand is None:
            stand = standing_lines(plan)
        self.fields["tasks"] = unmarked(CountedField(
            label=_("Việc giao thêm"), most=MOST_LETTERS, rows=3, required=False,
            initial=new_task_lines(self.wanted.tasks, plan.campaign),
            help_text=_("Mỗi dòng: việc | loại đơn vị | hạn. Loại đơn vị: %(kinds)s.")
            % {"kinds": "; ".join(kind.label for kind in kinds_of(plan.campaign))},
        ))  # fmt: skip
        self.fields["recipients"] = unmarked(CountedField(
            label=_("Nơi nhận"), most=MOST_LETTERS, rows=6, required=False, initial="\n".join(stand),
            help_text=_("Mỗi dòng một nơi; để nguyên thì giữ như cũ. Văn bản này cũng gửi tới các nơi ghi ở đây."),
        ))  # fmt: skip

    def _add_target(self, place: int) -> None:
        new = self.wanted.targets[place] if place < len(self.wanted.targets) else None
        campaign = self.plan.campaign
        given: dict[str, forms.Field] = {
            "code": forms.CharField(label=_("Số của chỉ tiêu"), max_length=LONGEST_CODE),
            "label": forms.CharField(label=_("Tên gọn"), max_length=LONGEST_LABEL),
            "text": CountedField(label=_("Nội dung"), most=MOST_LETTERS, rows=2),
            "unit_kinds": forms.MultipleChoiceField(
                label=_("Giao cho"), choices=[(kind.key, kind.label) for kind in kinds_of(campaign)],
                widget=forms.CheckboxSelectMultiple,
            ),
            "manner": forms.ChoiceField(label=_("Cách tính"), choices=[("", "—"), *manners_of(campaign).items()]),
            "operator": forms.ChoiceField(
                label=_("So với số phải đạt"), choices=list(zip(OPERATORS, (_("ít nhất"), _("nhiều nhất")), strict=True))
            ),
            "minimum": forms.CharField(label=LABELS[MINIMUM], max_length=30, help_text=_("Để trống là 1.")),
            "share": forms.IntegerField(
                label=LABELS[SHARE], min_value=1, max_value=100, localize=False,
                help_text=_("Để trống thì mọi đơn vị được giao đều phải đạt."),
            ),
            "window_from": DayField(label=LABELS["window_from"]),
            "window_before": DayField(label=LABELS["window_before"]),
            "due_before": DayField(label=LABELS["due_before"]),
        }  # fmt: skip
        for name, field in given.items():
            field.required = False
            if new is not None:
                field.initial = _initial(new, name)
            self.fields[f"new-{place}-{name}"] = unmarked(field)

    def groups(self) -> Iterator[dict[str, Any]]:
        """The document's fields, then those of each thing that may be moved, then what is added.

        A thing is folded under its name and what stands, and open where something of it is changed or wrong.
        """
        moved = {one.name for one in self.standing if self._is_moved(one)}
        moved |= {name for name, _sort, _row in self.ends if self[name].value()}
        of_paper = [name for name in (*OF_PAPER, "what") if name in self.fields]
        yield {"legend": _("Văn bản sửa đổi"), "fields": [self[name] for name in of_paper]}
        ticks = {name for name, _sort, _row in self.ends}
        for (sort, key), of in groupby(self.standing, key=lambda one: (one.sort, one.key)):
            rows = list(of)
            called = rows[0].called[:LONGEST]
            names = [*(one.name for one in rows), *([f"{sort}/{key}"] if f"{sort}/{key}" in ticks else [])]
            ticks.discard(f"{sort}/{key}")
            yield self._folded(f"{SORTS[sort].label} {called}", names, moved, _standing_words(rows))
        for name, end_sort, row in self.ends:
            if name in ticks:  # nothing of it can be moved: a task without a day
                yield self._folded(f"{end_sort.label} {end_sort.called(row)[:LONGEST]}", [name], moved)
        yield {"legend": _("Việc và nơi nhận"), "fields": [self["tasks"], self["recipients"]]}
        for place in range(NEW):
            names = [name for name in self.fields if name.startswith(f"new-{place}-")]
            legend = _("Bổ sung chỉ tiêu (%(number)s)") % {"number": place + 1}
            begun = {
                name for name in names if name.rpartition("-")[2] in ("code", "label", "text") and self[name].value()
            }
            yield self._folded(legend, names, begun)

    def _folded(self, legend: str, names: list[str], moved: set[str], stands: str = "") -> dict[str, Any]:
        opened = any(name in moved or name in self.opened or self[name].errors for name in names)
        return {
            "legend": legend, "fields": [self[name] for name in names], "folds": True, "open": opened, "stands": stands,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if self.recording:
            for name in NEEDED:
                if name not in self.errors and not found.get(name):
                    self.add_error(name, REQUIRED)
        try:
            found["new_tasks"] = read_new_tasks(found.get("tasks") or "", self.plan.campaign)
        except Invalid as refused:
            self.add_error("tasks", str(refused.fields["tasks"]))
        found["new_targets"] = tuple(
            self._target(place, found) for place in range(NEW) if found.get(f"new-{place}-code") or self._is_said(place, found)
        )  # fmt: skip
        return found

    def paper(self) -> AmendingPaper:
        """The document as it was typed."""
        return AmendingPaper(**{name: self.cleaned_data[name] for name in OF_PAPER})

    def changes(self) -> Changes:
        """What it changes; a value left empty stays as it stands."""
        said = self.cleaned_data
        given = {one.name: said.get(one.name) for one in self.standing if not self._stands(one)}
        lines = kept((said.get("recipients") or "").splitlines())
        stood = set(standing_lines(self.plan))
        return Changes(
            values={name: value for name, value in given.items() if value is not None and value != ""},
            ended=tuple(name for name, _sort, _row in self.ends if said.get(name)),
            tasks=said["new_tasks"],
            targets=said["new_targets"],
            recipients=tuple(line if line in stood else tidied(line) for line in lines) or None,
        )

    def _is_moved(self, one: Amendable) -> bool:
        """Whether it is typed, or kept in the draft, as other than it stands."""
        if self.is_bound:
            return not self._stands(one)
        return self.wanted.values.get(one.name, one.value) != one.value

    def _stands(self, one: Amendable) -> bool:
        """Whether the field came back as it was shown: what was rounded to be read is no change."""
        sent = str(self.data.get(self.add_prefix(one.name)) or "").replace("\r\n", "\n").strip()
        return sent == str(self.fields[one.name].prepare_value(one.value)).strip()

    @staticmethod
    def _is_said(place: int, found: dict[str, Any]) -> bool:
        return bool(found.get(f"new-{place}-text") or found.get(f"new-{place}-label"))

    def _target(self, place: int, found: dict[str, Any]) -> NewTarget:
        def said(name: str) -> Any:
            return found.get(f"new-{place}-{name}")

        return NewTarget(
            code=said("code") or "", label=said("label") or "", text=said("text") or "",
            unit_kinds=tuple(said("unit_kinds") or ()), manner=said("manner") or "",
            minimum=self._minimum(place, said("manner"), said("minimum")), operator=said("operator") or ">=",
            share=said("share") or (100 if said("operator") != "<=" else None),
            window_from=said("window_from"), window_before=said("window_before"), due_before=said("due_before"),
        )  # fmt: skip

    def _minimum(self, place: int, manner: str | None, text: str | None) -> int:
        if not text or not manner:
            return 1
        try:
            return parse_quantity(text, unit_of(manner))
        except Unreadable as why:
            self.add_error(f"new-{place}-minimum", str(why))
            return 1


def _standing_words(rows: list[Amendable]) -> str:
    """What stands of one thing, in a line."""
    words = [str(one.row.short_label) for one in rows[:1] if isinstance(one.row, Target)]
    words += [f"{LABELS[one.part]}: {shown(told(one, one.value), 'before')}" for one in rows if one.part != TEXT]
    return " · ".join(words)


def _field(one: Amendable, value: Any) -> forms.Field:
    given: dict[str, Any] = {"label": LABELS[one.part], "required": False, "initial": value}
    if one.part == TEXT:
        return unmarked(CountedField(most=MOST_LETTERS, rows=1 + len(str(value)) // LONG, **given))
    if one.part == SHARE:
        return unmarked(forms.IntegerField(min_value=1, max_value=100, localize=False, **given))
    if isinstance(one.row, Target) and one.part == MINIMUM:
        return unmarked(QuantityField(of=UNITS[one.row.measure_unit], **given))
    return unmarked(DayField(**given))


def _initial(new: NewTarget, name: str) -> Any:
    value = getattr(new, name)
    if name == "minimum" and new.manner:
        return format_number(value, scale=unit_of(new.manner).scale)
    return list(value) if name == "unit_kinds" else value


def signed_as(plan: Plan) -> dict[str, Any]:
    """The plan's own symbol and signer: most often they amend it too."""
    paper = plan.document
    given: dict[str, Any] = {"version": plan.version}
    if paper is not None:
        given |= {
            "symbol": paper.symbol, "capacity": paper.signer_capacity, "title": paper.signer_title,
            "signer": paper.signer_name,
        }  # fmt: skip
    return given
