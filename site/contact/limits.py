"""How often requests may be sent, and codes tried, from one place."""

from guarding.limits import Limit

#: A family centre with one address on the internet may help many families in an hour
SENT = Limit(20, 600)
#: Codes of nobody
GUESSES = Limit(30, 600)
