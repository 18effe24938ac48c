"""`manage.py evaluate_search`: how well search answers a judgement set."""

import json
import time
from argparse import ArgumentTypeError
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.checks import CHANNELS
from search.evaluation.documenting import Halves, read_halves, written
from search.evaluation.engines import NoSuchEngine, throwaway_engine
from search.evaluation.limits import below
from search.evaluation.lines import UnreadableSet
from search.evaluation.report import Report
from search.evaluation.sets import JudgementSet, read_set
from search.evaluation.striking import Struck, topics_of_right
from search.evaluation.trial import Trial
from search.throwaway_database import tables_of_models, throwaway_database


class Command(BaseCommand):
    help = (
        "Ask every query of a judgement set over its own listings, in a database and an index made for it, "
        "and say how many are answered. Writes run.json, and figures.json where there are judgements."
    )
    # It uses no database, index or key of the site
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "folders",
            type=_folder,
            nargs="+",
            help="each with listings.jsonl, queries.jsonl, perhaps judgements",
        )
        parser.add_argument("--engine", choices=("embedded", "elasticsearch"), default="embedded")
        parser.add_argument("--without", type=_channels, default=(), help=f"any of {','.join(CHANNELS)}")
        parser.add_argument("--bury", type=int, default=0, metavar="N", help="among N generated listings")
        parser.add_argument("--half", choices=("tune", "report"), default="", help="needs of one half only")
        parser.add_argument("--sample", type=int, default=0, metavar="N", help="N of the queries")
        parser.add_argument(
            "--strike", action="store_true", help="without the topic that the right listing is nearest to"
        )
        parser.add_argument("--output", type=Path, default=Path(), help="folder of the files; here")
        parser.add_argument(
            "--not-below",
            type=Path,
            metavar="FILE",
            help="JSON: by name of folder what is to be found among five; fails where it is less",
        )
        parser.add_argument(
            "--write-docs",
            type=Path,
            metavar="FILE",
            help="measure the reporting halves in all ways, and the worst misses of the others, as a page",
        )

    def handle(self, *, folders: list[Path], **options):
        began = time.monotonic()
        try:
            # Before anything is made that takes longer than finding a slip in them
            sets = self._halves(folders, options) if options["write_docs"] else self._sets(folders, options)
            with (
                tables_of_models(),
                throwaway_database(),
                throwaway_engine(options["engine"], options["without"]) as engine,
            ):
                measure = self._document if options["write_docs"] else self._evaluate
                measure(Trial(engine), sets, options)
        except NoSuchEngine as error:
            raise CommandError(f"There is no engine {error} here: set its address.") from error
        except UnreadableSet as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{time.monotonic() - began:.0f} s")

    def _halves(self, folders: list[Path], options: dict[str, Any]) -> list[Halves]:
        sets = [read_halves(folder, options["sample"]) for folder in folders]
        self._doubt(sets)
        return sets

    def _sets(self, folders: list[Path], options: dict[str, Any]) -> dict[Path, JudgementSet]:
        asked = {name: options[name] for name in ("half", "sample")}
        sets = {folder: read_set(folder, **asked) for folder in folders}
        self._doubt(sets.values())
        return sets

    def _doubt(self, sets: Iterable[JudgementSet | Halves]) -> None:
        for each in sets:
            for doubt in each.doubts:
                self.stderr.write(self.style.WARNING(doubt))

    def _document(self, trial: Trial, sets: list[Halves], options: dict[str, Any]) -> None:
        page = written(trial, sets, bury=options["bury"], tell=self.stderr.write)
        _require_model(trial)
        options["write_docs"].write_text(page, encoding="utf-8")
        self.stderr.write(f"Written: {options['write_docs']}")

    def _evaluate(self, trial: Trial, sets: dict[Path, JudgementSet], options: dict[str, Any]) -> None:
        reports = {}
        for folder, judged in sets.items():
            output = options["output"] / folder.name if len(sets) > 1 else options["output"]
            trial.put(judged.listings, bury=options["bury"])
            struck = topics_of_right(judged, trial.known) if options["strike"] else {}
            reports[folder.name] = self._one(trial, judged, output, struck)
        _require_model(trial)
        if options["not_below"]:
            _require_found(json.loads(options["not_below"].read_text()), reports)

    def _one(self, trial: Trial, judged: JudgementSet, output: Path, struck: Struck) -> Report:
        answers = trial.ask(judged.queries, self._progress(len(judged.queries)), struck)
        output.mkdir(parents=True, exist_ok=True)
        self._write(output / "run.json", {each.asked.qid: each.ids for each in answers})
        report = trial.report(judged, answers)
        if judged.judgements:
            for line in report.lines():
                self.stdout.write(line)
            self._write(output / "figures.json", report.to_json())
        self.stdout.write(f"{report.asked} queries, {report.without_model} of them went without the model")
        return report

    def _progress(self, total: int):
        def tell(done: int) -> None:
            if done % 500 == 0:
                self.stderr.write(f"{done} of {total} queries")

        return tell

    def _write(self, path: Path, value: object) -> None:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stderr.write(f"Written: {path}")


def _require_model(trial: Trial) -> None:
    if trial.went_without:
        raise CommandError(
            f"{trial.went_without} queries went without the sentence model, though it is in use: the figures"
            " are not what a site finds. Mend it, or leave it out with --without meaning."
        )


def _require_found(limits: Mapping[str, float], reports: Mapping[str, Report]) -> None:
    if lines := list(below(limits, reports)):
        raise CommandError("\n".join(lines))


def _folder(text: str) -> Path:
    folder = Path(text)
    if not (folder / "queries.jsonl").exists():
        raise ArgumentTypeError(f"{folder} holds no queries.jsonl")
    return folder


def _channels(text: str) -> tuple[str, ...]:
    names = tuple(filter(None, text.split(",")))
    if unknown := set(names) - set(CHANNELS):
        raise ArgumentTypeError(f"{', '.join(sorted(unknown))}: choose of {', '.join(CHANNELS)}")
    return names
