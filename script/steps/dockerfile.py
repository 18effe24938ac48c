"""Reads our Dockerfile: one instruction a line, and only those that it has."""

import json
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from failures import SetupError

#: Say something about an image and do nothing while it is built
SAID_ONLY = ("VOLUME", "EXPOSE")


@dataclass(frozen=True)
class Step:
    """A command to run, or files to copy: from the checkout, or from an earlier stage."""

    kind: str
    text: str
    folder: str
    environment: dict[str, str]


@dataclass(frozen=True)
class Stage:
    """What makes one image, and how it is started."""

    name: str
    steps: tuple[Step, ...] = ()
    folder: str = "/"
    environment: dict[str, str] = field(default_factory=dict)
    user: str = "0:0"
    command: tuple[str, ...] = ()
    health: tuple[str, ...] = ()


def read(file: Path) -> list[Stage]:
    """Read all stages in their order."""
    stages: list[Stage] = []
    for instruction, rest in _instructions(file.read_text().splitlines()):
        if instruction == "FROM":
            stages.append(Stage(name=rest.partition(" AS ")[2]))
        elif instruction not in SAID_ONLY:
            stages[-1] = _extended(stages[-1], instruction, rest)
    return stages


def _instructions(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            instruction, _space, rest = line.strip().partition(" ")
            yield instruction, rest.strip()


def _extended(stage: Stage, instruction: str, rest: str) -> Stage:
    if instruction in ("RUN", "COPY"):
        step = Step(instruction, rest, stage.folder, stage.environment)
        return replace(stage, steps=(*stage.steps, step))
    if instruction == "ENV":
        pairs = dict(pair.split("=", 1) for pair in shlex.split(rest))
        return replace(stage, environment=stage.environment | pairs)
    if instruction == "HEALTHCHECK":
        return replace(stage, health=tuple(json.loads(rest.partition("CMD ")[2])))
    if instruction == "CMD":
        return replace(stage, command=tuple(json.loads(rest)))
    if instruction in ("WORKDIR", "USER"):
        return replace(stage, **{"folder" if instruction == "WORKDIR" else "user": rest})
    raise SetupError(f"The Dockerfile says {instruction}, which is not known here.")
