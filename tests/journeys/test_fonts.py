"""Every script is drawn whole, in one font that is its own, with room for its marks."""

import pytest

from tests.plugins.floor import missing

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: A sentence or the rarer letters of each language
TEXTS = {
    "fi": "Älä ylitä ääntä: 12 pyöreää",
    "vi": "Nghệ thuật, sức khỏe 24 giờ: Ẫ Ệ Ỗ Ữ ẵ ỷ",
    "ru": "Объём, щенок, 12 дней",
    "uk": "Ґанок, їжа, єдність, 12 днів",
    "ar": "أهلًا بكم، لا موعد",
    "fa": "پژواک، گچ، چای، یک",
    "ckb": "ڕێگا، دڵ، ڤیان، ئۆتۆمبێل، هەژار",
    "zh-Hans": "您可以带孩子来，免费参加。",
}
ARABIC = ("ar", "fa", "ckb")
#: Adds a paragraph in a language to the page
PROBE = """([language, text]) => {
  const probe = document.createElement("p");
  Object.assign(probe, { id: "probe", lang: language, textContent: text });
  document.querySelector("main").append(probe);
}"""
#: The letters of a text that look like one no font has
NOT_DRAWN = """([language, text]) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 60, lang: language });
  document.querySelector("main").append(canvas);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const family = getComputedStyle(document.querySelector("#probe")).fontFamily;
  const drawn = (letter) => {
    pen.clearRect(0, 0, 60, 60);
    pen.font = `32px ${family}`;
    pen.fillText(letter, 8, 40);
    return pen.getImageData(0, 0, 60, 60).data.join();
  };
  const none = drawn("\\u0378");
  return [...text].filter((letter) => letter.trim() && drawn(letter) === none);
}"""
#: How far the heading's tallest and deepest letters reach, and the height of its line, in pixels
LINE = """(text) => {
  const style = getComputedStyle(document.querySelector("h1"));
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const ink = pen.measureText(text);
  return [ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent, parseFloat(style.lineHeight)];
}"""
#: The first and last letter of every line of the probe, at many widths
LINE_ENDS = """() => {
  const probe = document.querySelector("#probe"), text = probe.firstChild, ends = [];
  const top = (at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().top;
  };
  for (let width = 60; width < 400; width += 7) {
    probe.style.width = `${width}px`;
    for (let at = 1; at < text.length; at++) {
      if (top(at) > top(at - 1) + 5) ends.push(text.data[at - 1] + text.data[at]);
    }
  }
  return ends;
}"""


@pytest.fixture
def fonts_of(browser_page):
    """The fonts that Chromium really draws an element with, and how many glyphs with each."""

    def fonts(selector: str) -> dict[str, float]:
        session = browser_page.context.new_cdp_session(browser_page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        return {font["familyName"]: font["glyphCount"] for font in used}

    return fonts


@pytest.fixture
def show(browser_page):
    """A paragraph in one language on the help page in another: `show("ckb", on="fi")`."""

    def show(language: str, *, on: str, text: str = "") -> None:
        browser_page.goto(f"/{on.lower()}/help/")
        browser_page.evaluate(PROBE, [language, text or TEXTS[language]])
        if browser_page.evaluate(NOT_DRAWN, [language, TEXTS[language]]) and language in (*ARABIC, "zh-Hans"):
            missing(f"no font for {language}")

    return show


@pytest.mark.parametrize("language", TEXTS)
def test_every_letter_of_a_language_is_drawn_and_in_one_font(browser_page, fonts_of, show, language):
    show(language, on=language)

    assert browser_page.evaluate(NOT_DRAWN, [language, TEXTS[language]]) == []
    assert len(fonts_of("#probe")) == 1
    assert len(fonts_of("h1")) == 1


@pytest.mark.parametrize(
    ("language", "on"), [("ar", "fi"), ("ckb", "zh-Hans"), ("vi", "ar"), ("fi", "zh-Hans")]
)
def test_text_in_another_language_has_the_font_of_its_own(fonts_of, show, language, on):
    show(language, on=language)
    at_home = fonts_of("#probe")

    show(language, on=on)

    assert fonts_of("#probe") == at_home


@pytest.mark.parametrize("language", ARABIC)
def test_arabic_script_is_a_step_larger_and_never_spaced_out(browser_page, language):
    sizes = []

    for each in ("fi", language):
        browser_page.goto(f"/{each}/help/")
        sizes.append(browser_page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))

    assert sizes == [18, 20]
    assert browser_page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") in (
        "normal",
        "0px",
    )


@pytest.mark.parametrize(("language", "letters"), [("vi", "ẾẶỖỮgọựệ"), ("ru", "ЁЙДЩ"), ("fi", "ÄÖÅjgp")])
def test_lines_of_a_heading_leave_room_for_marks_above_and_below(browser_page, language, letters):
    browser_page.goto(f"/{language}/help/")

    ink, line = browser_page.evaluate(LINE, letters)

    assert 0 < ink <= line


def test_chinese_lines_begin_and_end_as_they_should(browser_page, show):
    text = (
        "您可以（免费）参加，不需要预约。服务时间：10–12点；请带孩子一起来！"
        "“家庭咖啡馆”欢迎您，我们说中文、英语……"
    )
    show("zh-Hans", on="zh-hans", text=text)

    ends = browser_page.evaluate(LINE_ENDS)

    assert len(ends) > 100
    assert [end for end in ends if end[1] in "，。）：；！”、…" or end[0] in "（“"] == []
