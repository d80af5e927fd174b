"""The index of letters finds what the folded column says, whatever is written, changed and removed."""

from __future__ import annotations

import random

import pytest
from django.db import connection, transaction

from tests.factories import NOW, Cast, cast
from thidua.foundation.core import search, search_index
from thidua.foundation.core.search_index import counts, narrowed
from thidua.stages.works.models import Work

pytestmark = pytest.mark.django_db
NAMES = (
    "duong hoa",
    "nha dai doan ket",
    "ho ba hduyen",
    "be tong 100%",
    "snake_case",
    'ngoac "kep"',
    "so 12",
    "xa dak wer",
)
ASKED = (
    "duong",
    "Đường hoa",
    "nha ket",
    "100%",
    "snake_",
    '"kep"',
    "so",
    "xa dak",
    "khong co",
    "dak wer so 12",
    "oan",
    "H'Duyên",
)


@pytest.fixture
def people() -> Cast:
    return cast()


def works(people: Cast, number: int) -> list[Work]:
    chance = random.Random(number)
    unit, kind = people.units["commune"], people.work_kinds["rural-road"]
    return Work.objects.bulk_create(
        Work(
            unit=unit, mobiliser=unit, kind=kind, name=str(place), quantity=1, status="draft", made_at=NOW, changed_at=NOW,
            folded=" ".join(chance.sample(NAMES, 2)),
        )
        for place in range(number)
    )  # fmt: skip


def same(text: str, *, most: int = 1000) -> bool:
    """Whether index and column agree on these words; the answer is whether the index said that they are few."""
    found, is_few = narrowed(Work.objects.order_by("pk"), text, most=most)
    wanted = list(search.match(Work.objects.order_by("pk"), text).values_list("pk", flat=True))
    assert list(found.values_list("pk", flat=True)) == wanted, text
    return is_few


def test_index_stands_and_agrees_with_the_column(people: Cast) -> None:
    works(people, 60)
    few = {text: same(text) for text in ASKED}
    # Two letters are no key of the index.
    assert few == {text: text != "so" for text in ASKED}
    assert search.match(Work.objects.all(), "duong").count() > 5
    assert not same("duong", most=5)


def test_words_too_short_for_the_index_take_no_place_in_it(people: Cast) -> None:
    works(people, 60)
    # Four numbers of one or two digits before the words: what finds rows at all are the longer ones.
    text = "9 12 7 4 đường hoa 100"
    assert search_index._telling_first(text) == ["100", "duong", "hoa", "12", "9", "7", "4"]
    assert search_index._telling_first("nhà (minh họa) số 7b") == ["minh", "nha", "hoa", "7b", "so"]
    same(text)
    sql = str(search_index._by_index(Work.objects.all(), text).query)
    by_index = sql.split("CASE WHEN")[0]
    assert all(f"%{word}%" in by_index for word in ("100", "duong", "hoa")), sql
    assert "%12%" not in by_index, sql


def test_words_of_every_second_name_are_seen_to_be_many_by_a_look_at_some(people: Cast) -> None:
    works(people, 300)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE works_work")
    assert not same("duong", most=5)
    assert not same("duong hoa", most=5)
    # Fewer than twice as many as asked: they are counted.
    held = Work.objects.filter(folded__contains="duong").count()
    assert same("duong", most=held)
    assert not same("duong", most=held - 1)
    assert same("duong so 12 hoa", most=300)
    assert same("khong co", most=0)
    if connection.vendor == "postgresql":
        table = Work._meta.db_table
        assert not search_index._is_rare(table, "duong", held // 2 - 1)
        assert search_index._is_rare(table, "duong", held // 2 + 1)
        assert search_index._is_rare(table, "khong co", 0)


def test_table_that_was_never_counted_is_searched_by_the_index(people: Cast) -> None:
    works(people, 60)
    assert not same("duong", most=5)
    assert same("duong", most=1000)


def test_whole_name_is_looked_for_to_its_last_word(people: Cast) -> None:
    made = works(people, 30)
    name = "tieu chi nong thon moi cua xa bac ninh hoan thanh so"
    for number, work in enumerate(made[:20]):
        Work.objects.filter(pk=work.pk).update(folded=f"{name} {number}")
    found, _is_few = narrowed(Work.objects.order_by("pk"), f"{name} 17", most=1000)
    assert [work.folded for work in found] == [f"{name} 17"]


def test_index_follows_every_change(people: Cast) -> None:
    made = works(people, 30)
    for work in made[:10]:
        Work.objects.filter(pk=work.pk).update(folded="vua doi ten")
    Work.objects.filter(pk__in=[work.pk for work in made[20:]]).delete()

    assert same("vua doi")
    assert narrowed(Work.objects.all(), "vua doi", most=50)[0].count() == 10
    for text in ASKED:
        same(text)


def test_index_that_was_dropped_is_made_again_of_the_rows_that_are_there(people: Cast) -> None:
    works(people, 30)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP INDEX works_work_letters")
        else:
            # What remaking the table in a migration does.
            cursor.execute("DROP TRIGGER works_work_letters_in")
    works(people, 20)
    search_index.put_in_place(Work, "default")

    assert [same(text) for text in ASKED if text != "so"] == [True] * (len(ASKED) - 1)


def test_parts_are_counted_in_one_statement_up_to_their_limit(people: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    works(people, 30)
    parts = [
        Work.objects.order_by().values("pk")[:7],
        Work.objects.none(),
        Work.objects.filter(status="noted"),
        Work.objects.all(),
    ]
    with django_assert_num_queries(1):
        assert counts(parts) == [7, 0, 0, 30]
    with django_assert_num_queries(0):
        assert counts([Work.objects.none()]) == [0]


def test_letters_of_a_load_come_last_and_the_trigger_stays(people: Cast) -> None:
    works(people, 20)
    with search_index.filled_at_once(Work):
        loaded = works(people, 30)
    for text in ASKED:
        same(text)
    assert narrowed(Work.objects.all(), "duong", most=1000)[0].filter(pk__in=[work.pk for work in loaded]).exists()
    # What comes afterwards is put in by itself again.
    works(people, 40)
    for text in ASKED:
        same(text)
    assert search_index._stands(Work._meta.db_table, connection.alias)


def test_load_that_fails_leaves_the_trigger(people: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), search_index.filled_at_once(Work):
        works(people, 5)
        raise ZeroDivisionError
    assert search_index._stands(Work._meta.db_table, connection.alias)
    works(people, 30)
    for text in ASKED:
        same(text)


@pytest.mark.parametrize("in_order", [True, False])
def test_many_and_few_are_found_alike_beside_other_conditions(people: Cast, in_order: bool) -> None:
    """In parts of the table, also where these have none of what stands in many other names."""
    works(people, 200)
    Work.objects.filter(folded__contains="duong hoa").update(status="cancelled")
    for status in ("cancelled", "draft", "done"):
        rows = Work.objects.filter(status=status).order_by("pk")
        for text in (*ASKED, "duong hoa so 12", "nha dai doan ket duong hoa"):
            for most in (0, 5, 1000):
                found, _is_few = narrowed(rows, text, most=most, in_order=in_order)
                wanted = list(search.match(rows, text).values_list("pk", flat=True))
                assert list(found.values_list("pk", flat=True)) == wanted, (text, most)
                inside = Work.objects.filter(pk__in=found.values("pk")).order_by("pk")
                assert list(inside.values_list("pk", flat=True)) == wanted, (text, most)
