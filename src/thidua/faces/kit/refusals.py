"""What a signed-in reader pressed and was not given, written into the audit trail where no operation wrote it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import OperationalError, models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import NOBODY
from thidua.foundation.core import audit
from thidua.foundation.core.errors import Busy, Missing, Refused

LOG = logging.getLogger(__name__)
# As many fields of a form as a sentence names.
MOST_FIELDS = 5


def note(request: HttpRequest, sentence: str, about: models.Model | None = None, *, nameless: bool = False) -> None:
    """Writes one refused row for a press of somebody signed in, unless the request has one already.

    The record is `about`, or what the trail last said of the uid in the address; a `nameless` row names none.
    """
    actor = getattr(request, "actor", NOBODY)
    if request.method != "POST" or audit.noted() or actor.uid is None:
        return
    match = request.resolver_match
    obj = None if nameless else about or _last_told(match.kwargs.values() if match else ())
    page, home = (match.view_name if match else ""), (actor.home.unit_id if actor.home else None)
    try:
        with transaction.atomic():
            audit.refusal(by=actor, operation=page, sentence=sentence, obj=obj, unit_id=home)
    except OperationalError:
        # What was refused stays refused; that it could not be noted is for who runs the site.
        LOG.exception("refusal of %s could not be noted", page)


def note_refusal(request: HttpRequest, refusal: Refused, given: Iterable[Any] = ()) -> None:
    """The same for a refusal; the record is the first of what the operation was `given`.

    A record that was not shown to the reader is not named to those who read the trail either.
    """
    if not isinstance(refusal, Busy):
        about = next((value for value in given if isinstance(value, models.Model) and value.pk), None)
        note(request, str(refusal), about, nameless=isinstance(refusal, Missing))


def note_form(request: HttpRequest, form: forms.BaseForm, given: Iterable[Any] = ()) -> None:
    """The same for a form that is wrong: which fields, nothing of what was typed.

    A field that is made for one page is not named: its label may be somebody's name.
    """
    own = {name: field.label for name, field in getattr(form, "base_fields", {}).items()}
    names = [str(own[name] or "") for name in form.errors if name in own][:MOST_FIELDS]
    told = _("Biểu mẫu điền chưa đúng: %(fields)s.") % {"fields": ", ".join(filter(None, names))}
    about = next((value for value in given if isinstance(value, models.Model) and value.pk), None)
    note(request, told if any(names) else wrong_form(), about)


def wrong_form() -> str:
    """What is written where nothing is known but that the form was not taken."""
    return _("Biểu mẫu điền chưa đúng.")


def _last_told(values: Iterable[Any]) -> Any:
    uid = next((value for value in values if isinstance(value, uuid.UUID)), None)
    return audit.latest_about(uid) if uid else None
