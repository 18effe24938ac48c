"""Pictures of the demo: drawings beside its TOML files, which go the way of every other upload."""

from pathlib import Path

from django.core.files.base import ContentFile

from directory.imports.checks import check
from directory.imports.demo_files import Entry
from directory.imports.problems import RefusedError
from directory.models import Picture
from directory.picture_files import redraw

FOLDER = "pictures"


def make_picture(entry: Entry, folder: Path) -> Picture:
    """Make the picture of an entry; `folder` is the one that the entry's TOML file lies in."""
    try:
        drawn = (folder / FOLDER / entry.values["file"]).read_bytes()
    except OSError as error:
        raise RefusedError(f"no such file: {entry.values['file']}") from error
    picture = Picture(title=entry.values["title"], file=redraw(ContentFile(drawn)))
    check(picture)
    picture.save()
    picture.widths()  # or the first reader of its page waits
    return picture
