"""Which languages are spoken at an organisation's public listings: gathered by the worker, read by pages."""

from django.db import models

from directory.models.organizations import Organization


class SpokenLanguages(models.Model):
    """Codes of the languages of one organisation's public listings and of their sessions to come."""

    organization = models.OneToOneField(
        Organization, on_delete=models.CASCADE, related_name="spoken_languages", primary_key=True
    )
    codes = models.JSONField()

    def __str__(self) -> str:
        return f"{self.organization_id}: {', '.join(self.codes)}"
