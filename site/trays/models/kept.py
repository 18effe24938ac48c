"""Trays that somebody with an account wants to find again on any device. Nobody is tied to a tray unasked."""

from django.conf import settings
from django.db import models

from trays.models.trays import Tray


class KeptTray(models.Model):
    """A tie that its maker wants: gone when she unties it, with her account, or with the tray.

    The key for changing is sealed (trays.keeping): who sees the database opens no tray.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_trays")
    tray = models.ForeignKey(Tray, models.CASCADE, related_name="ties")
    sealed_key = models.BinaryField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "tray"], name="trays_kepttray_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.tray_id}"
