"""Where somebody goes on who has just signed in."""

from django.urls import NoReverseMatch, reverse

from accounts.duties import duties_of

#: The first of these routes that there is: the partners' workspace, else one's own account
OF_PARTNERS = ("workspace:chooser", "account")


def first_page(user) -> str:
    if user.has_perm("wagtailadmin.access_admin"):
        return reverse("wagtailadmin_home")
    of_duties = (duty.route for duty in duties_of(user))
    return next(filter(None, map(_address, (*of_duties, *OF_PARTNERS))))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
