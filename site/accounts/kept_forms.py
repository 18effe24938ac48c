"""A form that was sent after its sign-in had expired: sealed in the session, and shown again filled.

Nobody but its sender sends it: after signing in she finds the page with what she had written, and its button.
The form says who wrote it: whoever else signs in next on the same device, a colleague too, is not shown it.
Files cannot be kept, and secrets are not.
"""

import json
from collections.abc import Callable
from functools import wraps

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac

from guarding.limits import Limit
from guarding.sealing import derived_key

IN_SESSION = "accounts_kept_form"
#: Seconds in which somebody signs in: a code by mail takes a while
KEPT_FOR = 60 * 60
#: Bytes: a whole listing in any script is smaller
LARGEST = 64 * 1024
#: Who is not signed in fills no table with what she sends
KEPT = Limit(30, 3600)
#: The field that carries `writer_mark`
WRITER = "writer"
LEFT_OUT = frozenset({WRITER, "csrfmiddlewaretoken", "password", "code", "credential", "token"})


def signed_in(view: Callable) -> Callable:
    """A view for whoever is signed in. Others are asked to be, and what they sent is kept meanwhile."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            keep(request)
        return redirect_to_login(request.get_full_path())

    return guarded


def writer_mark(user) -> str:
    """A person as her forms and her device name her: it tells nobody who she is."""
    return salted_hmac("accounts.kept_forms", str(user.pk), algorithm="sha256").hexdigest()[:24]


def keep(request: HttpRequest) -> None:
    """Put what was sent aside for its sender, who has something else to do first."""
    fields = [(name, values) for name, values in request.POST.lists() if name not in LEFT_OUT]
    is_known = request.user.is_authenticated
    writer = writer_mark(request.user) if is_known else request.POST.get(WRITER, "")
    kept = {"address": request.get_full_path(), "fields": fields, WRITER: writer}
    content = json.dumps(kept, ensure_ascii=False).encode()
    if fields and len(content) <= LARGEST and KEPT.allows(request):
        request.session[IN_SESSION] = _seal().encrypt(content).decode()


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: what was sent, or on the first page after signing in what was kept.

    Only what was sent is ever saved: a view asks for the method before it does.
    """
    if request.method == "POST":
        return request.POST
    if request.method == "GET" and not hasattr(request, "kept_form"):
        request.kept_form = taken(request, request.get_full_path())
    return getattr(request, "kept_form", None)


def address_of_kept(request: HttpRequest) -> str:
    """Where a kept form waits, or empty."""
    kept = _opened(request)
    return kept["address"] if kept else ""


def taken(request: HttpRequest, address: str) -> QueryDict | None:
    """The form that was sent to an address: once, so that it does not come back again and again."""
    kept = _opened(request)
    if kept is None or kept["address"] != address:
        return None
    del request.session[IN_SESSION]
    data = QueryDict(mutable=True)
    for name, values in kept["fields"]:
        data.setlist(name, values)
    return data


def _opened(request: HttpRequest) -> dict | None:
    """What was kept, for its writer alone."""
    try:
        kept = json.loads(_seal().decrypt(request.session.get(IN_SESSION, ""), ttl=KEPT_FOR))
    except InvalidToken:
        return None
    is_hers = constant_time_compare(kept.get(WRITER, ""), writer_mark(request.user))
    return kept if is_hers else None


def _seal() -> Fernet:
    return Fernet(derived_key(settings.SECRET_KEY, b"kept forms"))
