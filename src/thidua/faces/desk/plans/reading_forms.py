"""Forms of reading a plan: the file, then the values to correct and the choices the text leaves to a person."""

from __future__ import annotations

import copy
import datetime
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.kit.forms import KitForm
from thidua.stages.campaigns.campaign_file import Vocabulary
from thidua.stages.campaigns.kind_files import read_unit_kinds
from thidua.stages.campaigns.plan_draft import Choices, TargetChoice
from thidua.stages.campaigns.plan_draft import choices as ways
from thidua.stages.campaigns.plan_reader import Reading

# A plan of twenty pages has forty thousand letters; a page with more would be too heavy.
MOST_LETTERS = 45_000
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
LONG = {"document/title", "document/issuer", "period/to_event"}
SELECTED_TYPES = (
    ("special", gettext_lazy("đợt thi đua đặc biệt")),
    ("thematic", gettext_lazy("thi đua theo chuyên đề")),
    ("regular", gettext_lazy("phong trào thường xuyên")),
)


class PlanFileForm(KitForm):
    """A plan's file, or its words pasted."""

    upload = forms.FileField(
        label=gettext_lazy("Tệp kế hoạch"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
        help_text=gettext_lazy("Word (.docx), PDF có chữ (không phải bản chụp) hoặc tệp chữ (.txt)."),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Hoặc dán chữ của kế hoạch"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "upload" not in self.errors and not given.get("upload") and not (given.get("pasted") or "").strip():
            self.add_error("upload", _("Xin chọn tệp hoặc dán chữ của kế hoạch."))
        return given


class ReadingForm(KitForm):
    """What was read, to be corrected, beside what has to be chosen. `text` is the cleaned text it was read from."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    step = forms.CharField(widget=forms.HiddenInput, initial="accept")

    def __init__(self, *args: Any, reading: Reading, suggested: Choices, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading, self.suggested, self.vocabulary = reading, suggested, vocabulary
        self.initial["text"] = reading.text
        self.kinds = {kind.key: kind.label for kind in read_unit_kinds()}
        self.sets: list[tuple[str, list[str], str]] = []
        self._campaign_fields()
        self._head_fields()
        self._target_fields()
        self._award_fields()
        self._list_fields()

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

    def _add(self, name: str, label: str, value: Any, **more: Any) -> str:
        widget = more.pop("widget", None) or (forms.Textarea(attrs={"rows": 2}) if name in LONG else forms.TextInput())
        made = more.pop("field", forms.CharField)(
            label=label, required=False, initial=value, **({"widget": widget} | more)
        )
        self.fields[name] = made
        return name

    def _select(self, name: str, label: str, value: Any, options: list[tuple[str, Any]]) -> str:
        self.fields[name] = forms.ChoiceField(label=label, required=False, initial=value, choices=options)
        return name

    def _kinds(self, name: str, label: str, value: list[str]) -> str:
        offered = self.suggested.takes_part or list(self.kinds)
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            required=False,
            initial=value,
            widget=forms.CheckboxSelectMultiple,
            choices=[(key, self.kinds.get(key, key)) for key in offered],
        )
        return name

    def _campaign_fields(self) -> None:
        chosen = self.suggested
        names = [
            self._add("key", _("Mã đợt thi đua"), chosen.key),
            self._add("short_name", _("Tên gọn"), chosen.short_name, max_length=120),
            self._select("type", _("Hình thức"), chosen.type, list(SELECTED_TYPES)),
            self._select(
                "unit_set", _("Bộ đơn vị"), chosen.unit_set, [(key, key) for key in sorted(self.vocabulary.units)]
            ),
            self._add("owner", _("Mã đơn vị chủ trì"), chosen.owner),
            self._add("body", _("Cơ quan ký"), chosen.body),
            self._kinds("takes_part", _("Loại đơn vị tham gia"), chosen.takes_part),
        ]
        self.sets.append((_("Đợt thi đua"), names, ""))

    def _head_fields(self) -> None:
        labels = {
            "document": {
                "type": _("Loại văn bản"),
                "number": _("Số, ký hiệu"),
                "place": _("Địa danh"),
                "date": _("Ngày ký (năm-tháng-ngày)"),
                "issuer": _("Cơ quan ban hành"),
                "title": _("Trích yếu"),
            },
            "period": {"from": _("Từ"), "to": _("Đến"), "to_event": _("Đến trước sự kiện")},
            "signer": {"capacity": _("Thể thức ký"), "title": _("Chức vụ"), "name": _("Người ký")},
        }
        legends = {"document": _("Văn bản"), "period": _("Thời gian"), "signer": _("Người ký")}
        for part, named in labels.items():
            names = [self._add(f"{part}/{key}", label, self.reading.values[part][key]) for key, label in named.items()]
            self.sets.append((legends[part], names, f"/{part}/"))

    def _target_fields(self) -> None:
        manners = manner_labels()
        for place, (target, choice) in enumerate(
            zip(self.reading.values["targets"], self.suggested.targets, strict=True)
        ):
            at = f"targets/{place}"
            names = [
                self._add(f"{at}/what", _("Việc"), target["what"], widget=forms.Textarea(attrs={"rows": 2})),
                self._add(f"{at}/subject", _("Ai"), target["subject"]),
                self._select(
                    f"{at}/operator",
                    _("So sánh"),
                    target["operator"],
                    [(">=", _("ít nhất")), ("=", _("đúng, đủ")), ("<=", _("không quá"))],
                ),
                self._add(
                    f"{at}/value",
                    _("Số"),
                    target["value"],
                    field=forms.DecimalField,
                    widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                ),
                self._add(f"{at}/unit", _("Đơn vị tính"), target["unit"]),
                self._add(f"{at}/due", _("Hạn (năm-tháng-ngày)"), target["due"]),
                self._add(f"{at}/label", _("Tên gọn trên bảng"), choice.label, max_length=40),
                self._select(f"{at}/manner", _("Tính bằng"), choice.manner, list(manners.items())),
                self._kinds(f"{at}/unit_kinds", _("Loại đơn vị phải làm"), choice.unit_kinds),
                self._drop(at),
            ]
            self.sets.append((_("Chỉ tiêu %(number)s") % {"number": target["id"]}, names, f"/{at}/"))

    def _drop(self, at: str) -> str:
        self.fields[f"{at}/drop"] = forms.BooleanField(label=_("Bỏ, không phải một mục của kế hoạch"), required=False)
        return f"{at}/drop"

    def _award_fields(self) -> None:
        forms_of = [("", _("– chọn –")), *ways.form_labels().items()]
        for place, (award, form) in enumerate(
            zip(self.reading.values["awards"], self.suggested.award_forms, strict=True)
        ):
            at = f"awards/{place}"
            said = " ".join(filter(None, (award["form"], award["grantor"])))
            names = [self._select(f"{at}/form", _("Hình thức trong danh mục"), form, forms_of), self._drop(at)]
            self.sets.append((said, names, f"/{at}/"))

    def _list_fields(self) -> None:
        for key, legend in (("dossier_parts", _("Giấy tờ hồ sơ")), ("recipients", _("Nơi nhận"))):
            rows = self.reading.values[key]
            wide = forms.Textarea(attrs={"rows": max(2, min(12, len(rows)))})
            names = [self._add(key, _("Mỗi dòng một mục"), "\n".join(rows), widget=wide)]
            self.sets.append((legend, names, f"/{key}/"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, value in list(given.items()):  # a wrong day goes out of them
            if name == "document/date" or name.endswith("/due"):
                self._check_day(name, value)
        return given

    def _check_day(self, name: str, value: str) -> None:
        if not value or MONTH.fullmatch(value):
            return
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            if not value.startswith("--"):
                self.add_error(name, _("Ngày viết như 2024-08-20, tháng như 2024-08."))

    def corrected(self) -> Reading:
        """The reading with a person's corrections; the places stay those of the text."""
        values = copy.deepcopy(self.reading.values)
        for name, value in self.cleaned_data.items():
            part, _slash, rest = name.partition("/")
            if part in ("document", "period", "signer"):
                values[part][rest] = value or None
            elif part == "targets":
                _correct(values["targets"], rest, value)
        for key in ("dossier_parts", "recipients"):
            values[key] = [line.strip(" ;.-") for line in self.cleaned_data[key].splitlines() if line.strip(" ;.-")]
        for key in ("targets", "awards"):
            values[key] = [row for place, row in enumerate(values[key]) if not self.cleaned_data[f"{key}/{place}/drop"]]
        return Reading(self.reading.text, values, self.reading.places)

    def choices(self) -> Choices:
        """What a person chose, in the order of what was kept."""
        given = self.cleaned_data
        kept = {
            key: [place for place in range(len(self.reading.values[key])) if not given[f"{key}/{place}/drop"]]
            for key in ("targets", "awards")
        }
        return Choices(
            key=given["key"].strip(),
            short_name=given["short_name"].strip(),
            type=given["type"],
            unit_set=given["unit_set"],
            owner=given["owner"].strip(),
            body=given["body"].strip(),
            takes_part=given["takes_part"],
            targets=[self._target_choice(place) for place in kept["targets"]],
            award_forms=[given[f"awards/{place}/form"] for place in kept["awards"]],
        )

    def _target_choice(self, place: int) -> TargetChoice:
        given = self.cleaned_data
        at = f"targets/{place}"
        return TargetChoice(given[f"{at}/manner"], given[f"{at}/unit_kinds"], given[f"{at}/label"].strip())


def manner_labels() -> dict[str, str]:
    """The ways to count, in words."""
    return {
        ways.MILESTONE: _("mốc việc làm một lần"),
        ways.RATING: _("xếp loại năm"),
        ways.PILOT: _("đại hội điểm được giao"),
        ways.WORKS: _("công trình, dự án, phần việc"),
        ways.MODELS: _("mô hình"),
        ways.REPORTED: _("số liệu trong báo cáo"),
        ways.FUND: _("quỹ “Vì người nghèo”"),
        **{ways.WORK + key: label for key, label in ways.work_labels().items()},
    }


def _correct(targets: list[dict[str, Any]], rest: str, value: Any) -> None:
    number, _slash, key = rest.partition("/")
    target = targets[int(number)]
    if key in ("what", "subject", "unit", "due", "operator"):
        target[key] = value or None
    elif key == "value" and value is not None:
        target[key] = int(value) if value == int(value) else float(value)
