"""The fields of what a plan asks and gives: targets, awards, deadlines, each beside what a person chooses of it."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thidua.faces.desk.plans.reading_words import MISSING, Pick, Ticks, correct_target, manner_labels, proof_labels
from thidua.faces.kit.fields import sometimes, unmarked
from thidua.faces.kit.forms import KitForm
from thidua.stages.campaigns.campaign_file import Vocabulary
from thidua.stages.campaigns.kind_files import read_unit_kinds
from thidua.stages.campaigns.plan_draft import AwardChoice, Choices, DeadlineChoice, TargetChoice, manners, said, timing
from thidua.stages.campaigns.plan_draft.choices import form_labels
from thidua.stages.campaigns.plan_draft.printed import Clauses
from thidua.stages.campaigns.plan_reader import Reading

MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
LONG = {"document/title", "document/issuer", "period/to_event"}
DAYS = ("document/date", "published_on")
DAYS_OF_TARGET = ("due", "starts", "ends", "judged_from", "asked_on")
LISTS = ("targets", "awards", "deadlines")
# What a unit does once: such a target has a milestone with a name, a proof, and a day that fixes who is asked.
ONCE = (manners.MILESTONE, manners.RATING, manners.PILOT)


class ChoiceFields(KitForm):
    """Fields made from a reading, gathered under legends; what a campaign cannot do without is asked for in words."""

    def __init__(self, *args: Any, reading: Reading, suggested: Choices, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self.reading, self.suggested, self.vocabulary = reading, suggested, vocabulary
        self.kinds = {kind.key: kind for kind in read_unit_kinds()}
        self.events = timing.events(reading, Clauses(reading.text))
        self.sets: list[tuple[str, list[str], str]] = []
        self.make_fields()
        for name, field in self.fields.items():
            if self._is_needed(name):
                sometimes(field, _("phải có"))
            else:
                unmarked(field)

    def make_fields(self) -> None:
        """All fields, in the order of the page."""
        raise NotImplementedError

    def groups(self) -> list[dict[str, Any]]:
        """The fields by what they belong to, each group with the line of the text it came from."""
        return [
            {"legend": legend, "fields": [self[name] for name in names], "line": self._line(pointer)}
            for legend, names, pointer in self.sets
        ]

    def _line(self, pointer: str) -> int:
        places = self.reading.places
        found = [place["line"] for name, place in places.items() if pointer and name.startswith(pointer)]
        return min(found, default=0)

    def add(self, name: str, label: str, value: Any, **more: Any) -> str:
        """A field of words; long ones have rows."""
        widget = more.pop("widget", None) or (forms.Textarea(attrs={"rows": 2}) if name in LONG else forms.TextInput())
        made = more.pop("field", forms.CharField)(
            label=label, required=False, initial=value, **({"widget": widget} | more)
        )
        self.fields[name] = made
        return name

    def select(self, name: str, label: str, value: Any, options: list[tuple[str, Any]]) -> str:
        """A choice of one."""
        self.fields[name] = forms.ChoiceField(label=label, required=False, initial=value, choices=options, widget=Pick)
        return name

    def tick(self, name: str, label: str, value: bool = False) -> str:
        """A yes or no."""
        self.fields[name] = forms.BooleanField(label=label, required=False, initial=value)
        return name

    def kinds_of(self, name: str, label: str, value: list[str], *, in_full: bool = False) -> str:
        """Kinds of unit, those of the set that are offered, by their short names."""
        offered = self.suggested.takes_part or list(self.kinds)
        called = {key: kind.label if in_full else kind.short_label for key, kind in self.kinds.items()}
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            required=False,
            initial=value,
            widget=Ticks,
            choices=[(key, called.get(key, key)) for key in offered],
        )
        return name

    def _drop(self, at: str) -> str:
        return self.tick(f"{at}/drop", _("Bỏ, không phải một mục của kế hoạch"))

    def target_fields(self) -> None:
        """Each target: what was read, then how, when and of whom it is counted."""
        rows = zip(self.reading.values["targets"], self.suggested.targets, strict=True)
        for place, (target, choice) in enumerate(rows):
            at = f"targets/{place}"
            names = [*self._target_words(at, target, choice), *self._target_counting(at, target, choice)]
            names += [*self._target_time(at, target, choice), self._drop(at)]
            self.sets.append((_("Chỉ tiêu %(number)s") % {"number": target["id"]}, names, f"/{at}/"))

    def _target_words(self, at: str, target: dict[str, Any], choice: TargetChoice) -> Iterator[str]:
        rows = forms.Textarea(attrs={"rows": 2})
        compared = [(">=", _("ít nhất")), ("=", _("đúng, đủ")), ("<=", _("không quá"))]
        numeric = forms.TextInput(attrs={"inputmode": "decimal"})
        yield self.add(f"{at}/text", _("Câu chỉ tiêu"), choice.text, widget=rows)
        if choice.manner in ONCE:
            yield self.add(f"{at}/what", _("Tên mốc việc"), target["what"], widget=forms.Textarea(attrs={"rows": 2}))
        yield self.select(f"{at}/operator", _("So sánh"), target["operator"], compared)
        yield self.add(f"{at}/value", _("Số"), target["value"], field=forms.DecimalField, widget=numeric)
        if target["unit"] != "%":
            yield self.add(f"{at}/unit", _("Đơn vị tính"), target["unit"])
        yield self.add(f"{at}/label", _("Tên gọn trên bảng"), choice.label, max_length=40)

    def _target_counting(self, at: str, target: dict[str, Any], choice: TargetChoice) -> Iterator[str]:
        yield self.select(f"{at}/manner", _("Tính bằng"), choice.manner, list(manner_labels().items()))
        yield self.kinds_of(f"{at}/unit_kinds", _("Loại đơn vị phải làm"), choice.unit_kinds)
        if choice.manner in ONCE:
            yield self.select(f"{at}/proof", _("Minh chứng của mốc việc"), choice.proof, proof_labels())
        else:
            names = dict.fromkeys([*self.suggested.occasions, *([choice.occasion] if choice.occasion else [])])
            options = [("", _("– không buộc dịp nào –")), *((name, name) for name in names)]
            yield self.select(f"{at}/occasion", _("Chỉ tính việc chào mừng"), choice.occasion, options)
            yield self.tick(f"{at}/in_place", _("Vẽ thêm số làm trên địa bàn"), choice.in_place)
        yield self.tick(f"{at}/partners", _("Nơi cùng làm cũng được tính"), choice.partners)

    def _target_time(self, at: str, target: dict[str, Any], choice: TargetChoice) -> Iterator[str]:
        late = [("counts_late", _("vẫn tính, ghi là đạt muộn")), ("not_counted", _("không tính"))]
        yield self.add(f"{at}/starts", _("Tính từ (để trống: từ đầu đợt)"), choice.starts)
        yield self.add(f"{at}/ends", _("Tính đến hết (ngày hoặc tháng)"), choice.ends)
        yield self.add(f"{at}/due", _("Hạn (năm-tháng-ngày)"), target["due"] if target["due"] != choice.ends else "")
        yield self.tick(f"{at}/to_end", _("Không ghi hạn thì hạn là hết đợt thi đua"), choice.to_end)
        yield self.select(f"{at}/late", _("Làm muộn"), choice.late, late)
        yield self.add(f"{at}/judged_from", _("Chưa xét trước ngày"), choice.judged_from)
        if choice.manner in ONCE:
            yield self.add(f"{at}/asked_on", _("Đơn vị tính theo ngày"), choice.asked_on)

    def award_fields(self) -> None:
        """Each form of award: which of the catalogue, where presented, who proposes, who shares each quota."""
        forms_of = [("", _("– chọn –")), *form_labels().items()]
        events = [("", _("– không ghi –")), *self.events.items()]
        for place, (award, choice) in enumerate(zip(self.reading.values["awards"], self.suggested.awards, strict=True)):
            at = f"awards/{place}"
            names = [
                self.select(f"{at}/form", _("Hình thức trong danh mục"), choice.form, forms_of),
                self.select(f"{at}/event", _("Trao tại"), choice.event, events),
                self.add(f"{at}/submitters", _("Ai đề nghị"), choice.submitters),
                self.add(f"{at}/appraiser", _("Ai thẩm định (nếu có)"), choice.appraiser),
            ]
            for number, (quota, kinds) in enumerate(zip(award["quotas"], choice.pools, strict=True)):
                of = f"{at}/quotas/{number}"
                names += [
                    self.add(f"{of}/subject", _("Diện %(number)d") % {"number": number + 1}, quota["subject"]),
                    self.add(
                        f"{of}/count",
                        _("Số suất"),
                        quota["count"],
                        field=forms.IntegerField,
                        min_value=1,
                        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                    ),
                    self.kinds_of(f"{of}/kinds", _("Loại đơn vị thuộc diện này"), kinds),
                ]
            said_form = " ".join(filter(None, (award["form"], award["grantor"])))
            self.sets.append((said_form, [*names, self._drop(at)], f"/{at}/"))

    def deadline_fields(self) -> None:
        """Each deadline: the duty, its day, whose it is, and the form where it is a report."""
        forms_of = [("", _("– không phải báo cáo theo mẫu –")), *manners.labels("report_forms", "title").items()]
        rows = zip(self.reading.values["deadlines"], self.suggested.deadlines, strict=True)
        for place, (row, choice) in enumerate(rows):
            at = f"deadlines/{place}"
            names = [
                self.add(f"{at}/what", _("Việc"), row["what"]),
                self.add(f"{at}/date", _("Ngày"), row["date"]),
                self.add(f"{at}/to", _("Gửi về"), row["to"]),
                self.kinds_of(f"{at}/unit_kinds", _("Loại đơn vị phải làm"), choice.unit_kinds),
                self.select(f"{at}/report", _("Báo cáo theo mẫu"), choice.report, forms_of),
                self.tick(f"{at}/with_works", _("Kèm danh sách công trình, phần việc"), choice.with_works),
                self._drop(at),
            ]
            self.sets.append((_("Thời hạn %(number)d") % {"number": place + 1}, names, f"/{at}/"))

    def clean(self) -> dict[str, Any]:
        """A wrong day, and what is missing for a campaign, each at its field."""
        given = super().clean() or {}
        for name, value in list(given.items()):  # a wrong day goes out of them
            if name in DAYS or (name.startswith("targets/") and name.rpartition("/")[2] in DAYS_OF_TARGET):
                self._check_day(name, value)
        for name in self._missing(given):
            self.add_error(name, MISSING[name.rpartition("/")[2]]())
        return given

    def _missing(self, given: dict[str, Any]) -> list[str]:
        return [
            name
            for name in self.fields
            if self._is_needed(name)
            and not given.get("/".join([*name.split("/")[:2], "drop"]))
            and name not in self.errors
            and not given.get(name)
        ]

    def _is_needed(self, name: str) -> bool:
        part, _slash, rest = name.partition("/")
        return name in ("owner", "takes_part") or (part in LISTS and rest.rpartition("/")[2] in MISSING)

    def _check_day(self, name: str, value: str) -> None:
        if not value or MONTH.fullmatch(value):
            return
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            if not value.startswith("--"):
                self.add_error(name, _("Ngày viết như 2024-08-20, tháng như 2024-08."))

    def lists(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The lists of which a person may take entries out."""
        return ((key, self.reading.values[key]) for key in LISTS)

    def is_out(self, key: str, place: int) -> bool:
        """Whether an entry was taken out."""
        return bool(self.cleaned_data[f"{key}/{place}/drop"])

    def kept(self, key: str) -> list[int]:
        """The places of the entries of a list that stay."""
        return [place for place in range(len(self.reading.values[key])) if not self.is_out(key, place)]

    def corrected_values(self) -> dict[str, Any]:
        """The reading's values with what a person put right in targets, quotas and deadlines."""
        values = copy.deepcopy(self.reading.values)
        for name, value in self.cleaned_data.items():
            match name.split("/"):
                case ["targets", number, key]:
                    correct_target(values["targets"][int(number)], key, value)
                case ["awards", number, "quotas", quota, ("subject" | "count") as key]:
                    values["awards"][int(number)]["quotas"][int(quota)][key] = value
                case ["deadlines", number, ("what" | "date" | "to") as key]:
                    values["deadlines"][int(number)][key] = value or None
        return values

    def chosen_targets(self) -> list[TargetChoice]:
        """What was chosen of each target that stays."""
        return [self._target_choice(place) for place in self.kept("targets")]

    def _target_choice(self, place: int) -> TargetChoice:
        given, at = self.cleaned_data, f"targets/{place}"
        words = {
            key: (given.get(f"{at}/{key}") or "").strip()
            for key in ("label", "starts", "ends", "judged_from", "asked_on", "occasion")
        }
        return TargetChoice(
            manner=given[f"{at}/manner"],
            unit_kinds=given[f"{at}/unit_kinds"],
            text=self._sentence(place),
            to_end=given[f"{at}/to_end"],
            late=given[f"{at}/late"],
            partners=given[f"{at}/partners"],
            in_place=given.get(f"{at}/in_place", False),
            proof=given.get(f"{at}/proof") or "any",
            **words,
        )

    def _sentence(self, place: int) -> str:
        """The sentence as it was left; a number put right is put right in it too, unless a person wrote it anew."""
        text: str = self.cleaned_data[f"targets/{place}/text"].strip()
        value = self.cleaned_data[f"targets/{place}/value"]
        target = self.reading.values["targets"][place]
        if value is not None and value != target["value"] and text == self.suggested.targets[place].text:
            return said.sentence_with(self.reading, place, f"{value.normalize():f}".replace(".", ","))
        return text

    def chosen_awards(self) -> list[AwardChoice]:
        """What was chosen of each form of award that stays."""
        given = self.cleaned_data
        made = []
        for place in self.kept("awards"):
            at = f"awards/{place}"
            quotas = range(len(self.reading.values["awards"][place]["quotas"]))
            words = {key: given[f"{at}/{key}"].strip() for key in ("form", "event", "submitters", "appraiser")}
            made.append(AwardChoice(**words, pools=[given[f"{at}/quotas/{number}/kinds"] for number in quotas]))
        return made

    def chosen_deadlines(self) -> list[DeadlineChoice]:
        """What was chosen of each deadline that stays."""
        given = self.cleaned_data
        named = ("unit_kinds", "report", "with_works")
        return [
            DeadlineChoice(**{key: given[f"deadlines/{place}/{key}"] for key in named})
            for place in self.kept("deadlines")
        ]
