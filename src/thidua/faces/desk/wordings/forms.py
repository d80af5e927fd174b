"""The form of a wording: one field a sentence, in the Vietnamese names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.kit.forms import OnceForm
from thidua.foundation.core.errors import Invalid, Refused, Stale
from thidua.foundation.documents.models import OwnWording
from thidua.foundation.documents.rewording import changeable
from thidua.foundation.documents.sentences import field_list, fields_of, from_screen, to_screen
from thidua.foundation.documents.wording import catalogue_sentences

LINE = 70


class WordingForm(OnceForm):
    """Every sentence of one kind of paper. Whoever saves second keeps what only he or she changed."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao sửa"), required=False, max_length=300,
        help_text=gettext_lazy("Ghi để người sau hiểu, ví dụ: theo Hướng dẫn số 12 của cấp trên. Không bắt buộc."),
    )  # fmt: skip
    # From 0: nobody has changed anything yet.
    version = forms.IntegerField(required=False, min_value=0, localize=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, wording: str, standing: Mapping[str, Any], version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording, self.catalogue = wording, catalogue_sentences(wording)
        self.initial["version"] = version
        for place, key in enumerate(changeable(wording), start=1):
            self.fields[_name(key)] = self._field(place, key, standing[key])
        self.order_fields([*(_name(key) for key in changeable(wording)), "reason"])

    def sentences(self) -> dict[str, Any]:
        """What was typed, as it is kept."""
        return {key: self._kept(key, self.cleaned_data[_name(key)]) for key in changeable(self.wording)}

    def refuse(self, refusal: Refused) -> None:
        if isinstance(refusal, Invalid):
            named = {_name(key) if _name(key) in self.fields else key: why for key, why in refusal.fields.items()}
            refusal = Invalid(named)
        if isinstance(refusal, Stale) and isinstance(refusal.record, OwnWording):
            self._join(refusal.record, refusal.given)
        super().refuse(refusal)

    def _field(self, place: int, key: str, standing: Any) -> forms.CharField:
        original = self.catalogue[key]
        shown = _shown(standing)
        rows = len(original) if isinstance(original, list) else max(1, min(6, len(shown) // LINE + 1))
        return forms.CharField(
            label=_("Câu %(place)s") % {"place": place},
            strip=False,
            initial=shown,
            widget=forms.Textarea(attrs={"rows": rows}),
            help_text=self._help(key, standing),
        )

    def _help(self, key: str, standing: Any) -> str:
        original = self.catalogue[key]
        filled, late = fields_of(" ".join(original) if isinstance(original, list) else original)
        parts = [_("Trường dùng được: %(fields)s.") % {"fields": field_list(filled | late)}] if filled | late else []
        if isinstance(original, list):
            parts.append(_("Mỗi dòng một mục."))
        if standing != original:
            parts.append(_("Danh mục: «%(sentence)s».") % {"sentence": _shown(original).replace("\n", " · ")})
        return " ".join(parts)

    def _kept(self, key: str, typed: str) -> Any:
        original = self.catalogue[key]
        if not isinstance(original, list):
            return from_screen(typed, original)
        every = " ".join(original)
        return [from_screen(line, every).strip() for line in typed.splitlines() if line.strip()]

    def _join(self, row: OwnWording, given: int) -> None:
        """What only the other changed is put into the form; where both did, the other's words are told at the field."""
        then = row.versions.filter(number=given).first()
        before = then.sentences if then else {}
        sent: Any = self.data.copy()
        for key in changeable(self.wording):
            was, now = before.get(key, self.catalogue[key]), row.sentences.get(key, self.catalogue[key])
            typed = self._kept(key, sent.get(_name(key), ""))
            if now in (was, typed):
                continue
            if typed == was:
                sent[_name(key)] = _shown(now)
            else:
                told = _("Người khác vừa đổi câu này thành: «%(sentence)s».") % {"sentence": _shown(now)}
                self.add_error(_name(key), told)
        self.data = sent


def _name(key: str) -> str:
    return f"s-{key}"


def _shown(sentence: Any) -> str:
    return "\n".join(map(to_screen, sentence)) if isinstance(sentence, list) else to_screen(sentence).strip()
