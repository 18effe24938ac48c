"""Pictures are drawn anew on their way in, whichever way that is; what is refused is refused in words."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from directory.models import Picture
from directory.picture_files import LONGEST_SIDE, redraw
from tests.directory import drawings
from tests.directory.drawings import SCRIPT, SVG

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}
REFUSED = {
    "SVG with a script": ("talo.svg", SVG, "not a picture"),
    "SVG named PNG": ("talo.png", SVG, "not a picture"),
    "HTML named JPEG": ("talo.jpg", b"<!doctype html>" + SCRIPT, "not a picture"),
    "PDF": ("talo.png", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF", "not a picture"),
    "archive": ("talo.webp", drawings.archive(), "not a picture"),
    "archive before a picture": ("talo.jpg", drawings.archive() + drawings.picture(), "not a picture"),
    "GIF": ("talo.png", drawings.film("GIF"), "not a picture"),
    "TIFF named JPEG": ("talo.jpg", drawings.picture("TIFF"), "not a picture"),
    "only a beginning": ("talo.png", b"\x89PNG\r\n\x1a\n", "not a picture"),
    "cut off JPEG": ("talo.jpg", drawings.picture(size=(400, 300))[:900], "broken"),
    "cut off PNG": ("talo.png", drawings.picture("PNG", size=(900, 900))[:-300], "broken"),
    "empty": ("talo.png", b"", "empty"),
}
MORE_THAN_A_PICTURE = {
    "archive behind a JPEG": drawings.picture() + drawings.archive(),
    "page behind a PNG": drawings.picture("PNG") + b"<html>" + SCRIPT,
    "page behind a WebP": drawings.picture("WEBP") + SCRIPT,
    "script in the comment": drawings.picture(comment=SCRIPT),
    "script in the words": drawings.png_with_words(),
    "script in the profile": drawings.picture("PNG", icc_profile=SCRIPT),
    "script in the metadata": drawings.picture("WEBP", xmp=SCRIPT),
}


def add(client, file):
    return client.post(reverse("wagtailimages:add"), {"title": "Talo", "file": file}, headers=ENGLISH)


def choose(client, file):
    values = {"image-chooser-upload-title": "Talo", "image-chooser-upload-file": file}
    return client.post(reverse("wagtailimages_chooser:create"), values, headers=ENGLISH)


def add_many(client, file):
    values = {"title": "Talo", "files[]": file}
    return client.post(reverse("wagtailimages:add_multiple"), values, headers=ENGLISH)


def change(client, file):
    address = reverse("wagtailimages:edit", args=[Picture.objects.get().pk])
    return client.post(address, {"title": "Talo", "file": file}, headers=ENGLISH)


def stored(content: bytes) -> Picture:
    picture = Picture(title="Talo", file=ContentFile(content, name="Talo.JPG"))
    picture.save()
    return picture


def bytes_of(picture: Picture) -> bytes:
    with default_storage.open(picture.file.name) as file:
        return file.read()


def opened(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(bytes_of(picture)))


def colour_of(picture: Picture) -> tuple[int, ...]:
    return tuple(round(value, -1) for value in opened(picture).convert("RGB").getpixel((5, 5)))


def what_is_kept() -> tuple[list, list[str]]:
    """Pictures, and the files of pictures; what is made of them for pages does not count."""
    folder = "original_images"
    files = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    return list(Picture.objects.values_list("pk", "file", "width")), files


@pytest.fixture(params=[add, choose, add_many, change], ids=lambda way: way.__name__)
def upload(request, admin):
    """Every way of uploading: `upload(name, content)`."""
    if request.param is change:
        stored(drawings.picture("PNG", colour=(0, 120, 0)))
    return lambda name, content: request.param(admin, SimpleUploadedFile(name, content))


def test_photo_is_kept_upright_without_where_when_and_by_what(upload):
    upload("IMG_1.jpg", drawings.phone_photo())

    picture = Picture.objects.get()
    assert (picture.width, picture.height) == opened(picture).size == (40, 60)
    assert not opened(picture).getexif()
    assert [word for word in (b"Kamera", b"Salainen", b"Exif", b"xmp") if word in bytes_of(picture)] == []


def test_size_and_fingerprint_are_those_of_the_file_that_is_kept(upload):
    upload("IMG_1.jpg", drawings.phone_photo())

    picture = Picture.objects.get()
    kept = (picture.file_size, picture.file_hash)
    picture._set_image_file_metadata()
    assert kept == (picture.file_size, picture.file_hash)


@pytest.mark.parametrize("content", MORE_THAN_A_PICTURE.values(), ids=MORE_THAN_A_PICTURE)
def test_of_a_file_that_is_more_than_a_picture_the_picture_is_kept(upload, content):
    upload("talo.jpg", content)

    picture = Picture.objects.get()
    assert colour_of(picture) == (200, 40, 40)
    assert [word for word in (SCRIPT, b"PK\x03\x04", b"<html>") if word in bytes_of(picture)] == []


def test_file_has_a_name_that_nobody_chose(upload):
    upload("../../etc/Leena Meikäläinen <b>.jpg", drawings.picture())

    assert re.fullmatch(r"original_images/[0-9a-f]{16}\.jpg", Picture.objects.get().file.name)


def test_content_decides_what_the_file_is_called(upload):
    upload("talo.html", drawings.picture("WEBP"))

    assert Picture.objects.get().file.name.endswith(".webp")


@pytest.mark.parametrize(("name", "content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_good_is_refused_in_words_and_not_kept(upload, name, content, words):
    before = what_is_kept()

    response = upload(name, content)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert what_is_kept() == before


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [8_000, 16_000])
def test_picture_that_unfolds_into_too_many_pixels_is_refused_unopened(upload, side):
    bomb, before = drawings.bomb(side), what_is_kept()

    response = upload("talo.png", bomb)

    assert len(bomb) < 100_000
    assert "too many pixels" in response.content.decode()
    assert what_is_kept() == before


def test_file_that_is_too_large_is_refused_unopened(upload):
    before = what_is_kept()

    response = upload("talo.jpg", drawings.picture() + bytes(50 * 1024 * 1024))

    assert "too large: 50.0" in response.content.decode()
    assert what_is_kept() == before


def test_new_file_takes_the_place_of_the_old_one(admin):
    picture = stored(drawings.picture("PNG"))
    old = {picture.file.name, *(each.file.name for kind in picture.widths().values() for each in kind)}

    change(admin, SimpleUploadedFile("uusi.jpg", drawings.picture(colour=(0, 0, 200))))

    changed = Picture.objects.get()
    assert colour_of(changed) == (0, 0, 200)
    assert changed.file.name not in old
    assert not {each.file.name for each in changed.renditions.all()} & old


def test_picture_made_in_code_is_drawn_anew_too(db):
    picture = stored(drawings.phone_photo(size=(3000, 200)))

    assert b"Salainen" not in bytes_of(picture)
    assert (picture.width, picture.height) == opened(picture).size == (171, LONGEST_SIDE)
    assert Picture.objects.filter(width=171, height=LONGEST_SIDE).exists()


def test_what_is_no_picture_is_refused_in_code_too(db):
    with pytest.raises(ValidationError):
        redraw(ContentFile(SVG, name="talo.png"))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_beginning_is_kept(kind, admin):
    add(admin, SimpleUploadedFile("talo.png", drawings.film(kind)))

    picture = Picture.objects.get()
    assert colour_of(picture)[0] >= 250
    assert getattr(opened(picture), "n_frames", 1) == 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_is_kept(kind):
    picture = stored(drawings.picture(kind, mode="RGBA", colour=(200, 40, 40, 0)))

    assert opened(picture).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("content", "colour"),
    [
        (drawings.picture(mode="CMYK", colour=(0, 255, 255, 0)), (250, 0, 0)),
        (drawings.picture(mode="L", colour=100), (100, 100, 100)),
        (drawings.picture("PNG", mode="I;16", colour=100 * 256), (100, 100, 100)),
        (drawings.picture("PNG", mode="1", colour=1), (260, 260, 260)),
        (drawings.blue_that_means_red(), (250, 0, 0)),
    ],
    ids=["print", "grey", "sixteen bits", "black and white", "own profile"],
)
def test_colours_are_those_of_the_screen(content, colour):
    picture = stored(content)

    assert opened(picture).mode == "RGB"
    assert colour_of(picture) == pytest.approx(colour, abs=10)
    assert "icc_profile" not in opened(picture).info


def test_form_asks_for_a_name_and_a_file_only(admin):
    form = admin.get(reverse("wagtailimages:add")).context["form"]

    assert [field.name for field in form.visible_fields()] == ["title", "file"]
    assert form["file"].field.widget.attrs["accept"] == "image/jpeg,image/png,image/webp"
