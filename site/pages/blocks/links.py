"""The web addresses that the body of a page leads to, in all its languages."""

import html
import re
from collections.abc import Iterator

from wagtail.blocks import StreamValue

#: As `clean_rich_text` leaves it. Pages of the site are kept by their numbers, and have no address
ADDRESS = re.compile(r'<a [^>]*?href="(https?://[^"]+)"', re.IGNORECASE)


def addresses_in(body: StreamValue) -> set[str]:
    return {
        html.unescape(address) for text in _texts(body.get_prep_value()) for address in ADDRESS.findall(text)
    }


def _texts(value: object) -> Iterator[str]:
    """Every text of a value as it is stored, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
