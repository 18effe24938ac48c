"""Dates in the admin can be read one way only."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format


@pytest.mark.parametrize(
    ("language", "written"), [("en", "3 Nov 2026"), ("so", "3.11.2026"), ("fi", "3.11.2026")]
)
def test_day_is_not_taken_for_a_month(language, written):
    with translation.override(language):
        assert date_format(date(2026, 11, 3), "SHORT_DATE_FORMAT") == written
