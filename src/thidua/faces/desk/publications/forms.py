"""Forms of publishing: words typed for the public, names and photos chosen for it; why something is taken down."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit import figures
from thidua.faces.kit.fields import DayField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations import LONGEST_NEWS, LONGEST_TEXT, LONGEST_TITLE, NEWS_CATEGORIES
from thidua.stages.publications.operations.copies import LONGEST_ACHIEVEMENT
from thidua.stages.publications.privacy import private_in
from thidua.stages.works.models import Work


class WorkForPublicForm(OnceForm):
    """A work in words for the public. Nothing of its description is filled in, nor the name of a household's house."""

    campaign = forms.ChoiceField(label=_("Đăng trong đợt thi đua"))
    title = forms.CharField(
        label=_("Tên cho người dân đọc"), max_length=LONGEST_TITLE, help_text=_("Không nêu tên hộ, tên người.")
    )
    text = forms.CharField(
        label=_("Lời giới thiệu"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vài câu: làm gì, cho ai dùng, ai góp sức. Không nêu tên hộ, điện thoại, giấy tờ của người dân."),
    )
    photos = forms.TypedMultipleChoiceField(
        label=_("Ảnh đăng kèm"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn ảnh công trình; tránh ảnh rõ mặt người nghèo, trẻ em, biển số, giấy tờ."),
    )

    with_story = forms.BooleanField(
        label=_("Đăng kèm câu chuyện của gương điển hình"), required=False,
        help_text=_("Vì sao làm, cách làm, kết quả, nơi khác cần gì, và số đơn vị đã học theo. Liên hệ, chi phí để lại trong cơ quan."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        work: Work,
        campaigns: Iterable[Campaign],
        pictures: Iterable[StoredFile],
        is_exemplar: bool = False,
        **kwargs: Any,
    ) -> None:
        rows = list(campaigns)
        # A house is named after whose it is: its name stays inside.
        first = {"title": work.kind.label if work.kind.is_house else work.name, "campaign": rows[0].key}
        super().__init__(*args, initial=first, **kwargs)
        if is_exemplar:
            self.initial["with_story"] = True
        else:
            del self.fields["with_story"]
        self.campaigns = {row.key: row for row in rows}
        self._offer("campaign", [(row.key, row.short_name) for row in rows])
        self._offer("photos", [(str(file.uid), figures.day(file.made_at)) for file in pictures])
        if len(rows) == 1:
            self.fields["campaign"].widget = forms.HiddenInput()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def chosen(self) -> dict[str, Any]:
        """What the operation and the preview take."""
        given = self.cleaned_data
        return {
            "campaign": self.campaigns[given["campaign"]],
            "title": given["title"],
            "text": given["text"],
            "photos": given["photos"],
            "with_story": given.get("with_story", False),
        }


class PublishForm(OnceForm):
    """One press; sent twice it publishes once."""


class WithdrawForm(EditForm):
    """Why something is taken down; kept in its history."""

    reason = forms.CharField(label=_("Lý do gỡ"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class LinkForm(OnceForm):
    """A way to another site."""

    title = forms.CharField(label=_("Tên trang"), max_length=120)
    address = forms.CharField(
        label=_("Địa chỉ"),
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("Bắt đầu bằng https://"),
    )


class NewsForm(OnceForm):
    """A piece of news, with the paper it tells of and that paper's day."""

    campaign = forms.ChoiceField(label=_("Đợt thi đua"))
    category = forms.ChoiceField(label=_("Chuyên mục"), choices=[(key, key.label) for key in NEWS_CATEGORIES])
    title = forms.CharField(label=_("Đầu đề"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("Nội dung"),
        max_length=LONGEST_NEWS,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Mỗi đoạn cách nhau một dòng trống. Không nêu điện thoại, tên hộ, giấy tờ của người dân."),
    )
    author = forms.CharField(label=_("Tác giả"), max_length=100)
    paper = forms.CharField(
        label=_("Văn bản được nói đến"), required=False, max_length=200, help_text=_("Ví dụ: Công văn số 635/MTTQ-BTT")
    )
    paper_date = DayField(label=_("Ngày của văn bản"), required=False)

    def __init__(self, *args: Any, campaigns: Iterable[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaigns = {row.key: row for row in campaigns}
        field = self.fields["campaign"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(row.key, row.short_name) for row in self.campaigns.values()]
        field.initial = next(iter(self.campaigns))
        if len(self.campaigns) == 1:
            field.widget = forms.HiddenInput()

    def chosen(self) -> dict[str, Any]:
        """What the operation takes."""
        names = ("category", "title", "text", "author", "paper", "paper_date")
        given = self.cleaned_data
        return {"campaign": self.campaigns[given["campaign"]], **{name: given[name] for name in names}}


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody to be named: what is called how, and the words the record has for it."""

    uid: uuid.UUID
    name: str
    beside: str
    achievement: str


@dataclass(frozen=True, slots=True)
class NameLine:
    """One name of a form: whether it is chosen, its words, the copy that stands, why its own words are left out."""

    row: Name
    pick: forms.BoundField
    words: forms.BoundField
    copy: PublicItem | None
    why_empty: str


class NamesForm(OnceForm):
    """Names, each of which may be chosen, with a few words for the public.

    The record's own words are filled in unless they tell what the public may not read. Who stands already is not
    chosen at first.
    """

    def __init__(
        self, *args: Any, names: Sequence[Name], copies: Mapping[uuid.UUID, PublicItem], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names, self.copies = names, copies
        self.private = {row.uid: private_in(row.achievement) for row in names}
        for row in names:
            copy = copies.get(row.uid)
            self.fields[f"pick_{row.uid}"] = forms.BooleanField(
                label=row.name, required=False, initial=copy is None and not self.private[row.uid]
            )
            known = "" if self.private[row.uid] else row.achievement[:LONGEST_ACHIEVEMENT]
            self.fields[f"words_{row.uid}"] = forms.CharField(
                label=_("Thành tích của %(name)s") % {"name": row.name},
                required=False,
                max_length=LONGEST_ACHIEVEMENT,
                initial=copy.text if copy else known,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def lines(self) -> list[NameLine]:
        """The names with their fields."""
        return [
            NameLine(
                row, self[f"pick_{row.uid}"], self[f"words_{row.uid}"], self.copies.get(row.uid), self.private[row.uid]
            )
            for row in self.names
        ]

    def chosen(self) -> dict[uuid.UUID, str]:
        """Uid → its words, of those chosen."""
        given = self.cleaned_data
        return {row.uid: given[f"words_{row.uid}"] for row in self.names if given[f"pick_{row.uid}"]}
