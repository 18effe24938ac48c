"""Everything that `people.toml` tells, made once, and taken out again with the demo."""

import tomllib
from pathlib import Path

from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from desk.demo.people import KIND, make_person
from desk.demo.waiting import make_application, make_edit, make_feedback, make_listing, make_role
from desk.figures.months import first_of, month_before
from desk.quality.jobs import duplicates, personal_data
from directory import actions
from directory.imports.demo import SOURCE
from directory.imports.ledger import Ledger
from directory.models import Service
from feedback.models import Feedback
from readership.models import FoundBy

FILE = Path(__file__).with_name("people.toml")
COORDINATOR = "coordinator@example.org"


@transaction.atomic
def make_people_and_what_waits() -> list[str]:
    """Once, in a database with the demo; returns the people's addresses."""
    told, ledger = tomllib.loads(FILE.read_text("utf-8")), Ledger(SOURCE)
    # The columns without a language take the active one
    with translation.override("fi"):
        people = {each["address"]: make_person(each, ledger) for each in told["person"]}
        coordinator = people[COORDINATOR]
        for each in told["application"]:
            make_application(each, ledger)
        for each in told["edit"]:
            make_edit(each, people, coordinator)
        for each in told["new"]:
            make_listing(each, people, coordinator, ledger)
        for each in told["role"]:
            make_role(each, people, coordinator)
        for each in told["asked"]:
            listing = Service.objects.get(slug=each["listing"])
            actions.ask_translation(listing, each["language"], people[each["by"]])
        for number, each in enumerate(told["feedback"]):
            ledger.write("feedback", str(number), make_feedback(each, coordinator), is_invented=True)
        for each in told["found"]:
            _make_found(each)
    personal_data()
    duplicates()
    return list(people)


def has_people() -> bool:
    return Ledger(SOURCE).has(KIND, COORDINATOR)


def remove_people(**_kwargs) -> None:
    """Their listings and organisations go with the others of the demo. Signal: demo_removed."""
    ledger = Ledger(SOURCE)
    for model in (Feedback, User):
        ledger.objects_of(model).delete()
        ledger.strike(model)


def _make_found(told) -> None:
    listing, today = Service.objects.get(slug=told["listing"]), timezone.localdate()
    for ago in range(2):
        month = month_before(first_of(today), ago)
        FoundBy.objects.bulk_create(
            FoundBy(service=listing, language_code=code, word=word, month=month, number=number, days=days)
            for code, words in told["words"].items()
            for word, (number, days) in words.items()
        )
