"""An exported list of works is read in again as it is, with all that it says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.factories import NOW, TODAY, Cast, cast
from tests.foundation.core.uploads import upload
from tests.stages.works.support import with_catalogue
from tests.stages.works.test_import import FLOWERS, ROAD, office_list
from thidua.foundation.core.tables import TABLES, excel
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import import_works
from thidua.stages.works.planning import plan_import

pytestmark = pytest.mark.django_db
HOUSE = [3, "Nhà bà H'Duyên", "Nhà đại đoàn kết (xây mới)", "Buôn Nui", None, 1, "1/3/2024", "30/8/2024", "28,5 triệu",
         "Thôn 1, xã Nam Dong; Hội Phụ nữ Cư Jút", "toàn quốc; 20 năm tái lập tỉnh"]  # fmt: skip


@pytest.fixture
def people() -> Cast:
    return with_catalogue(cast())


def test_exported_works_are_read_in_again_as_they_are(people: Cast) -> None:
    officer, rows = people.actor("commune_officer"), (ROAD, FLOWERS, HOUSE)
    told = {"by": officer, "unit": people.commune, "campaign": people.campaign}
    first = plan_import(upload=office_list(*rows), on=TODAY, **told)
    import_works(now=NOW, upload=office_list(*rows), **told)
    said = {"width": 35, "surface": "Bê tông"}
    Work.objects.filter(name=ROAD[1]).update(land=500, details=said)
    data = excel(TABLES["works"], officer, {}, as_of=NOW)
    again = plan_import(upload=upload(data, "cong-trinh.xlsx"), on=TODAY, **told)

    assert (again.draft.problems, len(again.contents)) == ([], 3)
    assert {name: (len(one.partners), len(one.occasions)) for name, one in by_name(again.contents).items()} == {
        ROAD[1]: (2, 1), FLOWERS[1]: (0, 0), HOUSE[1]: (2, 2),
    }  # fmt: skip
    given = by_name(first.contents)
    assert by_name(again.contents) == {**given, ROAD[1]: replace(given[ROAD[1]], land=500, details=said)}


def by_name(contents: list[tuple[object, Content]]) -> dict[str, Content]:
    """In the order of the tree, as lists of this site name units."""
    return {
        content.name: replace(
            content,
            partners=tuple(sorted(content.partners, key=lambda unit: unit.lft)),
            places=tuple(sorted(content.places, key=lambda unit: unit.lft)),
            occasions=tuple(sorted(content.occasions, key=lambda occasion: occasion.pk)),
        )
        for _row, content in contents
    }
