"""Interface texts in templates, for Babel to collect: Django's own reading of them, as Python."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def extract_template(file: BinaryIO, keywords, comment_tags, options) -> Iterator[tuple]:
    """Yield Babel's tuples (line, function, messages, comments) of a Django template."""
    code = templatize(file.read().decode())
    # What is no message is blanked out, and its indentation would be an error of syntax
    lines = "\n".join(line.strip() for line in code.splitlines())
    return extract_python(BytesIO(lines.encode()), keywords, comment_tags, options)
