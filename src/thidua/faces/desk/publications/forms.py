"""Forms of publishing: words typed for the public, photos chosen for it; why something is taken down."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit import figures
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.operations import LONGEST_TEXT, LONGEST_TITLE
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

    def __init__(
        self, *args: Any, work: Work, campaigns: Iterable[Campaign], pictures: Iterable[StoredFile], **kwargs: Any
    ) -> None:
        rows = list(campaigns)
        # A house is named after whose it is: its name stays inside.
        first = {"title": work.kind.label if work.kind.is_house else work.name, "campaign": rows[0].key}
        super().__init__(*args, initial=first, **kwargs)
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
        }


class PublishForm(OnceForm):
    """One press; sent twice it publishes once."""


class WithdrawForm(EditForm):
    """Why something is taken down; kept in its history."""

    reason = forms.CharField(label=_("Lý do gỡ"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
