"""Editorial pages: one page in all languages, written by the city's content editors."""

import uuid
from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Page

from directory.models.translated import TranslatedModel
from directory.models.translation_states import LanguageState
from directory.revision_content import to_load, to_store
from directory.translation_states import Edit, restate
from pages.blocks.body import body_block
from pages.blocks.walking import BlockText, texts_of
from pages.fields import BodyField
from pages.reading.page import PageReading


class EditorialPage(TranslatedModel, Page):
    """What every page of content has: heading, introduction and a body of blocks, in fifteen languages.

    `title` is the heading in the original language: the admin's name for the page, shown to no reader.
    """

    original_language = models.CharField(_("original language"), max_length=10, default="fi")
    heading = models.CharField(_("heading"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True, max_length=500)
    body = BodyField(body_block(), blank=True, verbose_name=_("content"))

    is_creatable = False
    #: Who may read a public page is not a matter of passwords here
    private_page_options: list = []
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]

    #: What the editor says about an edit; None: a person has checked what she changed
    edit: Edit | None = None
    #: What was typed in the form that saved it, by language
    new_texts: Mapping[str, str] = MappingProxyType({})

    @property
    def original_heading(self) -> str:
        return getattr(self, build_localized_fieldname("heading", self.original_language), "") or ""

    def full_clean(self, *args, **kwargs):
        self._name_itself()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._name_itself()
        super().minimal_clean()

    def _name_itself(self) -> None:
        """Title and address come from the heading; a heading without a Latin letter gives no address."""
        self.title = self.original_heading[:255] or self.title
        if not (self.slug or slugify(self.title)):
            self.slug = f"page-{uuid.uuid4().hex[:8]}"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"reading": PageReading(self, now=timezone.now())}

    @property
    def preview_modes(self):
        """One for each language that readers are offered."""
        return [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]

    @property
    def default_preview_mode(self):
        return self.original_language

    def serve_preview(self, request, mode_name):
        """The page as a reader of that language would see it."""
        code = mode_name if mode_name in dict(self.preview_modes) else settings.LANGUAGE_CODE
        with translation.override(code):
            return super().serve_preview(request, mode_name).render()

    def block_texts(self) -> list[BlockText]:
        """The texts of the body in all languages, for translation states and comparisons."""
        # Gives new blocks their ids, which the paths are made of
        self.body.get_prep_value()
        return list(texts_of(self.body.stream_block, self.body, ""))

    def save_revision(self, user=None, **kwargs):
        restate(self, self.edit or Edit(user=user))
        return super().save_revision(user=user, **kwargs)

    def serializable_data(self):
        return to_store(type(self), super().serializable_data())

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        content = to_load(cls, data)
        return content and super().from_serializable_data(content, check_fks=check_fks, strict_fks=strict_fks)


class PageTranslationState(LanguageState):
    """The texts of an editorial page in one language."""

    page = ParentalKey(EditorialPage, on_delete=models.CASCADE, related_name="translation_states")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language_code"], name="pages_pagetranslationstate_one_per_language"
            ),
            *LanguageState.Meta.constraints,
        ]
