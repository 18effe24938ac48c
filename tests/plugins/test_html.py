"""The HTML checker knows today's HTML and lets no mistake pass."""

import pytest

FRAME = '<!doctype html><html lang="fi"><head><title>x</title></head><body>{}</body></html>'


def test_page_of_todays_html_is_valid(valid_html):
    search = '<search><form><input enterkeyhint="search" name="q" aria-label="q"></form></search>'
    more = '<p popover inert>x</p><details name="one"><summary>x</summary></details>'

    valid_html(FRAME.format(search + more))


@pytest.mark.parametrize(
    "body", ["<p><div></div></p>", "<search><ul><p>x</p></ul></search>", "<img src='x'>"]
)
def test_mistake_is_named_with_its_line(html_checker, body):
    found = html_checker.mistakes(FRAME.format(body).encode())

    assert found
    assert found[0].startswith("line 1: ")


def test_invalid_page_fails_its_test(valid_html):
    with pytest.raises(AssertionError, match="Duplicate ID"):
        valid_html(FRAME.format('<p id="a"></p><p id="a"></p>'))
