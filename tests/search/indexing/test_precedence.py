"""What may wait gives way to changes, and not for good."""

import threading

from search.indexing.precedence import Precedence

LONG, SHORT = 20, 0.05


def test_what_may_wait_goes_on_once_nobody_is_ahead():
    precedence, order = Precedence(), []

    def wait() -> None:
        precedence.give_way(LONG)
        order.append("waited")

    waiting = threading.Thread(target=wait)
    with precedence.ahead():
        with precedence.ahead():
            waiting.start()
        waiting.join(SHORT)
        order.append("changes")
    waiting.join(LONG)

    assert order == ["changes", "waited"]


def test_it_waits_no_longer_than_it_is_told_to():
    precedence = Precedence()

    with precedence.ahead():
        precedence.give_way(SHORT)

    precedence.give_way(LONG)
