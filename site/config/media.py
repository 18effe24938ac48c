"""Pictures of pages, where no proxy in front serves them: what was made for pages, and no other file."""

from django.http import FileResponse, Http404, HttpRequest
from django.urls import re_path
from django.views.decorators.http import require_safe
from wagtail.images.models import get_rendition_storage

TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
HEADERS = {
    # A changed picture has another name
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


@require_safe
def picture(_request: HttpRequest, name: str, ending: str) -> FileResponse:
    try:
        file = get_rendition_storage().open(f"images/{name}.{ending}")
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, content_type=TYPES[ending], headers=HEADERS)


urlpatterns = [
    # One folder deep, and nothing that could lead out of it
    re_path(rf"^images/(?P<name>[\w.-]{{1,80}})\.(?P<ending>{'|'.join(TYPES)})\Z", picture, name="picture"),
]
