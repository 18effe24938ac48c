"""The demo's form can be looked at and sent; with the demo everything of it goes."""

from io import StringIO

import pytest
from django.core.management import call_command

from contact.models import HelpRequest, ReceivingUnit
from directory.models import ImportedRecord
from tests.contact.conftest import Family
from tests.plugins.pages import Page

pytestmark = pytest.mark.django_db


def test_demo_has_a_unit_that_goes_with_it_and_with_what_was_sent(loaded_demo, time_machine_now):
    family = Family(time_machine_now, language="en")
    assert ReceivingUnit.objects.get().is_default
    page = Page(family.client.get(family.send()["Location"]))
    assert "Perheiden neuvonta" in page.text

    call_command("demo", reset=True, stdout=StringIO(), stderr=StringIO())

    assert not ReceivingUnit.objects.exists()
    assert not HelpRequest.objects.exists()
    assert not ImportedRecord.objects.filter(source="demo", kind="receiving unit").exists()
