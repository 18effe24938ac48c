"""Files of ours that the admin loads."""

from django.templatetags.static import static
from django.utils.html import format_html


def admin_stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
