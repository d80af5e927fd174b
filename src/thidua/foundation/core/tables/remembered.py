"""What the headings of an office's own lists mean: told once by a person, known from then on."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import RememberedHeading
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables.sheets import SHEETS, plain_heading


def remembered_headings(sheet: str) -> dict[str, str]:
    """Folded heading → column key, for `read`."""
    return dict(RememberedHeading.objects.filter(sheet=sheet).values_list("folded", "column"))


@operation
def remember_heading(
    *, sheet: str, heading: str, column: str, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None
) -> RememberedHeading:
    """Has `heading` stand for a column of the sheet from now on; told again, it means the new column.

    Refused with `Invalid`: an empty heading, a column that the sheet does not have.
    """
    folded = plain_heading(heading)[:200]
    if not folded:
        raise Invalid({"heading": _("Xin ghi tên cột trong tệp.")})
    if column not in {known.key for known in SHEETS[sheet].columns}:
        raise Invalid({"column": _("Mẫu nhập này không có cột đó. Xin chọn lại.")})
    row = RememberedHeading.objects.filter(sheet=sheet, folded=folded).first()
    before = audit.snapshot(row) if row else None
    row, _new = RememberedHeading.objects.update_or_create(sheet=sheet, folded=folded, defaults={"column": column})
    audit.record(by=by, act=gettext_noop("Nhớ tên cột"), obj=row, before=before)
    return row
