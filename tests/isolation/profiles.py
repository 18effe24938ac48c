"""How a route answers each method: to those who may use it, and to those who may not."""

from collections.abc import Mapping, Set

from tests.isolation.asking import METHODS, Answer
from tests.isolation.people import STAFF, Person

#: What a method may be answered with
Profile = Mapping[str, Set[Answer]]

PAGE, SENT = {Answer.PAGE}, {Answer.PAGE, Answer.LED_ON, Answer.BAD}
NOT_ALLOWED = {Answer.NOT_ALLOWED}


def _profile(others: Set[Answer], **answers: Set[Answer]) -> Profile:
    """`others` is what all methods get that are not named."""
    return {method: answers.get(method.lower(), others) for method in METHODS}


#: A public page
PUBLIC = _profile(NOT_ALLOWED, get=PAGE, head=PAGE)
#: A form of ours that is opened and sent
FORM_OF_ALL = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, post=SENT)
#: A page with a form of its own, for whoever has its address
KEYED = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, post=SENT)
#: A page with a form that is taken from a page of ours alone
FORM_FROM_HERE = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, post={Answer.FORBIDDEN})
#: Nothing to look at; refused unless the browser says that it was sent from here
GUARDED = _profile(NOT_ALLOWED, post={Answer.FORBIDDEN})
#: A page of the admin
READ = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, options=PAGE)
#: A form that is opened and sent; PUT is Django's other word for sending it
FORM = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, options=PAGE, post=SENT, put=SENT | NOT_ALLOWED)
#: A question whether to delete. Wagtail takes the method of that name for the answer "yes"
DELETION = {**FORM, "DELETE": SENT}
#: Nothing to look at, only to be sent
POSTED = _profile(NOT_ALLOWED, options=PAGE | NOT_ALLOWED, post=SENT)
#: A view that does not look at the method unless it is POST
ANY = _profile(PAGE, post=SENT)
#: Leads to another page, whatever the method
LEADS_ON = _profile({Answer.LED_ON})
#: Drawn for a frame in the editor; what was typed is sent first and forgotten afterwards
PREVIEW = _profile(NOT_ALLOWED, get=PAGE, post=SENT, delete=PAGE)
#: Only looked at
SEEN = _profile(NOT_ALLOWED, get=PAGE)
#: Asked with a parameter, leads to what it names
FINDS = _profile(NOT_ALLOWED, get={Answer.LED_ON}, head={Answer.LED_ON}, options=PAGE)
#: Whoever is in already is led on
ENTRANCE = _profile(
    NOT_ALLOWED | {Answer.HOME, Answer.LED_ON},
    **dict.fromkeys(("get", "head", "post"), PAGE | {Answer.HOME, Answer.LED_ON}),
)
#: A step of signing in: nobody is in the middle of it
STEP = _profile({Answer.LOG_IN, Answer.HOME, Answer.LED_ON} | NOT_ALLOWED)
#: The same, and limited: everybody here comes from one address
LIMITED_STEP = _profile(
    {Answer.LOG_IN, Answer.HOME, Answer.LED_ON, Answer.TOO_OFTEN} | NOT_ALLOWED,
    options=PAGE | {Answer.HOME, Answer.LED_ON, Answer.TOO_OFTEN},
)
#: Leads to the sign-in page, whatever the method
TO_SIGN_IN = _profile({Answer.LOG_IN})
#: Asks whether it is still the same person, and signs her out
ONCE_MORE = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, post={Answer.LOG_IN})
#: The way out of the public side: nothing to ask of whoever is not in
WAY_OUT = _profile(NOT_ALLOWED, get=PAGE | {Answer.LED_ON}, head=PAGE | {Answer.LED_ON}, post={Answer.LED_ON})
#: A form for anybody
OPEN_FORM = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, post=SENT)
#: A link of a mail that is invented, or not the person's
CLOSED_LINK = _profile(NOT_ALLOWED, get={Answer.CLOSED}, head={Answer.CLOSED}, post={Answer.CLOSED})
#: The way out
EXIT = _profile(NOT_ALLOWED, options=PAGE, post={Answer.LOG_IN})
#: The first of several steps, left out where there is only one way to go
FIRST_STEP = {**FORM, "GET": SENT, "HEAD": SENT}
#: Asks, but does not do it
ASKS_ONLY = _profile(PAGE, post={Answer.HOME})
#: Leads back and says why, as long as something else needs the object
IN_USE = {
    **FORM,
    **{method: {Answer.LED_ON} for method in ("GET", "HEAD", "POST")},
    "PUT": {Answer.LED_ON} | NOT_ALLOWED,
}
#: What is done with many objects at once
BULK = {**FORM, "HEAD": NOT_ALLOWED}
#: Wagtail fails where a form lacks a field or says nonsense: an error, and nothing is changed
FAILS = {**FORM, "POST": SENT | {Answer.ERROR}}
#: Not there, for whoever asks
GONE = _profile({Answer.UNKNOWN})
#: Of no use without something that this site never has
NOWHERE = _profile({Answer.UNKNOWN, Answer.HOME} | NOT_ALLOWED, options=PAGE | {Answer.UNKNOWN} | NOT_ALLOWED)

#: There for the people of one partner only: to others who are signed in it never was
NEVER_WAS = _profile({Answer.UNKNOWN})
#: There for the people of one unit: to those of another one the object never was
OF_OTHER_UNIT = _profile(NOT_ALLOWED | {Answer.UNKNOWN})
#: A page of one partner, and a form of its
OF_PARTNER = _profile(NOT_ALLOWED, get=PAGE, head=PAGE)
FORM_OF_PARTNER = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, post=SENT)
#: Nothing to look at: whoever opens its address is led back
SENT_BY_PARTNER = _profile(NOT_ALLOWED, get={Answer.LED_ON}, head={Answer.LED_ON}, post=SENT)
#: Behind a button; whoever comes without having pressed it is led to its page
PRESSED_BY_PARTNER = _profile(NOT_ALLOWED, get={Answer.LED_ON}, head={Answer.LED_ON}, post={Answer.LED_ON})
#: The same, and of no use for what the partner has no part in
ANSWERED_BY_PARTNER = {**PRESSED_BY_PARTNER, "POST": {Answer.LED_ON, Answer.UNKNOWN}}
#: Read by all of a partner's people, sent by its owners
READ_BY_EDITORS = _profile(NOT_ALLOWED, get=PAGE, head=PAGE, post={Answer.FORBIDDEN})
#: Behind a button of owners; an editor does not even see which invitations there are
PRESSED_BY_OWNERS = {**PRESSED_BY_PARTNER, "POST": {Answer.FORBIDDEN, Answer.UNKNOWN}}
#: Leads those of one partner on, lets others choose
CHOOSER = _profile(NOT_ALLOWED, get=PAGE | {Answer.LED_ON}, head=PAGE | {Answer.LED_ON})

_SHUT = _profile({Answer.FORBIDDEN, Answer.LOG_IN} | NOT_ALLOWED)
_NOT_THEIRS = _profile(
    {Answer.HOME, Answer.FORBIDDEN, Answer.UNKNOWN} | NOT_ALLOWED,
    # The names of methods and nothing else
    options={Answer.HOME, Answer.FORBIDDEN, Answer.UNKNOWN, Answer.PAGE} | NOT_ALLOWED,
)


def refusal_of(person: Person) -> Profile:
    """What somebody gets who may not use a route: the log-in page, or for staff their first page."""
    return _NOT_THEIRS if person in STAFF else _SHUT
