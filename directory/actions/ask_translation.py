"""A partner asks the language checkers for its public listing in a language."""

from directory.actions.errors import NotLive
from directory.actions.rows import changing, require
from directory.models import Service, TranslationRequest
from directory.permissions import can_edit_listing


def ask_translation(service: Service, language: str, user) -> Service:
    """Put a public listing on the list of who checks a language. Again changes nothing. Raises NotLive."""
    with changing(service, user) as row:
        require(can_edit_listing(user, row) and language != row.original_language)
        if not row.live:
            raise NotLive
        TranslationRequest.objects.get_or_create(
            service=row, language_code=language, defaults={"asked_by_id": row.organization_id}
        )
    return row
