"""No thread waits for the page of another: see docs/decisions/0026-properties-without-a-lock.md."""

import re

from django.conf import settings

LOCKED = re.compile(r"functools import .*cached_property|functools\.cached_property")
#: Working it out twice would cost memory, or knows nothing of Django and is asked for by no page
MAY_LOCK = {"search/meaning/model.py", "search/understanding/lexicon.py", "search/understanding/pieces.py"}


def test_pages_keep_what_they_work_out_without_a_lock():
    files = (
        file for folder in ("directory", "search", "site") for file in (settings.ROOT / folder).rglob("*.py")
    )
    locked = {str(file.relative_to(settings.ROOT)) for file in files if LOCKED.search(file.read_text())}

    assert locked == MAY_LOCK
