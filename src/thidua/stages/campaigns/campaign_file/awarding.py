"""Criteria, award rounds and forms, dossier papers (sections V and VI)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.stages.campaigns.campaign_file.head import read_clause
from thidua.stages.campaigns.campaign_file.reading import Reader
from thidua.stages.campaigns.campaign_file.shapes import Award, Criteria, DossierPaper, Pool, Round, Statement
from thidua.stages.campaigns.campaign_file.vocabulary import KNOWN, OF_MILESTONE, Vocabulary


def read_criteria(root: Reader, vocabulary: Vocabulary, words: dict[str, str]) -> tuple[Criteria, ...]:
    """[[criteria]] with [[criteria.statement]]: what subjects are judged by; `words` are the plan's by clause."""
    found = []
    for part in root.tables("criteria"):
        clause, subject = read_clause(part), part.text("subject")
        people = part.flag("for_people")
        kinds = part.texts("unit_kinds", required=not people, choices=vocabulary.unit_kinds)
        statements = tuple(_statement(line, vocabulary, words) for line in part.tables("statement", required=True))
        found.append(Criteria(clause, subject, kinds, people, statements))
    return tuple(found)


def read_rounds(root: Reader) -> tuple[Round, ...]:
    """[[round]]: forms proposed together and presented at an event."""
    return tuple(
        Round(
            number=part.number("number", least=1, most=99) or 0,
            event=part.text("event", required=False),
            draws_from=part.numbers("draws_from"),
        )
        for part in root.tables("round")
    )


def read_awards(root: Reader, vocabulary: Vocabulary) -> tuple[Award, ...]:
    """[[award]] with [[award.pool]]."""
    return tuple(_award(part, vocabulary) for part in root.tables("award"))


def read_dossier(root: Reader) -> tuple[DossierPaper, ...]:
    """[[dossier]]: the papers of a dossier, one for each submission or one for each nominee."""
    return tuple(
        DossierPaper(
            key=part.key("key"),
            clause=read_clause(part),
            name=part.text("name"),
            per_nominee=part.text("one_per", choices=_ONE_PER) == "nominee",
        )
        for part in root.tables("dossier")
    )


_ONE_PER = ("submission", "nominee")


def _statement(reader: Reader, vocabulary: Vocabulary, words: dict[str, str]) -> Statement:
    """A statement by the `clause` of the plan that says it, or in its own `text` where no plan does."""
    form = reader.text("only_for_form", required=False, choices=vocabulary.award_forms)
    known = reader.texts("known", required=False)
    for word in known:
        if word not in KNOWN and not word.startswith(OF_MILESTONE):
            reader.problem("known", _("«%(word)s» không phải là điều hệ thống biết") % {"word": word})
    if not reader.has("clause"):
        return Statement(reader.text("text"), form, known)
    clause = read_clause(reader)
    if clause and clause not in words:
        reader.problem("clause", _("kế hoạch không có mục «%(clause)s»") % {"clause": clause})
    return Statement(words.get(clause, ""), form, known)


def _award(reader: Reader, vocabulary: Vocabulary) -> Award:
    later, separately = reader.flag("announced_later"), reader.flag("sets_by_guidance")
    award = Award(
        form=reader.text("form", choices=vocabulary.award_forms),
        clause=read_clause(reader),
        round=reader.number("round", least=1, most=99) or 0,
        submitters=reader.text("submitters"),
        appraiser=reader.text("appraiser", required=False),
        announced_later=later,
        original_sets=reader.number("original_sets", required=not separately, least=1, most=20),
        one_per_achievement=reader.text("one_per_achievement", choices=("warn", "refuse")),
        pools=tuple(_pool(part, vocabulary, later) for part in reader.tables("pool")),
    )
    if separately and award.original_sets:
        reader.problem("original_sets", _("số bộ có hướng dẫn riêng thì không ghi ở đây"))
    if not later and not award.pools:
        reader.problem("pool", _("còn thiếu; nếu số lượng có thông báo sau thì ghi announced_later = true"))
    return award


def _pool(reader: Reader, vocabulary: Vocabulary, later: bool) -> Pool:
    people = reader.flag("for_people")
    pool = Pool(
        name=reader.text("name"),
        unit_kinds=reader.texts("unit_kinds", choices=vocabulary.unit_kinds),
        for_people=people,
        quota=reader.number("quota", required=not later, least=1),
    )
    if later and pool.quota:
        reader.problem("quota", _("số lượng có thông báo sau thì không ghi ở đây"))
    return pool
