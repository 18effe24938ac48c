"""What a request makes of the database, and what somebody would send besides a form's own fields."""

from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, DateField, DateTimeField, Field, Model

from accounts.models import User
from directory.models import Location, Organization, OrganizationRole, PictureRendition, Service
from guarding.limits import forget_all
from tests.isolation.asking import Asker, undone
from tests.isolation.changes import Change
from tests.isolation.people import Person
from tests.isolation.world import World

#: Who may do what, and whose something is: sent with every form
OF_RIGHTS = (User, OrganizationRole, Organization, Service)
LEFT_OUT = {"sessions", "wagtailsearch"}
#: Sizes of a picture, drawn in any order
DRAWN = (PictureRendition,)
#: What is at a place of the database: by table, row and column
Rows = dict[tuple[str, object], dict[str, object]]
Outcome = dict[tuple[str, object, str], object]


def outcome_of(
    form: Change, asker: Asker, *, before: Rows, address: str = "", data: dict | None = None
) -> Outcome:
    """What is different after a form was sent: the columns that have changed, and all of new rows.

    `data` is sent besides what the form says, `address` is another one than its own. New rows are counted by
    table: their numbers are others each time. All is as `before` afterwards.
    """
    forget_all()
    with undone():
        asker.ask(address or form.address, "POST", (data or {}) | form.data, **form.headers)
        return dict(_differences(before, rows()))


def rows() -> Rows:
    """All there is, but for who is signed in and what makes searching quick."""
    models = [
        each
        for each in apps.get_models(include_auto_created=True)
        if each._meta.app_label not in LEFT_OUT and each not in DRAWN
    ]
    tables = {model._meta.db_table: model._meta.pk.column for model in models}
    return {key: row for table, pk in tables.items() for key, row in _rows_of(table, pk)}


def _differences(before: Rows, after: Rows) -> Iterator[tuple[tuple[str, object, str], object]]:
    numbers: dict[str, int] = {}
    for (table, key), row in after.items():
        old = before.get((table, key))
        if old is None:
            numbers[table] = numbers.get(table, 0) + 1
        name = key if old else f"new {numbers[table]}"
        yield from (
            ((table, name, column), row[column]) for column in row if not old or old[column] != row[column]
        )
    yield from (((table, key, "gone"), True) for table, key in before.keys() - after.keys())


def _rows_of(table: str, pk: str) -> Iterator[tuple[tuple[str, object], dict[str, object]]]:
    with connection.cursor() as cursor:
        quote = connection.ops.quote_name
        cursor.execute(f"SELECT * FROM {quote(table)} ORDER BY {quote(pk)}")
        columns = [column[0] for column in cursor.description]
        for values in cursor.fetchall():
            row = dict(zip(columns, values, strict=True))
            yield (table, row[pk]), row


def names_shown(form: Change, asker: Asker) -> set[str]:
    """The names of all fields and buttons on the page of a form; none where nothing is to be looked at."""
    with undone():
        response = asker.ask(form.address, **form.headers).response
    content = b"" if response.streaming else response.content
    return {tag["name"] for tag in BeautifulSoup(content, "html.parser").select("form [name]")}


def besides(form: Change, shown: set[str], made: Outcome, world: World) -> dict[str, object]:
    """A value for each column of what a form writes to and of who may do what, under each name of it.

    Also with the beginnings that parts of a form have: "tray-title" makes it "tray-expires_on".
    """
    known = {*shown, *form.data}
    tables = {table for table, _key, _column in made}
    models = {each for each in apps.get_models() if each._meta.db_table in tables} | {*OF_RIGHTS}
    beginnings = {"", *(name[: name.rindex("-") + 1] for name in known if "-" in name)}
    said = {(column, value) for (_table, _key, column), value in made.items() if isinstance(value, str)}
    sent = _values_of(sorted(models, key=lambda model: model._meta.label), _of_others(world), said)
    every = {f"{beginning}{name}": value for beginning in beginnings for name, value in sent.items()}
    return {name: value for name, value in every.items() if name not in known}


def _of_others(world: World) -> dict[type[Model], object]:
    """Something of another partner, by model."""
    return {
        Organization: world.stranger.pk,
        Service: world.of_stranger.pk,
        Location: world.hidden_place.pk,
        User: world.people[Person.OTHER_OWNER].pk,
    }


def _values_of(
    models: Iterable[type[Model]], of_others: dict[type[Model], object], said: set[tuple[str, str]]
) -> dict[str, object]:
    """`said` is what the form itself makes of columns: another choice than that is sent."""
    sent: dict[str, object] = {"pk": 1}
    for each in (column for model in models for column in model._meta.get_fields()):
        value = _value_for(each, of_others, said) if each.concrete else 1
        sent |= dict.fromkeys({each.name, getattr(each, "attname", each.name)}, value)
    return sent


def _value_for(column: Field, of_others: dict[type[Model], object], said: set[tuple[str, str]]) -> object:
    """What somebody would send who wants to have it changed."""
    if column.is_relation:
        return of_others.get(column.related_model, 1)
    if isinstance(column, DateTimeField):
        return "2020-01-01T10:00"
    if isinstance(column, DateField):
        return "2020-01-01"
    if isinstance(column, BooleanField):
        return "on"
    choices = (value for value, _label in column.flatchoices if value and (column.name, value) not in said)
    return next(choices, "7")
