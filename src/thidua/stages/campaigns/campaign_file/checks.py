"""Checks between the parts of a campaign file: that what one part names, another has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from thidua.foundation.core.periods import Period
from thidua.stages.campaigns.campaign_file import asking_checks
from thidua.stages.campaigns.campaign_file.obligations import ALL_OF
from thidua.stages.campaigns.campaign_file.reading import Problem
from thidua.stages.campaigns.campaign_file.shapes import CampaignFile, Due, TargetPart
from thidua.stages.campaigns.campaign_file.vocabulary import OF_MILESTONE, Vocabulary


class Checks:
    """Gathers what does not fit together in one campaign file."""

    def __init__(self, file: str, campaign: CampaignFile, vocabulary: Vocabulary) -> None:
        self.file, self.campaign, self.vocabulary = file, campaign, vocabulary
        self.problems: list[Problem] = []
        self.events = {event.key for event in campaign.events}
        self.milestones = {milestone.key: milestone for milestone in campaign.milestones}
        self.units = vocabulary.units[campaign.unit_set]

    def run(self) -> list[Problem]:
        """All problems, in the file's order."""
        self._once()
        self._head()
        self._phases()
        for part in self.campaign.milestones:
            self._window(f"milestone[{part.key}].window", part.window)
            self._takes_part(f"milestone[{part.key}]", part.unit_kinds)
        for target in self.campaign.targets:
            self._target(target)
        for task in self.campaign.tasks:
            self._task(f"task[{task.key}]", task.clause, task.due, task.milestone)
        self._criteria()
        for report in self.campaign.reports:
            self._clause(f"report[{report.key}].clause", report.clause)
            self._takes_part(f"report[{report.key}]", report.unit_kinds)
        self._awards()
        self._say_all("", asking_checks.groups(self.campaign.groups, self.campaign, self.units))
        return self.problems

    def _say(self, key: str, reason: str) -> None:
        self.problems.append(Problem(self.file, key, reason))

    def _say_all(self, lead: str, found: Iterable[tuple[str, str]]) -> None:
        for key, reason in found:
            self._say(lead + key, reason)

    def _once(self) -> None:
        """Keys are given once; so are numbers and codes."""
        campaign = self.campaign
        groups: dict[str, Iterable[object]] = {
            "event": [part.key for part in campaign.events],
            "occasion": [part.key for part in campaign.occasions],
            "phase": [part.number for part in campaign.phases],
            "milestone": [part.key for part in campaign.milestones],
            "target": [part.code for part in campaign.targets],
            "task": [part.key for part in campaign.tasks],
            "report": [part.key for part in campaign.reports],
            "criteria": [part.clause for part in campaign.criteria],
            "round": [part.number for part in campaign.rounds],
            "award": [f"{part.round}/{part.form}" for part in campaign.awards],
            "dossier": [part.key for part in campaign.dossier],
            "group": [part.key for part in campaign.groups],
            "cited": [part.key for part in campaign.plan.cited],
            "block": [part.clause for part in campaign.plan.blocks if part.clause],
        }
        for name, keys in groups.items():
            for key, times in Counter(keys).items():
                if times > 1:
                    self._say(f"{name}[{key}]", _("được khai %(times)d lần") % {"times": times})

    def _head(self) -> None:
        campaign = self.campaign
        if found := asking_checks.circle(self.units):
            self._say("campaign.unit_set", _("các đơn vị trực thuộc vòng tròn: %(way)s") % {"way": " → ".join(found)})
        elif unborn := asking_checks.before_its_parent(self.units):
            self._say(
                "campaign.unit_set",
                _("cấp trên «%(parent)s» của đơn vị «%(code)s» phải được khai trước nó")
                % {"parent": self.units[unborn].parent, "code": unborn},
            )
        named = {"campaign.owner": campaign.owner, "campaign.focal": campaign.focal}
        named |= {f"recipient[{n}].code": line.code for n, line in enumerate(campaign.plan.recipients, start=1)}
        for key, code in named.items():
            if code and code not in self.units:
                self._say(
                    key,
                    _("không có đơn vị mang mã «%(code)s» trong bộ %(set)s") % {"code": code, "set": campaign.unit_set},
                )
        self._clause("campaign.purposes", campaign.purposes)
        self._clause("campaign.contents", campaign.contents)
        self._window("campaign.window", campaign.window)
        start = campaign.window.first_day
        for event in campaign.events:
            if start and event.date and event.date <= start:
                self._say(f"event[{event.key}].date", _("phải sau ngày bắt đầu đợt thi đua"))
        for cited in campaign.plan.cited:
            for clause in cited.clauses:
                self._clause(f"cited[{cited.key}].clauses", clause)
            if cited.date and cited.date > campaign.plan.date:
                self._say(f"cited[{cited.key}].date", _("văn bản được dẫn không thể ra sau kế hoạch"))

    def _phases(self) -> None:
        """Phases follow each other; they may share a month, never more."""
        before = None
        for phase in self.campaign.phases:
            key = f"phase[{phase.number}].window"
            self._window(key, phase.window)
            start, first = self.campaign.window.first_day, phase.window.first_day
            if start and first and first < start:
                self._say(f"{key}.from", _("giai đoạn bắt đầu trước đợt thi đua"))
            if before and first and before.window.end and first < before.window.end.first:
                self._say(f"{key}.from", _("gối lên giai đoạn trước quá một tháng"))
            before = phase

    def _target(self, target: TargetPart) -> None:
        key = f"target[{target.code}]"
        self._clause(f"{key}.clause", target.clause)
        self._takes_part(key, target.unit_kinds)
        self._window(f"{key}.window", target.window)
        self._due(f"{key}.due", target.due)
        params = target.measure_params
        if "milestone" in params:
            self._milestone_measure(key, target)
        occasion = params.get("occasion")
        if occasion and occasion not in {part.key for part in self.campaign.occasions}:
            self._say(f"{key}.measure.occasion", _("không có dịp «%(key)s»") % {"key": occasion})
        self._say_all(f"{key}.", asking_checks.amounts(target, self.units))
        if target.allocation is not None:
            self._say_all(f"{key}.", asking_checks.allocation(target, target.allocation, self.units))
        if target.measure == ALL_OF:
            self._say_all(f"{key}.", asking_checks.whole(target, self.campaign))

    def _milestone_measure(self, key: str, target: TargetPart) -> None:
        params = target.measure_params
        milestone = self.milestones.get(params["milestone"])
        if milestone is None:
            self._say(f"{key}.measure.milestone", _("không có mốc việc «%(key)s»") % {"key": params["milestone"]})
            return
        self._say_all(f"{key}.", asking_checks.within_reach(target, milestone.settings))
        if set(params.get("years", ())) - set(milestone.settings.get("years", ())):
            self._say(f"{key}.measure.years", _("có năm mà mốc việc này không ghi"))
        answers = {answer["key"] for answer in milestone.settings.get("answers", ())}
        if set(params.get("answers", ())) - answers:
            self._say(f"{key}.measure.answers", _("có mức xếp loại mà mốc việc này không ghi"))
        if target.due.prescribed and not milestone.settings.get("prescribed"):
            self._say(f"{key}.due.prescribed", _("mốc việc này không có ngày quy định riêng cho từng đơn vị"))

    def _task(self, key: str, clause: str, due: Due, milestone: str) -> None:
        self._clause(f"{key}.clause", clause)
        self._due(f"{key}.due", due)
        if milestone and milestone not in self.milestones:
            self._say(f"{key}.milestone", _("không có mốc việc «%(key)s»") % {"key": milestone})

    def _criteria(self) -> None:
        for part in self.campaign.criteria:
            for word in (word for line in part.statements for word in line.known):
                milestone = word.removeprefix(OF_MILESTONE)
                if word.startswith(OF_MILESTONE) and milestone not in self.milestones:
                    self._say(
                        f"criteria[{part.clause}].statement.known",
                        _("không có mốc việc «%(key)s»") % {"key": milestone},
                    )

    def _awards(self) -> None:
        rounds = {part.number: part for part in self.campaign.rounds}
        for part in self.campaign.rounds:
            self._event(f"round[{part.number}].event", part.event)
            if any(earlier not in rounds or earlier >= part.number for earlier in part.draws_from):
                self._say(f"round[{part.number}].draws_from", _("phải là số của một đợt trước"))
        for award in self.campaign.awards:
            if award.round not in rounds:
                self._say(
                    f"award[{award.form}].round", _("không có đợt khen thưởng %(number)d") % {"number": award.round}
                )
        given = {award.form for award in self.campaign.awards}
        for criteria in self.campaign.criteria:
            for statement in criteria.statements:
                if statement.only_for_form and statement.only_for_form not in given:
                    self._say(f"criteria[{criteria.clause}]", _("only_for_form nói đến hình thức mà đợt này không có"))

    def _takes_part(self, key: str, kinds: tuple[str, ...]) -> None:
        for kind in kinds:
            if kind not in self.campaign.takes_part:
                self._say(f"{key}.unit_kinds", _("loại «%(kind)s» không có trong takes_part") % {"kind": kind})

    def _clause(self, key: str, clause: str) -> None:
        if clause and clause not in {block.clause for block in self.campaign.plan.blocks}:
            self._say(key, _("kế hoạch không có mục «%(clause)s»") % {"clause": clause})

    def _window(self, key: str, window: Period) -> None:
        self._event(f"{key}.before_event", window.event)

    def _due(self, key: str, due: Due) -> None:
        self._event(f"{key}.event", due.event)

    def _event(self, key: str, event: str) -> None:
        if event and event not in self.events:
            self._say(key, _("không có sự kiện «%(event)s»") % {"event": event})
