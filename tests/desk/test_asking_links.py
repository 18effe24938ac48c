"""A link is asked politely, and nobody gets into the city's own network by it."""

import ipaddress
import ssl
import threading

import pytest

from desk.links.addresses import ForbiddenError, checked, is_public, resolve
from desk.links.asking import Answer, Rules, ask
from desk.links.manners import Manners
from desk.links.reasons import Reason
from tests.desk.web import Website, certificate, website


def everywhere(_address) -> bool:
    return True


@pytest.fixture(scope="module")
def site():
    with website() as found:
        yield found


@pytest.fixture
def rules(site) -> Rules:
    """Those of the product, but that this machine and its ports may be asked."""
    return rules_for(site)


def rules_for(*sites: Website, **more) -> Rules:
    ports = frozenset(site.port for site in sites)
    return Rules(
        **{"user_agent": "Tarjotin test", "is_allowed": everywhere, "ports": ports, "patience": 1} | more
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/", None),
        ("/ä ö?q=å#part", None),
        ("/no-head", None),
        ("/head-is-404", None),
        ("/403", None),
        ("/429", None),
        ("/404", Reason.GONE),
        ("/410", Reason.GONE),
        ("/500", Reason.ERROR),
        ("/slow", Reason.SLOW),
        ("/to?/404", Reason.GONE),
        ("/to?/", None),
        ("/to?file:///etc/passwd", Reason.FORBIDDEN),
        ("/to?/to?/to?/to?/to?/", None),
        ("/to?/to?/to?/to?/to?/to?/", Reason.REDIRECTS),
        ("/large", None),
    ],
)
def test_a_page_is_there_or_says_why_not(site, rules, path, reason):
    assert ask(site.url(path), rules).reason == reason


def test_head_is_asked_first_with_our_name_and_no_more_than_needed(site, rules):
    before = len(site.asked)

    ask(site.url("/once"), rules)

    assert site.asked[before:] == ["HEAD /once"]
    assert "Tarjotin test" in site.agents


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://no-such-host.invalid/", Reason.NO_SERVER),
        ("http://" + "a" * 300 + ".fi/", Reason.NO_SERVER),
        ("http://[::1/", Reason.NO_ANSWER),
        ("http:///nothing", Reason.FORBIDDEN),
        ("ftp://example.org/", Reason.FORBIDDEN),
        ("javascript:alert(1)", Reason.FORBIDDEN),
        ("http://example.org:22/", Reason.FORBIDDEN),
        ("http://example.org:99999/", Reason.NO_ANSWER),
    ],
)
def test_what_is_no_address_of_a_page_is_never_an_error_of_ours(url, reason):
    assert ask(url, Rules(user_agent="x")).reason == reason


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "0.0.0.0"),
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "168.63.129.16"),
        *("[fe80::1]", "[fd00:ec2::254]", "[fec0::1]", "224.0.0.1", "255.255.255.255", "[ff02::1]"),
    ],
)
def test_the_own_network_is_out_of_reach_in_every_spelling(site, host):
    """The site listens there, and would answer."""
    before = len(site.asked)
    rules = Rules(user_agent="x", ports=frozenset({site.port}), patience=1)

    assert ask(f"http://{host}:{site.port}/", rules).reason in (Reason.FORBIDDEN, Reason.NO_SERVER)
    assert len(site.asked) == before


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_what_is_everybodys_may_be_asked(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("where", ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"])
def test_redirect_leads_into_the_own_network_no_more_than_a_link(where):
    """The first website may be asked, the second one not: each step is looked at anew."""
    with website(address="127.0.0.2") as outside, website() as inside:
        rules = rules_for(outside, inside, is_allowed=lambda address: str(address) == "127.0.0.2")

        answer = ask(outside.url(f"/to?http://{where}:{inside.port}/", host="127.0.0.2"), rules)

        assert (answer.reason, inside.asked) == (Reason.FORBIDDEN, [])
        assert outside.asked


def test_name_is_asked_for_its_address_once_and_that_one_is_connected_to(site):
    """A name that leads elsewhere the second time (DNS rebinding) leads nowhere."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    rules = rules_for(site, resolve=lambda *_name: next(answers))

    assert ask(site.url("/", host="rebinding.example"), rules) == Answer(None, 200)
    assert next(answers) == ["127.0.0.2"]
    assert site.hosts[-1] == f"rebinding.example:{site.port}"


def test_name_with_one_address_outside_and_one_inside_is_refused():
    with pytest.raises(ForbiddenError):
        checked(["8.8.8.8", "10.0.0.1"], is_public)


def test_second_address_is_taken_where_the_first_does_not_answer(site):
    rules = rules_for(site, resolve=lambda *_name: ["127.0.0.9", "127.0.0.1"])

    assert ask(site.url("/", host="two.example"), rules).reason is None


def test_certificate_is_checked_by_the_name_although_an_address_is_connected_to(tmp_path):
    public, context = certificate(tmp_path, "right.example")
    with website(context=context) as site:
        trust = ssl.create_default_context(cafile=public)
        here = {"resolve": lambda *_name: ["127.0.0.1"]}

        right = ask(site.url(host="right.example", scheme="https"), rules_for(site, trust=trust, **here))
        wrong = ask(site.url(host="wrong.example", scheme="https"), rules_for(site, trust=trust, **here))
        unknown = ask(site.url(host="right.example", scheme="https"), rules_for(site, **here))

    assert (right.reason, wrong.reason, unknown.reason) == (None, Reason.CERTIFICATE, Reason.CERTIFICATE)


def test_answer_that_never_ends_ends_at_the_deadline(site):
    assert ask(site.url("/drip"), rules_for(site, deadline=0.5)).reason == Reason.SLOW


def test_spellings_of_numbers_are_what_a_socket_would_use():
    assert resolve("2130706433", 80) == ["127.0.0.1"]


def test_a_website_gets_one_request_at_a_time_with_a_pause():
    waited = []
    manners = Manners(5, clock=lambda: 0, sleep=waited.append)
    order = []

    def go(name):
        with manners.turn("a.example"):
            order.append(f"{name} in")
            order.append(f"{name} out")

    threads = [threading.Thread(target=go, args=[name]) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [entry.split()[1] for entry in order] == ["in", "out"] * 3
    assert waited == [0, 5, 5]
    with manners.turn("b.example"):
        assert waited[-1] == 0
