"""The figures of a run as a table and as JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from search.evaluation.figures import Figures, Shares, figures_of
from search.evaluation.running import Answered

Judgements = Mapping[str, Mapping[str, int]]
_COLUMNS = ("queries", "success@1", "success@5", "MRR", "nDCG@10", *Shares._fields)


class Report:
    """Figures of all answers whose queries are judged, by language and by kind; `shares` are by query."""

    def __init__(
        self,
        answers: Sequence[Answered],
        judgements: Judgements,
        shares: Mapping[str, Shares] = MappingProxyType({}),
    ):
        self.asked, self.without_model = len(answers), sum(not each.used_model for each in answers)
        self.judgements, self.shares = judgements, shares
        judged = [each for each in answers if each.asked.qid in judgements]
        self.all = self._figures(judged)
        self.by_language = self._grouped(judged, lambda each: each.asked.language)
        of_kinds = [each for each in judged if each.asked.kind]
        self.by_kind = self._grouped(of_kinds, lambda each: each.asked.kind)
        self.cells = self._grouped(of_kinds, lambda each: f"{each.asked.language} {each.asked.kind}")

    def to_json(self) -> dict[str, Any]:
        groups = {"by_language": self.by_language, "by_kind": self.by_kind, "by_both": self.cells}
        return {
            "asked": self.asked,
            "without_model": self.without_model,
            "all": self.all.to_json(),
            **{name: {key: each.to_json() for key, each in group.items()} for name, group in groups.items()},
        }

    def lines(self) -> Iterator[str]:
        """A table: a row for each language and kind, if there are kinds, and one for all."""
        yield f"{'':<14}" + "".join(f"{name:>11}" for name in _COLUMNS)
        for name, figures in [*self.by_language.items(), *self.by_kind.items(), ("all", self.all)]:
            yield _row(name, figures)
        yield "words, topics, meaning: what each gives of the scores of right listings among the first five"
        if self.by_kind:
            yield ""
            yield from self._matrix()

    def _matrix(self) -> Iterator[str]:
        """Success@5 of each language and kind."""
        yield f"{'success@5':<14}" + "".join(f"{kind:>14}" for kind in self.by_kind)
        for language in self.by_language:
            found = (self.cells.get(f"{language} {kind}") for kind in self.by_kind)
            yield f"{language:<14}" + "".join(
                f"{each.success_5:>14.3f}" if each else " " * 14 for each in found
            )

    def _grouped(self, answers: Iterable[Answered], key: Callable[[Answered], str]) -> dict[str, Figures]:
        groups: dict[str, list[Answered]] = {}
        for each in answers:
            groups.setdefault(key(each), []).append(each)
        return {name: self._figures(group) for name, group in groups.items()}

    def _figures(self, answers: Sequence[Answered]) -> Figures:
        runs = ((each.ids, self.judgements[each.asked.qid]) for each in answers)
        return figures_of(
            runs, [self.shares[each.asked.qid] for each in answers if each.asked.qid in self.shares]
        )


def _row(name: str, figures: Figures) -> str:
    values = (figures.success_1, figures.success_5, figures.mrr, figures.ndcg_10, *figures.shares)
    return f"{name:<14}{figures.queries:>11}" + "".join(f"{value:>11.3f}" for value in values)
