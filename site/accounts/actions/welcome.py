"""Welcome the applicant when her organisation is admitted, wherever that was done."""

from accounts.actions.decide import welcome_applicant
from accounts.models import Application
from directory.choices import Standing
from directory.models import Organization


def welcome(organization: Organization, before: str, user, **_kwargs) -> None:
    """Accept the application that an organisation began with. Claims are decided one by one.

    Signal: standing_changed.
    """
    if before != Standing.APPLIED or organization.standing != Standing.ADMITTED:
        return
    waiting = (
        Application.objects.waiting().select_for_update().filter(organization=organization, is_claim=False)
    )
    for application in waiting:
        welcome_applicant(application, user)
