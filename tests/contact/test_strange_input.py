"""Whatever is sent to the forms of help: no answer is an error of ours, and nothing strange is kept."""

import pytest

from contact.models import HelpRequest
from tests.contact.conftest import FROM_HERE, PHONE
from tests.test_strange_input import STRANGE

FIELDS = (
    *("topics", "words", "is_young", "area", "phone", "may_leave_message", "best_time", "email"),
    *("language", "wants_interpreter", "services", "key", "seen", "opened", "homepage"),
)


@pytest.mark.parametrize("value", [*STRANGE.values(), "a" * 100_000], ids=[*STRANGE, "longest"])
def test_help_form_reads_strange_values(family, value):
    everywhere = family.post(dict.fromkeys(FIELDS, value))
    one_by_one = [family.post(family.fill_in() | {name: value, "homepage": ""}) for name in FIELDS[:-1]]

    begun = family.post({"begin": value, "along": value, "seen": value})

    assert {answer.status_code for answer in (everywhere, *one_by_one, begun)} <= {200, 302, 429}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"words=%FF%FE&phone=040+123+4567", "application/x-www-form-urlencoded"),
        (b"words=\xff\xfe\x00", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b'{"words": 1}', "application/json"),
        (b"", ""),
    ],
)
def test_help_form_in_a_wrong_encoding_is_no_error(family, body, kind):
    answer = family.client.generic("POST", "/fi/help/", body, content_type=kind, headers=FROM_HERE)

    assert answer.status_code < 500
    assert not HelpRequest.objects.exists()


def test_markup_is_shown_as_text_to_the_receiver(family, receiver_of, unit):
    family.send(words='<script>alert(1)</script><b id="x">', phone=PHONE)
    colleague, request = receiver_of(unit), HelpRequest.objects.get()

    colleague.do("open", request)

    page = colleague.page(request)
    assert "<script>alert(1)" in page.text
    assert page.all("#x") == []


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
def test_acts_of_receivers_read_strange_values(family, receiver_of, unit, value):
    family.send()
    colleague, request = receiver_of(unit), HelpRequest.objects.get()

    answers = [
        colleague.do(act, request, **{"unit": value, "reason": value, f"{act}-note": value})
        for act in ("open", "pass-on", "answer", "close")
    ]

    assert {answer.status_code for answer in answers} <= {302, 400}
