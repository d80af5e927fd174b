"""An index of letters behind `search.match` for a table of a million rows: FTS5 on SQLite, pg_trgm on PostgreSQL.

It is put in place after every migration, because SQLite's migrations make a table anew and drop what hangs on it. A
database without the module or the right to add it is searched without the index: the same rows, only later.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast

from django.apps import AppConfig
from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.signals import post_migrate

from thidua.foundation.core import keys, search
from thidua.foundation.core.finding import AlsoAmong

logger = logging.getLogger("thidua.search")
R = TypeVar("R", bound="models.QuerySet[Any]")
COLUMN = "folded"
# So many letters are one key of the index; a shorter word is read row by row.
LETTERS = 3
# So many rows tell whether words are common.
LOOKED_AT = 3_000
# Words of every such row are common.
COMMON = 50
# So many words of a text are looked for in the index.
TELLING = 3
# The triggers of a table on SQLite: a row comes, goes, is worded anew.
ENDINGS = ("_in", "_out", "_new")
# Databases that are known to have the index of a table.
_seen: set[tuple[str, str]] = set()


def keep(config: AppConfig, model: type[models.Model]) -> None:
    """From now on every migration leaves the table's `folded` column with its index."""

    def after(using: str, **_rest: Any) -> None:
        put_in_place(model, using)

    post_migrate.connect(after, sender=config, weak=False, dispatch_uid=f"search-{model._meta.db_table}")


def put_in_place(model: type[models.Model], using: str) -> None:
    """Makes the index where it is missing, of the rows that are there; does nothing where it stands."""
    table, database = model._meta.db_table, connections[using]
    if table not in database.introspection.table_names() or _stands(table, using):
        return
    make = _on_postgresql if database.vendor == "postgresql" else _on_sqlite
    try:
        with transaction.atomic(using=using), database.cursor() as cursor:
            for statement in make(table):
                cursor.execute(statement)
    except DatabaseError:
        logger.warning("no index of letters for %s: it is searched row by row", table, exc_info=True)


@contextlib.contextmanager
def filled_at_once(model: type[models.Model]) -> Iterator[None]:
    """For a load of many rows, within its transaction: their letters come last, by one statement for all.

    By its trigger SQLite would bring the index to rest after every row, which takes longer than the rows themselves.
    """
    table = model._meta.db_table
    if connection.vendor != "sqlite" or not _is_known(table):
        yield
        return
    assert connection.in_atomic_block, "a load that fails leaves the trigger as it was"
    letters, (_name, make) = f"{table}_letters", _triggers(table)[0]
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COALESCE(MAX(id), 0) FROM "{table}"')  # noqa: S608  # our own names
        last = cursor.fetchone()[0]
        cursor.execute(f'DROP TRIGGER "{letters}_in"')
    yield
    put_in = f'INSERT INTO "{letters}" (rowid, {COLUMN}) SELECT id, {COLUMN} FROM "{table}" WHERE id > %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(put_in, [last])
        cursor.execute(make)


def narrowed(rows: R, text: str, *, most: int, in_order: bool = True) -> tuple[R, bool]:
    """The rows `search.match` finds, and whether the index says that the table has no more of them than `most`.

    `in_order`: of more than these the first are soon met along an order. One to four statements besides that of the
    rows, by the words asked for and not by the rows; none where no word is long enough for the index.
    """
    table, telling = rows.model._meta.db_table, [word for word in _telling_first(text) if len(word) >= LETTERS]
    if not telling or not _is_known(table):
        return cast("R", search.match(rows, text)), False
    by_letters = _on_letters if connection.vendor == "sqlite" else _on_trigrams
    return by_letters(rows, text, telling, most=most, in_order=in_order)


def _on_trigrams(rows: R, text: str, _telling: list[str], *, most: int, in_order: bool) -> tuple[R, bool]:
    """The same on PostgreSQL."""
    model = rows.model
    if _is_rare(model._meta.db_table, text, most):
        few = _named_if_few(_by_index(model._default_manager.all(), text), most)
        if few is not None:
            return rows.filter(pk__in=few), True
    return (unaided(rows, text) if in_order else _by_index(rows, text)), False


def _on_letters(rows: R, text: str, telling: list[str], *, most: int, in_order: bool) -> tuple[R, bool]:
    """The same on SQLite: what holds all letter runs of some words holds perhaps the text, which `match` then says.

    The fewest words that leave few are asked: one that stands in each name costs as much as all names.
    """
    model, found = rows.model, cast("R", search.match(rows, text))
    table = model._meta.db_table
    asked = f'SELECT rowid FROM "{table}_letters" WHERE "{table}_letters" MATCH %s'  # noqa: S608  # our own name
    for number in sorted({1, min(TELLING, len(telling)), len(telling)}):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({asked} LIMIT %s)", [_runs(telling[:number]), most + 1])  # noqa: S608
            is_few = cursor.fetchone()[0] <= most
        if is_few:
            held = RawSQL(asked, [_runs(telling[:number])])  # noqa: S611  # as above
            few = _named_if_few(search.match(model._default_manager.filter(pk__in=held), text), most)
            return rows.filter(pk__in=few), True
    # Of every name the keys are more than the rows that are asked for: where some of these are met soon, they are read.
    first = model._default_manager.filter(pk__in=rows.select_related(None).order_by().values("pk")[:LOOKED_AT])
    if not in_order and search.match(first, text).count() * COMMON < LOOKED_AT:
        held = RawSQL(asked, [_runs(telling[:TELLING])])  # noqa: S611  # as above
        found = found.filter(AlsoAmong(F("pk"), held))
    return found, False


def _runs(words: Sequence[str]) -> str:
    """What FTS5 looks for: every run of letters of the words."""
    return " ".join(_quoted(word[at : at + LETTERS]) for word in words for at in range(len(word) - LETTERS + 1))


def _named_if_few(hits: models.QuerySet[Any, Any], most: int) -> Any:
    """The keys of the rows, for `pk__in`, or None if they are more than `most`.

    Asked once: whoever counts them, tells them apart and shows a page of them is given their keys.
    """
    found = list(hits.order_by().values_list("pk", flat=True)[: most + 1])
    return keys.among(found) if len(found) <= most else None


def _is_rare(table: str, text: str, most: int) -> bool:
    """Whether the table may hold no more than `most` rows with these words, by a look at a few pages of it.

    The index of PostgreSQL reads all that hold a word before it tells the first: for words of every tenth name that
    takes twenty times as long as to see that they are many. What is not twice as many as asked is left to the index.
    """
    words = search.words(text)
    meant = " AND ".join([f"{COLUMN} LIKE %s"] * len(words))
    # Of a table that was never counted nothing is looked at.
    size = f"(SELECT GREATEST(0, reltuples) FROM pg_class WHERE oid = '\"{table}\"'::regclass)"  # noqa: S608  # our own name
    share = f"100.0 * {LOOKED_AT} / NULLIF({size}, 0)"
    asked = (
        f"SELECT COUNT(*) FILTER (WHERE {meant}) * {size} / NULLIF(COUNT(*), 0)"  # noqa: S608  # our own names
        f' FROM "{table}" TABLESAMPLE SYSTEM (LEAST(100, COALESCE({share}, 0))) REPEATABLE (0)'
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [f"%{connection.ops.prep_for_like_query(word)}%" for word in words])
        return (cursor.fetchone()[0] or 0) <= 2 * most


def unaided(rows: R, text: str) -> R:
    """What `search.match` finds, each row read: for a planner a condition that every second one meets.

    PostgreSQL takes words for rare, the more of them the rarer: it would fetch and sort all that hold them for a page
    of many, and all of the nation's for a commune's few.
    """
    return _holding(rows, search.words(text)) if connection.vendor == "postgresql" else search.match(rows, text)  # type: ignore[return-value]


def _by_index(rows: R, text: str) -> R:
    """What `search.match` finds, by the index of PostgreSQL: its planner uses it for the words that it is given.

    Each further word of a whole sentence is one more list of all that hold its letters, and makes the planner expect
    nothing at all: the others are looked for in what the first few find.
    """
    words = _telling_first(text)
    by_index = Q(*(Q((f"{COLUMN}__contains", word)) for word in words[:TELLING]))
    return _holding(rows.filter(by_index), words[TELLING:])


def _telling_first(text: str) -> list[str]:
    """The words of a text as much as they tell: numbers, then long ones; last those too short for the index."""
    words = dict.fromkeys(search.words(text))
    return sorted(words, key=lambda word: (len(word) < LETTERS, not any(map(str.isdigit, word)), -len(word)))


def _holding(rows: R, words: Sequence[str]) -> R:
    """The rows that hold all of the words, each row read."""
    if not words:
        return rows
    meant = Q(*(Q((f"{COLUMN}__contains", word)) for word in words))
    return rows.filter(Case(When(meant, then=Value(True)), default=Value(False), output_field=models.BooleanField()))


def counts(parts: Sequence[models.QuerySet[Any, Any]]) -> list[int]:
    """How many rows each of these has, in one statement; a part with a limit is counted no further than that."""
    asked, values, places = [], [], []
    for place, rows in enumerate(parts):
        try:
            statement, given = rows.query.get_compiler(connection.alias).as_sql()
        except EmptyResultSet:
            continue
        asked.append(f"(SELECT COUNT(*) FROM ({statement}) counted)")  # noqa: S608  # what the ORM wrote
        values += given
        places.append(place)
    found = dict.fromkeys(range(len(parts)), 0)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(asked)}", values)
            found |= dict(zip(places, cursor.fetchone(), strict=True))
    return list(found.values())


def counts_by(rows: models.QuerySet[Any, Any], mark: str, values: Sequence[str]) -> dict[str, int]:
    """How many rows there are for each of some values that stand in the place of `mark`, in one statement.

    The rows are put into SQL once; a limit of theirs is one for each value.
    """
    try:
        statement, given = rows.query.get_compiler(connection.alias).as_sql()
    except EmptyResultSet:
        return dict.fromkeys(values, 0)
    asked = ", ".join([f"(SELECT COUNT(*) FROM ({statement}) counted)"] * len(values))  # noqa: S608  # what the ORM wrote
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [value if one == mark else one for value in values for one in given])
        return dict(zip(values, cursor.fetchone(), strict=True))


def _stands(table: str, using: str) -> bool:
    """Whether the table has its index, and on SQLite what keeps it up."""
    database = connections[using]
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute("SELECT COUNT(*) FROM pg_indexes WHERE indexname = %s", [f"{table}_letters"])
            return bool(cursor.fetchone()[0])
        names = [f"{table}_letters{ending}" for ending in ("", *ENDINGS)]
        marks = ", ".join(["%s"] * len(names))
        cursor.execute(f"SELECT COUNT(*) FROM sqlite_master WHERE name IN ({marks})", names)  # noqa: S608
        return bool(cursor.fetchone()[0] == len(names))


def _is_known(table: str) -> bool:
    """The same, asked of a database once it stands no more."""
    key = (str(connection.settings_dict["NAME"]), table)
    if key not in _seen and _stands(table, connection.alias):
        _seen.add(key)
    return key in _seen


def _on_postgresql(table: str) -> list[str]:
    return [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f'CREATE INDEX IF NOT EXISTS "{table}_letters" ON "{table}" USING gin ({COLUMN} gin_trgm_ops)',
    ]


def _on_sqlite(table: str) -> list[str]:
    """A table of letters beside the rows, and three triggers that keep it up with them."""
    letters, triggers = f"{table}_letters", _triggers(table)
    return [
        f"""CREATE VIRTUAL TABLE IF NOT EXISTS "{letters}" USING fts5(
            {COLUMN}, content='{table}', content_rowid='id', tokenize='trigram', detail='none')""",
        *(f'DROP TRIGGER IF EXISTS "{name}"' for name, _make in triggers),
        *(make for _name, make in triggers),
        f"""INSERT INTO "{letters}" ("{letters}") VALUES ('rebuild')""",  # noqa: S608
    ]


def _triggers(table: str) -> list[tuple[str, str]]:
    """The triggers' names in the order of `ENDINGS`, each with the statement that makes it."""
    letters = f"{table}_letters"
    add = f'INSERT INTO "{letters}" (rowid, {COLUMN}) VALUES (new.id, new.{COLUMN});'  # noqa: S608  # our own names
    drop = f"""INSERT INTO "{letters}" ("{letters}", rowid, {COLUMN}) VALUES ('delete', old.id, old.{COLUMN});"""  # noqa: S608
    acts = (
        (f'AFTER INSERT ON "{table}"', add),
        (f'AFTER DELETE ON "{table}"', drop),
        (f'AFTER UPDATE OF {COLUMN} ON "{table}" WHEN old.{COLUMN} <> new.{COLUMN}', drop + add),
    )
    names = [f"{letters}{ending}" for ending in ENDINGS]
    return [
        (name, f'CREATE TRIGGER "{name}" {when} BEGIN {act} END') for name, (when, act) in zip(names, acts, strict=True)
    ]


def _quoted(key: str) -> str:
    """A key as FTS5 reads it."""
    return '"' + key.replace('"', '""') + '"'
