"""What is wrong in a demo file is said with file, id and reason, and everything else is loaded."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory.choices import AreaKind
from directory.imports.demo import load_demo
from directory.models import Area, Location, Organization, Service
from tests.factories import LocationFactory
from tests.plugins.demo import LOADED_ON

#: A listing with all it needs
SOUND = (Path(__file__).parent / "demo_entry.toml").read_text()
BROKEN_ORGANIZATION = """
[[organization]]
id = "sound"
name = "Kunnossa ry"
kind = "city_unit"

[[organization]]
id = "broken"
name = "Rikki ry"
kind = "city_unit"
"""


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('parent = "nobody"', "no such organisation: nobody"),
        ('vouched_by = "nobody"', "no such organisation: nobody"),
        ('phone = "x"', "number: Write the phone number with digits only, for example 09 310 1234."),
        ('business_id = "1234567-2"', "business_id: This business id has a wrong digit."),
        ('languages = ["FI"]', "languages: Not in the list: FI"),
        ('colour = "red"', "no such key: colour"),
        ("description = { tlh = 'nuqneH' }", "description: no such language: tlh"),
        ("description = 'text'", "description is not a table of languages"),
    ],
)
def test_a_broken_entry_is_reported_and_the_others_go_on(line, reason, tmp_path, loaded_vocabulary):
    (tmp_path / "x.toml").write_text(BROKEN_ORGANIZATION + line)

    report = load_demo(tmp_path)

    (problem,) = report.problems
    assert (problem.file, problem.id) == ("x.toml", "broken")
    assert problem.reason.startswith(reason)
    assert Organization.objects.get().slug == "sound"


#: As the embedded database says it, and as PostgreSQL does
TWICE = ("UNIQUE constraint failed", "duplicate key value")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('topics = ["debt"]', 'topics = ["wealth"]', "no such topic: wealth"),
        ('topics = ["debt"]', 'topics = ["health"]', "no such topic: health"),
        ('topics = ["debt"]', 'topics = ["debt", "debt"]', TWICE),
        ('topics = ["debt"]', "", "topics is missing"),
        ('["adults"]', '["aliens"]', "no such target group: aliens"),
        ('location = "place"', 'location = "moon"', "no such location: moon"),
        ("[18, 99]", "[99, 18]", "maximum_age: The oldest age"),
        ("[18, 99]", "[18]", "not enough values"),
        ('"FREQ=WEEKLY;BYDAY=TU"', '"every Tuesday"', "not a rule for days: every Tuesday"),
        ('start = "17:00"', 'start = "25:00"', "hour must be in"),
        ('start = "17:00"', "", "start is missing"),
        ("number = 2", "number = 2000", "there is no coming session number 2000"),
        ('rule = "FREQ=WEEKLY;BYDAY=TU"', "", "a session has neither rule nor in_days"),
        ('entry = "walk_in"', 'entry = "jump_in"', "entry: "),
        ('fi = "Velkailta"', f'fi = "{"v" * 201}"', "name_fi: "),
    ],
)
def test_a_broken_listing_is_reported_and_leaves_no_rows(old, new, reason, tmp_path, loaded_vocabulary):
    assert old in SOUND
    (tmp_path / "x.toml").write_text(SOUND.replace(old, new))

    report = load_demo(tmp_path, today=LOADED_ON)

    (problem,) = report.problems
    assert (problem.file, problem.id) == ("x.toml", "listing")
    assert problem.reason.startswith(reason)
    assert not Service.objects.exists()
    assert Location.objects.count() == 1


def test_the_entry_that_is_broken_above_is_sound(tmp_path, loaded_vocabulary):
    (tmp_path / "x.toml").write_text(SOUND)

    report = load_demo(tmp_path, today=LOADED_ON)

    assert report.problems == []
    assert Service.objects.get().slug == "listing"


def test_organizations_may_stand_in_any_order(tmp_path, loaded_vocabulary):
    entry = '[[organization]]\nid = "{0}"\nname = "{0}"\nkind = "city_unit"\nparent = "{1}"\n'
    (tmp_path / "x.toml").write_text(
        entry.format("small", "middle") + entry.format("middle", "big") + entry.format("big", "")
    )

    report = load_demo(tmp_path)

    assert report.problems == []
    assert Organization.objects.get(slug="small").parent.parent.slug == "big"


def test_organizations_that_need_each_other_are_reported(tmp_path, loaded_vocabulary):
    entry = '[[organization]]\nid = "{0}"\nname = "{0}"\nkind = "city_unit"\nparent = "{1}"\n'
    (tmp_path / "x.toml").write_text(entry.format("egg", "hen") + entry.format("hen", "egg"))

    report = load_demo(tmp_path)

    assert {problem.id for problem in report.problems} == {"egg", "hen"}


def test_an_id_in_two_files_is_reported(tmp_path, loaded_vocabulary):
    (tmp_path / "a.toml").write_text('[[organization]]\nid = "one"\nname = "A"\nkind = "city_unit"\n')
    (tmp_path / "b.toml").write_text('[[organization]]\nid = "one"\nname = "B"\nkind = "city_unit"\n')

    report = load_demo(tmp_path)

    assert [str(problem) for problem in report.problems] == ["b.toml: one: this id is there twice"]
    assert Organization.objects.get().name_fi == "A"


def test_the_command_names_each_problem_and_fails(tmp_path, loaded_vocabulary, capsys):
    (tmp_path / "a.toml").write_text("[[organization]\n")
    (tmp_path / "b.toml").write_text('[[organization]]\nid = "one"\nname = "B"\nkind = "city_unit"\n')

    with pytest.raises(CommandError) as failure:
        call_command("demo", "--folder", str(tmp_path))

    assert failure.value.returncode == 1
    assert capsys.readouterr().err.startswith("a.toml: the file: ")
    assert Organization.objects.exists()


def test_without_vocabulary_the_command_says_what_to_run_first():
    Area.objects.filter(kind=AreaKind.NEIGHBOURHOOD).delete()
    Area.objects.all().delete()

    with pytest.raises(CommandError, match="load_vocabulary"):
        call_command("demo")


def test_a_place_of_somebody_else_with_the_same_id_is_reported_not_taken_over(tmp_path, loaded_vocabulary):
    theirs = LocationFactory(slug="place")
    (tmp_path / "x.toml").write_text(SOUND)

    report = load_demo(tmp_path, today=LOADED_ON)

    assert [problem.id for problem in report.problems] == ["place"]
    assert Location.objects.get() == theirs


def test_after_a_reset_everything_is_loaded_as_at_first(tmp_path, loaded_vocabulary):
    (tmp_path / "x.toml").write_text(SOUND)
    first = load_demo(tmp_path, today=LOADED_ON)
    call_command("demo", "--reset")

    second = load_demo(tmp_path, today=LOADED_ON)

    assert second.added == first.added == {"organization": 1, "location": 1, "service": 1}
