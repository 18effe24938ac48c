"""The pictograms: one `<symbol>` a line in icons.svg, of which a page carries those that it shows."""

import re
from functools import cache

from django.conf import settings

SYMBOL = re.compile(r'^<symbol id="(?P<name>[\w-]+)".*</symbol>$', re.MULTILINE)


@cache
def symbols() -> dict[str, str]:
    """Every drawn symbol by its name, in the order of the file."""
    drawing = settings.ROOT / "site" / "static" / "img" / "icons.svg"
    return {symbol["name"]: symbol[0] for symbol in SYMBOL.finditer(drawing.read_text("utf-8"))}
