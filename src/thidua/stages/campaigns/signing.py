"""Who signs a paper and in which title: on the site whoever presses; a word of a role is never the title."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.accounts.roles import Leader
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.documents.model import Partner, Signature
from thidua.foundation.documents.titles import is_role_word
from thidua.foundation.documents.wording import wording
from thidua.foundation.documents.writing import build_symbol
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.models import CoSigning


def leaders_on(unit: Unit, on: datetime.date) -> list[Person]:
    """Those who may sign for a unit on a day, the longest there first."""
    rows = Membership.objects.on(on).filter(unit=unit, role=Leader.key).select_related("person")
    return [row.person for row in rows.order_by("valid_from", "id")]


def leaders_ever(unit: Unit) -> list[Person]:
    """Those who sign for a unit or did once, the latest first: for a paper of another day."""
    rows = Membership.objects.filter(unit=unit, role=Leader.key).select_related("person")
    return list(dict.fromkeys(row.person for row in rows.order_by("-valid_from", "id")))


def title_of(person: Person | None, head: str) -> str:
    """The person's own title; the head's where none is known, or only what the person does on the site."""
    stated = person.position.strip() if person else ""
    return head if not stated or is_role_word(stated) else stated


def signature_of(unit: Unit, on: datetime.date, person: Person | None, *, body: str = "", title: str = "") -> Signature:
    """The signature of a person for a body of a unit; `title` where another than the person's own counts."""
    form = papers.letterhead_form(unit, on, body) or papers.letterhead_form(unit, on)
    name = person.full_name if person else ""
    if form is None:
        said = title or title_of(person, wording("report/unit").line("signer_without_head"))
        return Signature(said.upper(), name)
    return form.sign(title=title or title_of(person, form.head), name=name)


def person_behind(by: By) -> Person | None:
    """The person who acts; None where the product itself does."""
    known = person_of(by)
    return Person.objects.filter(pk=known).order_by("id").first() if known else None


def signature_by(by: By, unit: Unit, on: datetime.date, *, body: str = "") -> Signature | None:
    """The signature of whoever presses; None where the product itself acts: the paper keeps its own."""
    person = person_behind(by)
    return signature_of(unit, on, person, body=body) if person else None


def partner_of(asked: CoSigning, on: datetime.date) -> Partner:
    """The other body on the paper: its head, its symbol, who signs for it. `Invalid` (`partner`) if it has no head."""
    unit = asked.unit
    form = papers.letterhead_form(unit, on)
    if form is None:
        raise Invalid({"partner": _("%(unit)s không ban hành văn bản.") % {"unit": unit.name}})
    signature = signature_of(unit, on, next(iter(leaders_on(unit, on)), None))
    return Partner(papers.letterhead(unit, on), build_symbol(asked.plan.kind, form.symbol), signature=signature)
