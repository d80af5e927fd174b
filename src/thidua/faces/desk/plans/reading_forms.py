"""Forms of reading a plan: the file, then the values to correct beside what the text leaves to a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.desk.plans import reading_faults
from thidua.faces.desk.plans.reading_choices import ChoiceFields
from thidua.faces.kit.fields import ReceiptField
from thidua.faces.kit.forms import KitForm
from thidua.foundation.core.errors import Refused
from thidua.stages.campaigns.campaign_file import CampaignFileError
from thidua.stages.campaigns.plan_draft import Choices, without
from thidua.stages.campaigns.plan_reader import Reading

# A plan of twenty pages has forty thousand letters; a page with more would be too heavy.
MOST_LETTERS = 45_000
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


class ReadingForm(ChoiceFields):
    """What was read, to be corrected, beside what has to be chosen. `text` is the cleaned text it was read from."""

    receipt = ReceiptField()
    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    step = forms.CharField(widget=forms.HiddenInput, initial="accept")

    def refuse(self, refusal: Refused) -> None:
        """What is wrong with the files stands at the fields they were made from."""
        if isinstance(refusal, CampaignFileError):
            reading_faults.put(self, refusal.problems)
            self._focus_first_error()
        else:
            super().refuse(refusal)

    def make_fields(self) -> None:
        """All fields, in the order of the page."""
        self.initial["text"] = self.reading.text
        self._campaign_fields()
        self._head_fields()
        self.target_fields()
        self.award_fields()
        self.deadline_fields()
        self._list_fields()

    def _campaign_fields(self) -> None:
        chosen = self.suggested
        sets = [(key, key) for key in sorted(self.vocabulary.units)]
        names = [
            self.add("key", _("Mã đợt thi đua"), chosen.key),
            self.add("short_name", _("Tên gọn"), chosen.short_name, max_length=120),
            self.select("type", _("Hình thức"), chosen.type, list(SELECTED_TYPES)),
            self.select("unit_set", _("Bộ đơn vị"), chosen.unit_set, sets),
            self.add("owner", _("Mã đơn vị chủ trì"), chosen.owner),
            self.add("body", _("Cơ quan ký"), chosen.body),
            self.add("focal", _("Mã bộ phận đầu mối"), chosen.focal),
            self.add("published_on", _("Ngày đăng kế hoạch (năm-tháng-ngày)"), chosen.published_on),
            self.kinds_of("takes_part", _("Loại đơn vị tham gia"), chosen.takes_part, in_full=True),
            self.add(
                "occasions",
                _("Dịp chào mừng, mỗi dòng một dịp"),
                "\n".join(chosen.occasions),
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
            self.tick(
                "draws_on", _("Đợt khen sau chọn trong cả những người đã đề nghị ở đợt khen trước"), chosen.draws_on
            ),
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
            names = [self.add(f"{part}/{key}", label, self.reading.values[part][key]) for key, label in named.items()]
            self.sets.append((legends[part], names, f"/{part}/"))

    def _list_fields(self) -> None:
        for key, legend in (("dossier_parts", _("Giấy tờ hồ sơ")), ("recipients", _("Nơi nhận"))):
            rows = self.reading.values[key]
            wide = forms.Textarea(attrs={"rows": max(2, min(12, len(rows)))})
            names = [self.add(key, _("Mỗi dòng một mục"), "\n".join(rows), widget=wide)]
            self.sets.append((legend, names, f"/{key}/"))

    def corrected(self) -> Reading:
        """The reading with a person's corrections, without what was taken out; the places stay those of the text."""
        out = {key: [place for place in range(len(rows)) if self.is_out(key, place)] for key, rows in self.lists()}
        values = self.corrected_values()
        for name, value in self.cleaned_data.items():
            part, _slash, rest = name.partition("/")
            if part in ("document", "period", "signer"):
                values[part][rest] = value or None
        for key in ("dossier_parts", "recipients"):
            values[key] = lines(self.cleaned_data[key])
        return without(Reading(self.reading.text, values, self.reading.places), out)

    def choices(self) -> Choices:
        """What a person chose, in the order of what was kept."""
        given = self.cleaned_data
        said = {name: given[name].strip() for name in ("key", "short_name", "owner", "body", "focal", "published_on")}
        return Choices(
            **said,
            type=given["type"],
            unit_set=given["unit_set"],
            takes_part=given["takes_part"],
            occasions=lines(given["occasions"]),
            draws_on=given["draws_on"],
            targets=self.chosen_targets(),
            awards=self.chosen_awards(),
            deadlines=self.chosen_deadlines(),
        )


def lines(text: str) -> list[str]:
    """The lines of a list, each without the marks around it."""
    return [line.strip(" ;.-") for line in text.splitlines() if line.strip(" ;.-")]
