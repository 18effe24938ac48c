"""Pictures of places and pages, kept without anything but their pixels."""

import secrets
from itertools import pairwise
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from directory.picture_files import CleanPicture, redraw

#: Pixels across of what pages choose from
WIDTHS = (320, 640, 960)
KINDS = ("webp", "jpeg")


class PictureFile(WagtailImageFieldFile):
    """Draws anew whatever is stored: no way of uploading goes past this."""

    def save(self, name, content: File, save=True):  # noqa: ARG002 - what it was called does not matter
        clean = content if isinstance(content, CleanPicture) else redraw(content)
        super().save(clean.name, clean, save)


class PictureFileField(WagtailImageField):
    attr_class = PictureFile


class Picture(AbstractImage):
    """A picture. What it means is said where it is used: in a place's or a page's own words."""

    file = PictureFileField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")

    admin_form_fields = (
        "title",
        "file",
        # Hidden fields: staff draw a box over the picture
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args, **kwargs):
        """Store a new file first: the columns of its size come before it and would keep what was sent."""
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        """A name that nobody chose: addresses say nothing of who sent what, and a new file has a new one."""
        return f"original_images/{secrets.token_hex(8)}{PurePath(filename).suffix}"

    def generate_rendition_file(self, filter, *, source: File | None = None) -> File:  # noqa: A002
        """The same in memory: Wagtail leaves a temporary file open."""
        with super().generate_rendition_file(filter, source=source) as drawn:
            drawn.seek(0)
            return ContentFile(drawn.read(), name=drawn.name)

    @property
    def default_alt_text(self) -> str:
        """None: a title is for staff and often the name of a file."""
        return ""

    def widths(self) -> dict[str, list["PictureRendition"]]:
        """By kind of file, what pages show of it, narrowest first; made where it is missing.

        Raises OSError when the file is lost.
        """
        widths = [width for narrower, width in pairwise((0, *WIDTHS)) if narrower < self.width]
        specs = {kind: [f"width-{width}|format-{kind}" for width in widths] for kind in KINDS}
        found = self.get_renditions(*(spec for some in specs.values() for spec in some))
        return {kind: [found[spec] for spec in some] for kind, some in specs.items()}


class PictureRendition(AbstractRendition):
    """A picture at one width, as one kind of file."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="directory_picturerendition_once"
            ),
        ]
