"""The library of cited documents as it is read: who finds what, where each is cited, which is no longer in force."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock, search
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents.notations import NOTATION
from thidua.foundation.documents.queries import documents_for
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.models import CitedDocument, DocumentCitation, PaperCitation, Plan
from thidua.stages.campaigns.queries import plans_of

# The owner of a cited document's file, by the document's uid.
OWNER = "cited-document"
IN_FORCE, OVER = "con-hieu-luc", "het-hieu-luc"
MOST_PLACES = 100


def documents_read_by(actor: Actor) -> QuerySet[CitedDocument]:
    """The catalogue's documents, those of the actor's branches and of the bodies above it, those its plans cite."""
    homes = Unit.objects.filter(pk__in=[post.unit_id for post in actor.posts]).order_by()
    above = Q(pk__in=())
    for low, high in homes.values_list("lft", "rgt"):
        above |= Q(unit__lft__lte=low, unit__rgt__gte=high)
    cited = DocumentCitation.objects.filter(plan__in=plans_of(actor).order_by().values("pk")).values("document")
    return CitedDocument.objects.filter(
        Q(unit__isnull=True) | within("unit", actor.intervals) | above | Q(pk__in=cited)
    )


def found_by(actor: Actor, given: Mapping[str, Any]) -> QuerySet[CitedDocument]:
    """Those that hold every word of `q`, without regard to accents; `hieu-luc` narrows to what is or is not in force.

    The newest first, those without a date last. Raises `Missing` for an unknown narrowing.
    """
    rows, on = search.match(documents_read_by(actor), str(given.get("q", ""))), clock.today()
    match given.get("hieu-luc", ""):
        case "":
            pass
        case "con-hieu-luc":
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        case "het-hieu-luc":
            rows = rows.filter(valid_to__lt=on)
        case _other:
            raise Missing(_("Không có cách lọc này."))
    return rows.select_related("replaced_by").order_by(F("date").desc(nulls_last=True), "number", "id")


def offered_to(actor: Actor, plan: Plan, text: str = "") -> QuerySet[CitedDocument]:
    """What a plan may cite: those that hold the words; first those cited by the plan above or by plans of its
    unit, then those its unit entered.
    """
    before = Q(plan__unit=plan.unit_id) | (Q(plan=plan.parent_id) if plan.parent_id else Q(pk__in=()))
    known = DocumentCitation.objects.filter(before, document=OuterRef("pk"))
    own = ExpressionWrapper(Q(unit__isnull=False, unit=plan.unit_id), BooleanField())
    rows = found_by(actor, {"q": text}).annotate(was_cited=Exists(known), is_own=own)
    return rows.order_by("-was_cited", "-is_own", F("date").desc(nulls_last=True), "number", "id")


def find_document(actor: Actor, key: str) -> CitedDocument:
    """One document the actor may read. Raises `Missing` for a foreign one."""
    found = the_one(documents_read_by(actor).filter(key=key).select_related("unit", "replaced_by"))
    if found is None:
        raise Missing(_("Không có văn bản này trong thư viện của bạn."))
    return found


def plans_citing(actor: Actor, document: CitedDocument) -> QuerySet[DocumentCitation]:
    """Where plans the actor may read cite it, each at its clause."""
    rows = document.citations.filter(plan__in=plans_of(actor).order_by().values("pk"))
    return rows.select_related("plan__unit", "plan__document").order_by("plan_id", "clause", "id")[:MOST_PLACES]


def papers_citing(actor: Actor, document: CitedDocument) -> QuerySet[PaperCitation]:
    """Issued papers the actor may read that name it."""
    rows = document.papers.filter(paper__in=documents_for(actor).order_by().values("pk"))
    return rows.select_related("paper__unit").order_by("-paper__date", "-id")[:MOST_PLACES]


def kept_for(unit: Unit) -> QuerySet[CitedDocument]:
    """What a unit's papers cite: the catalogue's documents, the unit's own, those of the bodies above it."""
    return CitedDocument.objects.filter(Q(unit=None) | Q(unit__lft__lte=unit.lft, unit__rgt__gte=unit.rgt))


def named_in(texts: Iterable[str], among: QuerySet[CitedDocument]) -> QuerySet[CitedDocument]:
    """Those of some documents whose number stands in a text."""
    numbers = {found for text in texts for found in NOTATION.findall(text)}
    rows = among.filter(number__in=numbers) if numbers else among.none()
    return rows.select_related("replaced_by").order_by("id")


def no_longer_in_force(actor: Actor, texts: Iterable[str], on: datetime.date) -> list[str]:
    """A sentence for each document the actor may read that a text names and that is not in force on a day."""
    rows = named_in(texts, documents_read_by(actor))
    return list(filter(None, (force_warning(row, on) for row in rows)))


def force_warning(document: CitedDocument, on: datetime.date) -> str:
    """What is to be told to who cites a document that is over, or not yet in force; empty where nothing is."""
    if document.valid_to is not None and document.is_over(on):
        words = {
            "document": str(document),
            "day": day_words(document.valid_to),
            "other": str(document.replaced_by or ""),
        }
        if document.replaced_by_id:
            return _("%(document)s hết hiệu lực sau ngày %(day)s, được thay bằng %(other)s.") % words
        return _("%(document)s hết hiệu lực sau ngày %(day)s.") % words
    if document.valid_from is not None and document.is_ahead(on):
        return _("%(document)s có hiệu lực từ ngày %(day)s.") % {
            "document": str(document), "day": day_words(document.valid_from),
        }  # fmt: skip
    return ""


def may_read_files(actor: Actor, uid: uuid.UUID) -> bool:
    """The file is read by who reads the document."""
    return documents_read_by(actor).filter(uid=uid).exists()


OWNERS.register(OWNER, OwnerKind(gettext_lazy("văn bản được viện dẫn"), may_read_files))
