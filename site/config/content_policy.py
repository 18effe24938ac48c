"""Which Content-Security-Policy an answer has: the public one, Wagtail's admin's, or a preview's."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.addresses import is_of_admin


class ContentPolicyMiddleware(CSPMiddleware):
    """Adds the policy to the header. docs/decisions/0006 says what the admin's rests on."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponse, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if is_of_admin(request.path_info):
            parts.config = settings.ADMIN_CONTENT_POLICY
        elif getattr(request, "is_dummy", False):
            # A preview: Wagtail asks for the page inside its own answer, and shows it in a frame of the admin
            parts.replace = {"frame-ancestors": ["'self'"]}
        return parts
