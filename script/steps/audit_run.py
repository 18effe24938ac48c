"""Runs the judges of an audit. Run by audit_start.py with .venv's Python."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import audit_options
import audit_report
import audit_site
from failures import main
from judges import axe, headers, lighthouse, links, nu, spelling
from judges.verdicts import CannotJudgeError, Verdict, Visit

Judgement = Callable[[], Iterator[Verdict]]


def run(arguments: Sequence[str]) -> int:
    options = audit_options.read(arguments)
    with tempfile.TemporaryDirectory(prefix="tarjotin-audit-") as folder, ExitStack() as sites:
        chosen = _judgements(options, Path(folder), sites)
        verdicts, left_out = _judge(chosen)
    print(audit_report.table(verdicts), *audit_report.complaints(verdicts), sep="\n")
    if options.json:
        options.json.write_text(audit_report.as_json(verdicts, left_out), "utf-8")
    return code_of(verdicts, left_out, options)


def _judgements(options: audit_options.Options, data: Path, sites: ExitStack) -> dict[str, Judgement]:
    """What each chosen judge has to do. The site is started only for those who look at it."""
    if options.judges == ("spelling",):
        return {"spelling": spelling.judge}
    print("Starting the site with the demo ...", flush=True)
    site = sites.enter_context(audit_site.serving(data))
    visits = _visits(options, site, audit_site.addresses(data))
    fronts = {language: f"{site}/{language}/" for language in options.languages}
    every = {
        "axe": lambda: axe.judge(visits),
        "nu": lambda: nu.judge(visits),
        "lighthouse": lambda: lighthouse.judge(visits),
        "links": lambda: links.judge(fronts),
        "headers": lambda: _judge_headers(options, data),
        "spelling": spelling.judge,
    }
    return {name: every[name] for name in options.judges}


def _judge_headers(options: audit_options.Options, data: Path) -> Iterator[Verdict]:
    with audit_site.serving(data, settings="config.settings.production") as site:
        yield from headers.judge(_visits(options, site, audit_site.addresses(data)))


def _visits(options: audit_options.Options, site: str, addresses: dict[str, str]) -> list[Visit]:
    return [
        Visit(page, language, f"{site}/{language}/{addresses[page]}")
        for page in options.pages
        for language in options.languages
    ]


def _judge(chosen: dict[str, Judgement]) -> tuple[list[Verdict], dict[str, str]]:
    """Return all verdicts, and the judges that cannot work here with the reason."""
    verdicts, left_out = [], {}
    for name, judgement in chosen.items():
        print(f"{name} ...", end=" ", flush=True)
        start = time.monotonic()
        try:
            verdicts += judgement()
            print(f"{time.monotonic() - start:.0f} s", flush=True)
        except CannotJudgeError as error:
            left_out[name] = str(error)
            print(f"cannot judge here: {error}", flush=True)
    return verdicts, left_out


def code_of(verdicts: Sequence[Verdict], left_out: dict[str, str], options: audit_options.Options) -> int:
    is_missed = any(verdict.problems for verdict in verdicts)
    return int(is_missed or bool(left_out and options.is_strict))


if __name__ == "__main__":
    main(run, sys.argv[1:])
