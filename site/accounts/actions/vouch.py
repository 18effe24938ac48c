"""Answer for an organisation that named us: we know it, or we do not."""

from django.db import transaction
from django.utils import timezone

from accounts.errors import NotOpen
from accounts.models import Application
from directory.models import Organization


@transaction.atomic
def vouch(application: Application, *, knows_them: bool) -> Application:
    """Keep the first answer. Whether the organisation is admitted is the coordinator's to say.

    Raises NotOpen if it was answered or decided, or too long ago.
    """
    row = Application.objects.select_for_update().get(pk=application.pk)
    if not row.is_voucher_link_open:
        raise NotOpen
    row.voucher_answer, row.voucher_answered_at = knows_them, timezone.now()
    row.save(update_fields=["voucher_answer", "voucher_answered_at"])
    if knows_them:
        Organization.objects.filter(pk=row.organization_id).update(vouched_by=row.voucher_id)
    return row
