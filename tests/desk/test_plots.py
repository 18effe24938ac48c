"""Plots are in the order of their table, from where one begins to read, and say in words what they show."""

from bs4 import BeautifulSoup, Tag

from desk.plots import Bar, Column, bars, columns
from desk.plots.frame import Said

SAID = Said("Searches", "The most: Somali, 40.", "searches")
ROWS = [Bar("Somali", (40, 10), ("40", "10")), Bar("Arabic", (20, 30), ("20", "30"))]


def drawn(markup: str) -> Tag:
    return BeautifulSoup(markup, "html.parser").svg


def rects(plot: Tag, series: int = 1) -> list[tuple[float, float]]:
    """How far down each begins, and how long it is."""
    shapes = plot.select(f".plot__series--{series} rect")
    return [(float(shape["y"]), float(shape["width"])) for shape in shapes]


def test_bars_come_in_the_order_of_the_table_each_below_its_name():
    plot = drawn(bars(ROWS, SAID, is_rtl=False))

    names = [(text.text, float(text["y"])) for text in plot.select(".plot__name")]
    (first, first_length), (second, second_length) = rects(plot)
    (first_other, _), (second_other, _) = rects(plot, series=2)
    assert [name for name, _y in names] == ["Somali", "Arabic"]
    assert names[0][1] < first < first_other < names[1][1] < second < second_other < float(plot["height"])
    assert first_length == 2 * second_length


def test_plot_begins_where_one_begins_to_read():
    left, right = (drawn(bars(ROWS, SAID, is_rtl=is_rtl)) for is_rtl in (False, True))

    assert [left.select_one(f".plot__{part}")["x"] for part in ("name", "number")] == ["0", "100%"]
    assert [right.select_one(f".plot__{part}")["x"] for part in ("name", "number")] == ["100%", "0"]
    assert left.svg["x"] == "0"
    assert not left.select("[transform]")
    assert right.select_one(".plot__series--1")["transform"].startswith("matrix(-1 ")


def test_columns_stand_on_one_line_with_the_months_below():
    found = [Column(f"{month}/2026", month * 10) for month in range(1, 13)]

    plot = drawn(columns(found, SAID, is_rtl=False))

    shapes = plot.select("rect")
    feet = {round(float(shape["y"]) + float(shape["height"])) for shape in shapes}
    assert len(feet) == 1
    assert [float(shape["x"]) for shape in shapes] == sorted(float(shape["x"]) for shape in shapes)
    assert float(shapes[11]["height"]) == 12 * float(shapes[0]["height"])
    assert [text.text for text in plot.select("text") if "/" in text.text] == [
        "1/2026",
        "4/2026",
        "7/2026",
        "10/2026",
    ]


def test_plot_says_in_words_what_it_shows():
    plot = drawn(bars(ROWS, SAID, is_rtl=False))

    said = [plot.find(id=name).text for name in plot["aria-labelledby"].split()]
    assert plot["role"] == "img"
    assert said == ["Searches", "The most: Somali, 40."]


def test_names_of_others_cannot_break_out_of_a_plot():
    row = Bar('<script>alert("1")</script>' + "ä" * 10_000, (1,), ("1",))

    markup = bars([row], SAID, is_rtl=False)

    assert "<script" not in markup
    assert len(drawn(markup).select_one(".plot__name").text) < 50
    assert "style=" not in markup


def test_nothing_but_zeros_is_drawn_too():
    plot = drawn(bars([Bar("Somali", (0,), ("0",))], SAID, is_rtl=False))

    assert rects(plot)[0][1] == 0
    assert drawn(columns([Column("1/2026", 0)], SAID, is_rtl=False)).select("rect")
