"""How often a tray may be tried or made from one place."""

from guarding.limits import Limit

#: Addresses of trays that there are not
GUESSES = Limit(30, 600)
#: Calendars of trays that are gone: telephones go on asking for them, and nobody is to be locked out by that
GONE_CALENDARS = Limit(30, 600)
#: Trays made
MADE = Limit(60, 3600)
