"""PostgreSQL is told to count the lead units of works closely."""

from __future__ import annotations

import pytest
from django.db import connection

from thidua.foundation.core.close_looks import CLOSELY
from thidua.stages.works.models import Work

pytestmark = pytest.mark.django_db
ASKED = "SELECT attstattarget FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts every row of an index")
def test_lead_units_of_works_are_counted_closely() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [Work._meta.db_table, "unit_id"])
        assert cursor.fetchone() == (CLOSELY,)
        cursor.execute(ASKED, [Work._meta.db_table, "kind_id"])
        assert cursor.fetchone()[0] in {None, -1}
