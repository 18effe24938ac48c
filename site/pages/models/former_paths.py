"""Old addresses of pages that were renamed or moved."""

from django.db import models
from wagtail.models import Page


class FormerPath(models.Model):
    """A path, beneath the language, that led to a page once. The newest page that had it wins."""

    path = models.CharField(max_length=500, unique=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="former_paths")

    def __str__(self) -> str:
        return self.path
