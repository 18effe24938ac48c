"""Pages with a form of somebody's own: no cache has them, and browsers tell where a form comes from.

Told nothing, as pages of trays are, older browsers would send `Origin: null`, and no form would be taken.
"""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
