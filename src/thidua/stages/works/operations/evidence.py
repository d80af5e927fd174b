"""Photos, papers and links of a work, put to it and taken off."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, files, proof_links
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.models import ProofLink, StoredFile
from thidua.foundation.core.operations import operation
from thidua.stages.works import rules
from thidua.stages.works.evidence import OWNER, keep_files, roles_of
from thidua.stages.works.models import Work
from thidua.stages.works.operations.records import held
from thidua.stages.works.states import CANCELLED, OPEN_TO_EDITS, VERIFIED


@operation
def add_photo(
    *, by: By, now: datetime.datetime, work: Work, upload: File, role: str, receipt: uuid.UUID | None = None
) -> StoredFile:
    """Puts a photo or paper to a work. `role`: `before`, a step's key, `paper-` and a step's key, or `acceptance`.

    Refused with `Missing`, `NotAllowed`, `NotNow` on a verified or withdrawn work, `Invalid` for a role the kind has
    not and for a file that cannot be kept.
    """
    work = held(work, by=by)
    _require_open(by, work)
    return _keep(work, [upload], role=role, by=by, now=now)[0]


@operation
def add_photos(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    uploads: Sequence[File],
    role: str,
    receipt: uuid.UUID | None = None,
) -> Work:
    """The same for several files at once, all or none; refused like one."""
    work = held(work, by=by)
    _require_open(by, work)
    _keep(work, uploads, role=role, by=by, now=now)
    return work


@operation
def remove_photo(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    stored_file: StoredFile,
    reason: str = "",
    receipt: uuid.UUID | None = None,
) -> StoredFile:
    """Takes a photo or paper off a work. Refused with `Missing`, `NotAllowed`, `NotNow` once it is done."""
    work = held(work, by=by)
    _require_open(by, work)
    if stored_file.owner_kind != OWNER or stored_file.owner_uid != work.uid:
        raise Missing(_("Không tìm thấy ảnh này."))
    if work.status not in OPEN_TO_EDITS:
        raise NotNow(_("Công trình đang chờ xác nhận nên không gỡ ảnh được. Nếu ảnh sai, xin thêm ảnh đúng."))
    removed = files.remove(stored_file=stored_file, by=by, now=now, reason=reason)
    audit.record(
        by=by, act=gettext_noop("gỡ ảnh, tệp"), obj=work, before={"files": [removed.name]}, after={}, reason=reason
    )
    return removed


@operation
def add_link(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    title: str,
    address: str,
    sort: str,
    receipt: uuid.UUID | None = None,
) -> ProofLink:
    """Puts a link (an article, a page, a shared folder, a film) to a work; nobody opens it here.

    Refused like a photo, and with `Invalid` for what is no address of the web.
    """
    work = held(work, by=by)
    _require_open(by, work)
    link = proof_links.add(
        owner_kind=OWNER, owner_uid=work.uid, title=title, address=address, sort=sort, by=by, now=now
    )
    audit.record(by=by, act=gettext_noop("thêm liên kết"), obj=work, before={}, after={"links": [link.title]})
    return link


@operation
def remove_link(
    *, by: By, now: datetime.datetime, work: Work, link_uid: uuid.UUID, receipt: uuid.UUID | None = None
) -> ProofLink:
    """Takes a link off a work. Refused with `Missing`, `NotAllowed`, `NotNow` once it is done."""
    work = held(work, by=by)
    _require_open(by, work)
    link = proof_links.one_of(OWNER, work.uid, link_uid)
    if work.status not in OPEN_TO_EDITS:
        raise NotNow(_("Công trình đang chờ xác nhận nên không gỡ liên kết được."))
    removed = proof_links.remove(link=link, by=by, now=now)
    audit.record(by=by, act=gettext_noop("gỡ liên kết"), obj=work, before={"links": [removed.title]}, after={})
    return removed


def _keep(work: Work, uploads: Sequence[File], *, role: str, by: By, now: datetime.datetime) -> list[StoredFile]:
    if role not in roles_of(work.kind):
        raise Invalid({"role": _("Xin chọn ảnh này của bước nào.")})
    # A new photo may show that two records are one work.
    Work.objects.filter(pk=work.pk).update(looked_version=0)
    return keep_files(work, uploads, role=role, by=by, now=now)


def _require_open(by: By, work: Work) -> None:
    why_not = rules.lead_acts(by, work)
    if why_not:
        raise NotAllowed(why_not)
    if work.status in {VERIFIED, CANCELLED}:
        raise NotNow(
            _("Công trình «%(status)s» nên không thêm, gỡ ảnh được nữa.") % {"status": work.get_status_display()}
        )
