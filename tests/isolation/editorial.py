"""The editorial part of the world: pages in every state, pictures and files."""

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.models import Page, UploadedFile

from directory.models import Picture
from directory.translation_states import Edit
from pages.models import ArticlePage, GuidesPage
from tests.directory import drawings
from tests.isolation.words import word_of
from tests.pages.trees import block, guides_page


def make_picture() -> Picture:
    file = ContentFile(drawings.picture(), name=f"{word_of('name of a picture file')}.jpg")
    picture = Picture.objects.create(title=word_of("title of a picture"), file=file)
    picture.widths()
    return picture


def make_pages() -> dict[str, Page]:
    guides = guides_page()
    body = [block("text", text={"fi": f"<p>{word_of('page')}</p>"})]
    page = _article(guides, "page", body)
    waiting = _article(guides, "waiting-page", body)
    edited = waiting.get_latest_revision_as_object()
    edited.heading_fi = edited.introduction_fi = word_of("waiting edit of a page")
    edited.save_revision()
    taken_back = _article(guides, word_of("page taken back"), body, heading_fi=word_of("page taken back"))
    taken_back.unpublish()
    hidden = block("text", text={"fi": f"<p>{word_of('draft page')}</p>"})
    begun = _article(
        guides, word_of("draft page"), [hidden], is_public=False, heading_fi=word_of("draft page")
    )
    return {"guides": guides, "page": page, "waiting_page": waiting, "draft_page": begun}


def _article(guides: GuidesPage, slug: str, body: list, *, is_public: bool = True, **fields) -> ArticlePage:
    page = ArticlePage(slug=slug, live=False, **{"heading_fi": f"Artikkeli {word_of('page')}"} | fields)
    page.body = page.body.stream_block.to_python(body)
    page.edit = Edit(how="checked")
    guides.add_child(instance=page)
    revision = page.save_revision()
    if is_public:
        revision.publish()
    return ArticlePage.objects.get(pk=page.pk)


def make_upload(user) -> UploadedFile:
    return UploadedFile.objects.create(
        file=make_file("upload.jpg"),
        uploaded_by_user=user,
        for_content_type=ContentType.objects.get_for_model(Picture),
    )


def make_file(name: str) -> ContentFile:
    return ContentFile(drawings.picture(), name=name)
