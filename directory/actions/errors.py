"""Why a change was refused, in words for the person who asked for it."""

# ruff: noqa: N818 - they are answers and read as such: Conflict, NotInReview

from django.utils.translation import gettext_lazy as _


class ListingError(Exception):
    """A change that a state does not allow. As `str()` it speaks to the person who asked."""

    message = _("This can't be done now.")

    def __str__(self) -> str:
        return str(self.message)


class Conflict(ListingError):
    """The listing was saved since the person opened it, by others or in another window (DESIGN, trap 10).

    Carries both versions.
    """

    message = _("This listing has changed meanwhile. Look at it again.")

    def __init__(self, *, mine, theirs):
        super().__init__()
        self.mine = mine
        self.theirs = theirs


class ReasonMissing(ListingError):
    message = _("Write the reason.")


class NotKnown(ListingError):
    message = _("An organisation without a business id is admitted when another one vouches for it.")


class WasMerged(ListingError):
    message = _("It was merged into another organisation. That cannot be undone.")


class HasEnded(ListingError):
    message = _("One of the two organisations has ended meanwhile. Nothing was changed.")


class NotAnother(ListingError):
    message = _("Choose another organisation.")


class NotAnotherListing(ListingError):
    message = _("Choose another listing.")


class LastOwner(ListingError):
    message = _("An organisation needs an owner. Hand it over to somebody first.")


class CommentMissing(ListingError):
    message = _("Write what should change.")


class NotInReview(ListingError):
    message = _("This listing does not wait for review.")


class AlreadyInReview(ListingError):
    message = _("This listing waits for review already.")


class NotLive(ListingError):
    message = _("This listing is not public.")


class NoSuchSession(ListingError):
    message = _("There is no session on this day.")


class RoleNotGiven(ListingError):
    message = _("The organisation has not been given this role.")


class TextsChanged(ListingError):
    message = _("The texts have changed meanwhile. Look at them again.")


class NotBetweenThese(ListingError):
    message = _("Choose a unit of the city and another organisation that have not ended.")


class AgreedAlready(ListingError):
    message = _("These two have a partnership of this kind in these days already. Change that one.")


class PartnershipChanged(ListingError):
    """Somebody saved the partnership since the person opened it. Carries the row as it is now."""

    message = _("Somebody else has changed this partnership meanwhile.")

    def __init__(self, theirs):
        super().__init__()
        self.theirs = theirs


class MemberAlready(ListingError):
    message = _("This organisation is a member already.")


class NoRoomThere(ListingError):
    """A listing would go public with a session in a room that its organisation may not use any more."""

    message = _("You may not meet at %(place)s any more. Choose another place.")

    def __init__(self, place):
        super().__init__()
        self.place = place

    def __str__(self) -> str:
        return str(self.message) % {"place": self.place}


class NotWithdrawn(ListingError):
    message = _("This listing was not withdrawn.")


class WithdrawnByOthers(ListingError):
    message = _("The city has withdrawn this listing. Ask a coordinator.")
