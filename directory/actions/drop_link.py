"""Take a link that leads nowhere out of a listing, at once."""

from wagtail.log_actions import log

from directory.actions.beside_edits import tell_edits
from directory.actions.errors import NotLive
from directory.actions.rows import changing, require
from directory.models import Service
from directory.permissions import can_moderate
from directory.signals import listing_changed
from directory.translation_states import carry_over, text_digests


def drop_link(service: Service, url: str, user) -> Service:
    """Take an address out of the public listing and of edits that wait. No translation becomes outdated.

    Raises NotLive for a listing that isn't public.
    """
    with changing(service, user) as row:
        require(can_moderate(user))
        if not row.live:
            raise NotLive
        _drop(row, url)
        Service.objects.filter(pk=row.pk).update(url=row.url)
        row.urls.commit()
        row.translation_states.commit()
        tell_edits(row, lambda edit: _drop(edit, url), ("url", "urls", "translation_states"), user)
        log(row, "directory.drop_link", data={"url": url})
        listing_changed.send(sender=Service, service_id=row.pk)
    return row


def _drop(version: Service, url: str) -> None:
    before = text_digests(version)
    if version.url == url:
        version.url = ""
    version.urls.set([each for each in version.urls.all() if each.url != url])
    version.translation_states.set(
        carry_over(version.translation_states.all(), before, text_digests(version))
    )
