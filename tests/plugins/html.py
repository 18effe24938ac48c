"""The Nu HTML checker, started once for the whole run and asked for every page: `valid_html(text)`."""

from collections.abc import Callable, Iterator

import pytest

from judges import nu
from judges.verdicts import CannotJudgeError
from tests.plugins.floor import missing


@pytest.fixture(scope="session")
def html_checker() -> Iterator[nu.Checker]:
    """The running checker; the one that needs no Node, so that every machine has the same."""
    try:
        with nu.running(newest=False) as checker:
            yield checker
    except CannotJudgeError as error:
        missing(str(error))


@pytest.fixture
def valid_html(html_checker) -> Callable[[str], None]:
    """Fail with the mistakes of a page, if it has any: `valid_html(response.text)`."""

    def check(text: str) -> None:
        __tracebackhide__ = True
        problems = html_checker.mistakes(text.encode())
        assert not problems, "\n".join(problems)

    return check
