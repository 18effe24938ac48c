"""`manage.py evaluate_search`: how well search answers a judgement set."""

import json
import time
from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.imports.synthetic import make_listings
from directory.imports.vocabulary import load_vocabulary
from search.checks import CHANNELS
from search.consumers import consumer_of
from search.deriving import derive
from search.documents import public_service_ids
from search.engines import Engine
from search.evaluation.engines import throwaway_engine
from search.evaluation.listings import write_listings
from search.evaluation.report import Report
from search.evaluation.running import Answered, run
from search.evaluation.sets import JudgementSet, read_set
from search.rebuild import rebuild
from search.throwaway_database import throwaway_database
from search.vocabulary import prepare

SEED = 1


class Command(BaseCommand):
    help = (
        "Ask every query of a judgement set over its own listings, in a database and an index made for it, "
        "and say how many are answered. Writes run.json, and figures.json where there are judgements."
    )
    # It uses no database, index or key of the site
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=_folder, help="listings.jsonl, queries.jsonl, perhaps judgements")
        parser.add_argument("--engine", choices=("embedded", "elasticsearch"), default="embedded")
        parser.add_argument("--without", type=_channels, default=(), help=f"any of {','.join(CHANNELS)}")
        parser.add_argument("--bury", type=int, default=0, metavar="N", help="among N generated listings")
        parser.add_argument("--half", choices=("tune", "report"), default="", help="needs of one half only")
        parser.add_argument("--sample", type=int, default=0, metavar="N", help="N of the queries")
        parser.add_argument("--output", type=Path, default=Path(), help="folder of the files; here")

    def handle(self, *, folder: Path, output: Path, **options):
        began = time.monotonic()
        judged = read_set(folder, half=options["half"], sample=options["sample"])
        try:
            with throwaway_database(), throwaway_engine(options["engine"], options["without"]) as engine:
                answers = self._answers(judged, engine, options["bury"])
        except LookupError as error:
            raise CommandError(f"There is no engine {error} here: set its address.") from error
        output.mkdir(parents=True, exist_ok=True)
        self._write(output / "run.json", {each.asked.qid: each.ids for each in answers})
        if judged.judgements:
            self._report(Report(answers, judged.judgements), output)
        without = sum(not each.used_model for each in answers)
        self.stdout.write(f"{without} queries went without the model")
        self.stdout.write(f"{len(answers)} queries in {time.monotonic() - began:.0f} s")

    def _answers(self, judged: JudgementSet, engine: Engine, bury: int) -> list[Answered]:
        load_vocabulary()
        known = write_listings(judged.listings)
        if bury:
            make_listings(bury, seed=SEED)
        now = timezone.now()
        prepare()
        derive(public_service_ids(timezone.localdate(now)))
        rebuild(engine, now=now, consumer=consumer_of(engine))
        return run(judged.queries, engine, known, now=now, between=self._progress(len(judged.queries)))

    def _progress(self, total: int):
        def tell(done: int) -> None:
            if done % 500 == 0:
                self.stderr.write(f"{done} of {total} queries")

        return tell

    def _report(self, report: Report, output: Path) -> None:
        self._write(output / "figures.json", report.to_json())
        for line in report.lines():
            self.stdout.write(line)

    def _write(self, path: Path, value: object) -> None:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


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
