"""Lighthouse, as a phone on a slow network sees a page."""

import json
import os
import statistics
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import chromium
from judges import node
from judges.verdicts import CannotJudgeError, Verdict, Visit
from public_pages import UNINDEXED

PATIENCE = 180  # seconds for one page
TRIES = 3


@dataclass(frozen=True)
class Figure:
    """A figure of a report, with the goal for it."""

    name: str
    goal: float
    is_better_low: bool = False
    digits: int = 0

    def is_reached(self, value: float) -> bool:
        shown = round(value, self.digits)
        return shown <= self.goal if self.is_better_low else shown >= self.goal

    def verdict(self, visit: Visit, value: float, reasons: Iterable[str]) -> Verdict:
        shown = f"{value:.{self.digits}f}"
        problems = () if self.is_reached(value) else (f"{shown}, goal {self.goal:g}", *reasons)
        order = -value if self.is_better_low else value
        return Verdict(self.name, visit.page, visit.language, order, shown, problems)


FIGURES = {
    "performance": Figure("speed", 98),
    "accessibility": Figure("access", 100),
    "best-practices": Figure("practice", 100),
    "seo": Figure("seo", 100),
    "largest-contentful-paint": Figure("LCP s", 1.2, is_better_low=True, digits=2),
    "cumulative-layout-shift": Figure("CLS", 0, is_better_low=True, digits=3),
}
#: What differs from run to run
OF_SPEED = ("performance", "largest-contentful-paint", "cumulative-layout-shift")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def judge(visits: Iterable[Visit]) -> Iterator[Verdict]:
    program = node.packages() / "lighthouse" / "cli" / "index.js"
    browser = chromium.find_or_install()
    if browser is None:
        raise CannotJudgeError("there is no browser")
    environment = {**os.environ, "CHROME_PATH": browser}
    for visit in visits:
        command = ["node", str(program), visit.url, *_left_out(visit)]
        yield from _verdicts(visit, _reports(command, environment))


def figures(report: dict) -> dict[str, float]:
    """The figures of a report: points of 100, seconds, and shift."""
    points = {name: report["categories"][name]["score"] * 100 for name in CATEGORIES}
    audits = report["audits"]
    return points | {
        "largest-contentful-paint": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "cumulative-layout-shift": audits["cumulative-layout-shift"]["numericValue"],
    }


def reasons(report: dict, category: str) -> list[str]:
    """Why a category has not all its points."""
    if category not in report["categories"]:
        return []
    weighed = [part["id"] for part in report["categories"][category]["auditRefs"] if part["weight"]]
    audits = [report["audits"][name] for name in weighed]
    return [_described(audit) for audit in audits if (audit["score"] or 0) < 1 and _is_scored(audit)]


def _left_out(visit: Visit) -> list[str]:
    """Searches are kept out of indexes on purpose: docs/decisions/0007-addresses-in-the-head.md."""
    return ["--skip-audits=is-crawlable"] if visit.page in UNINDEXED else []


def _reports(command: list[str], environment: dict[str, str]) -> list[dict]:
    """One report, or three where it is too slow or lost, as happens on a busy machine now and then."""
    first = _run(command, environment)
    if first and _is_fast(first):
        return [first]
    more = [_run(command, environment) for _ in range(TRIES - 1)]
    reports = [report for report in (first, *more) if report]
    if not reports:
        raise CannotJudgeError(f"Lighthouse has no report of {command[2]}, tried {TRIES} times")
    return reports


def _run(command: list[str], environment: dict[str, str]) -> dict | None:
    flags = f"--chrome-flags=--headless=new {' '.join(chromium.QUIET)}"
    options = ["--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}", flags]
    try:
        ended = subprocess.run(
            [*command, *options], env=environment, capture_output=True, timeout=PATIENCE, check=True
        )
    except subprocess.SubprocessError:
        return None
    report = json.loads(ended.stdout)
    return None if report.get("runtimeError") else report


def _is_fast(report: dict) -> bool:
    values = figures(report)
    return all(FIGURES[name].is_reached(values[name]) for name in OF_SPEED)


def _verdicts(visit: Visit, reports: list[dict]) -> Iterator[Verdict]:
    for name, figure in FIGURES.items():
        value = statistics.median(figures(report)[name] for report in reports)
        yield figure.verdict(visit, value, reasons(reports[-1], name))


def _is_scored(audit: dict) -> bool:
    return audit["scoreDisplayMode"] not in ("notApplicable", "informative", "manual")


def _described(audit: dict) -> str:
    items = audit.get("details", {}).get("items", [])
    places = [item["node"]["snippet"] for item in items if isinstance(item.get("node"), dict)]
    shown = [part for part in (audit.get("displayValue"), *places[:3]) if part]
    return f"{audit['id']}: {audit['title']}" + (f" ({'; '.join(shown)})" if shown else "")
