"""Without a proxy in front, the site serves what was made of pictures for its pages, and nothing else."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from directory.models import Picture
from tests.directory.drawings import picture as drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    picture = Picture(title="Talo", file=ContentFile(drawing("PNG", size=(2000, 1000)), name="talo.png"))
    picture.save()
    return picture


@pytest.mark.parametrize(("kind", "content_type"), [("webp", "image/webp"), ("jpeg", "image/jpeg")])
def test_picture_of_a_page_is_served_for_good_and_can_do_nothing(client, picture, kind, content_type):
    address = picture.widths()[kind][0].url
    with default_storage.open(address.removeprefix("/media/")) as file:
        content = file.read()
        file.seek(0)  # a storage in memory gives the same file again

    response = client.get(address, headers={"accept-encoding": "gzip, br"})

    assert b"".join(response) == content
    assert response.headers["Content-Type"] == content_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert "immutable" in response.headers["Cache-Control"]
    assert "Content-Encoding" not in response.headers
    assert not response.cookies


def test_picture_as_it_was_uploaded_is_not_served(client, picture):
    assert picture.file.url.startswith("/media/original_images/")
    assert client.get(picture.file.url).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "../original_images/{}",
        "..%2foriginal_images%2f{}",
        "%2e%2e/original_images/{}",
        "..\\original_images\\{}",
        "x/../../original_images/{}",
        "/{}",
        "none.jpg",
        ".jpg",
        "../../tarjotin.sqlite3",
        "page.html",
        "drawing.svg",
        "x.jpg%0a",
        "x.jpg%00.html",
        "{}.jpg" * 100,
    ],
)
def test_no_other_file_is_served(client, picture, name):
    for beside in ("images/page.html", "images/drawing.svg"):
        default_storage.delete(beside)
        default_storage.save(beside, ContentFile(b"<script>alert(1)</script>"))
    original = picture.file.name.rpartition("/")[2]

    response = client.get(f"/media/images/{name.format(*[original] * 100)}")

    assert response.status_code == 404


def test_documents_have_no_address(client):
    default_storage.delete("documents/paper.pdf")
    default_storage.save("documents/paper.pdf", ContentFile(b"%PDF-1.7"))

    assert client.get("/media/documents/paper.pdf").status_code == 404
    assert client.get("/documents/1/paper.pdf").status_code == 404
