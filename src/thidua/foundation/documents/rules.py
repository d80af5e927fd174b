"""Who may do what with official documents. Each rule answers None, or the sentence that says who may."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.finding import the_one
from thidua.foundation.documents.letterheads import is_everyday
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.foundation.units.models import Unit

FILES_OF = "document"


def may_write_for(by: By, unit: Unit) -> str | None:
    """The unit's own officer writes its documents."""
    if _holds(by, unit.pk, Permission.PLANS_WRITE):
        return None
    return _("Chỉ cán bộ của %(unit)s soạn được văn bản của đơn vị này.") % {"unit": unit.name}


def may_write(by: By, document: IssuedDocument) -> str | None:
    """The issuing unit's officer."""
    return may_write_for(by, document.unit)


def may_sign(by: By, document: IssuedDocument) -> str | None:
    """The issuing unit's leader."""
    if _holds(by, document.unit_id, Permission.PLANS_ISSUE):
        return None
    return _("Chỉ lãnh đạo %(unit)s ký được văn bản của đơn vị này.") % {"unit": document.unit.name}


def may_keep_the_book(by: By, document: IssuedDocument) -> str | None:
    """The issuing unit's officer or leader: numbering and sending."""
    if _holds(by, document.unit_id, Permission.PLANS_WRITE) or _holds(by, document.unit_id, Permission.PLANS_ISSUE):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s vào sổ và phát hành được văn bản này.") % {"unit": document.unit.name}


def may_keep_register(by: By, unit: Unit, body: str) -> str | None:
    """The unit's own officer; of a body with a book of its own, as a council, its secretary too."""
    if _holds(by, unit.pk, Permission.PLANS_WRITE):
        return None
    if not is_everyday(unit.kind_id, body) and _holds(by, unit.pk, Permission.COUNCIL_KEEP):
        return None
    return _("Chỉ cán bộ của %(unit)s giữ số, giải thích số trong sổ này.") % {"unit": unit.name}


def may_acknowledge(by: By, dispatch: Dispatch) -> str | None:
    """An officer or leader of the unit it was sent to."""
    unit = dispatch.unit
    if unit is None:
        return _("Văn bản này gửi ra ngoài hệ thống nên không xác nhận ở đây được.")
    if _holds(by, unit.pk, Permission.PLANS_WRITE) or _holds(by, unit.pk, Permission.PLANS_ISSUE):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s xác nhận được là đã nhận văn bản.") % {"unit": unit.name}


def receiving(actor: Actor) -> list[int]:
    """The units whose letters an actor opens: those of its posts, and the committee of its department."""
    above = [post.parent_id for post in actor.posts if post.is_department and post.parent_id is not None]
    return list(dict.fromkeys([post.unit_id for post in actor.posts] + above))


def may_read(actor: Actor, document: IssuedDocument) -> bool:
    """Its own branch reads a document, and so does every unit it was sent to."""
    if actor.sees(document.unit):
        return True
    return Dispatch.objects.filter(document=document, unit_id__in=receiving(actor)).exists()


def may_read_files(actor: Actor, uid: uuid.UUID) -> bool:
    """A document's files are read by those who read the document."""
    document = the_one(IssuedDocument.objects.select_related("unit").filter(uid=uid))
    return document is not None and may_read(actor, document)


def _holds(by: By, unit_id: int, permission: Permission) -> bool:
    """At the unit itself, or in one of its departments: the office writes for the body it serves."""
    if isinstance(by, System):
        return True
    if not isinstance(by, Actor):
        return False
    return by.acts_for(permission, unit_id)


OWNERS.register(FILES_OF, OwnerKind(label=gettext_lazy("văn bản"), may_read=may_read_files))
