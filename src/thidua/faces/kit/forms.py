"""The base of every form: drawn by the kit, wrong words kept and explained, sent twice with one effect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from thidua.faces.kit.fields import SENT_SUFFIX, ReceiptField, VersionField
from thidua.faces.kit.sentences import speak
from thidua.foundation.core.errors import Invalid, Refused, Stale
from thidua.foundation.core.sending import Sent


def typed_in(data: Mapping[str, Any], name: str) -> str:
    """What was typed in a field of a table, where a form of its own for each row would be too much.

    Without spaces around it and without the sign NUL, which no database keeps as text.
    """
    return str(data.get(name, "")).replace("\0", "").strip()


class KitForm(forms.Form):
    """A form as the kit draws it (`{% form_fields form %}`). Forms validate, operations save.

    After a refusal the first wrong field has the focus, and `refuse` puts an operation's refusal where it belongs.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        # Now and not when it is made: a page adds fields of its own in between.
        for field in self.fields.values():
            speak(field)
        super().full_clean()
        self._focus_first_error()

    def refuse(self, refusal: Refused) -> None:
        """Shows an operation's refusal at its field, or above the form; what was typed stays.

        After `Stale` the form carries the version of now: who has read what changed may send again on purpose.
        """
        if isinstance(refusal, Invalid):
            for name, sentence in refusal.fields.items():
                self.add_error(name if name in self.fields else None, str(sentence))
        else:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.sentence))
        if isinstance(refusal, Stale) and "version" in self.fields:
            # A copy that can be written and keeps several values of one name.
            sent: Any = self.data
            sent = sent.copy()
            sent[self.add_prefix("version")] = str(refusal.current)
            self.data = sent
        self._focus_first_error()

    def hold(self, name: str, files: Iterable[Sent]) -> None:
        """Has a field of files show these as sent already, so that the next sending brings them along."""
        sent: Any = self.data
        sent = sent.copy()
        key = self.add_prefix(name) + SENT_SUFFIX
        sent.setlist(key, [*sent.getlist(key), *map(str, files)])
        self.data = sent

    def _focus_first_error(self) -> None:
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)
        for name, field in self.fields.items():
            if name in self.errors and not field.widget.is_hidden:
                field.widget.attrs["autofocus"] = True
                return


class OnceForm(KitForm):
    """A form whose sending twice has one effect: pass `cleaned_data["receipt"]` to the operation."""

    receipt = ReceiptField()


class EditForm(OnceForm):
    """A form that changes a record: pass `cleaned_data["version"]` too, so that nothing is overwritten unseen."""

    version = VersionField()
