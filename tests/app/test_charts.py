"""A chart and the table behind it say the same, stay inside their frame, and need no colour."""

import re
from html import unescape
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from sevendoors.app.charts.chart_parts import Chart, figure
from sevendoors.app.charts.charts import Dot, Outcomes, bars, dots, grid
from sevendoors.core.score import Estimate, Unscored
from sevendoors.measure.share import FEWEST_CHANCES, share, wilson

HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}"
SVG = "{http://www.w3.org/2000/svg}"
names = st.text(max_size=12).map(lambda text: "".join(c for c in text if c.isprintable()))


def a_dot(hits: int, n: int, label: str = "Listening to understand") -> Dot:
    return Dot(label=label, hits=hits, n=n, score=share(hits, n))


shares = st.integers(0, 3000).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.just(n), names)
).map(lambda three: a_dot(*three))  # fmt: skip


def numbers(svg: str) -> list[float]:
    """Give every x and y a drawing uses, as (x, y, x, y ...)."""
    root = ET.fromstring(svg)
    found: list[float] = []
    for part in root.iter():
        at = {key: float(value) for key, value in part.attrib.items()
              if key in ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height")}  # fmt: skip
        if part.tag == SVG + "rect":
            assert at["width"] >= 0
            assert at["height"] >= 0
            found += [at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]]
        elif part.tag == SVG + "circle":
            found += [at["cx"] - at["r"], at["cy"] - at["r"], at["cx"] + at["r"], at["cy"] + at["r"]]  # fmt: skip
        elif part.tag == SVG + "line":
            found += [at["x1"], at["y1"], at["x2"], at["y2"]]
        elif part.tag == SVG + "text":
            found += [at["x"], at["y"]]
        elif part.tag == SVG + "path":
            for move in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", part.attrib["d"]):
                found += [float(move[0]), float(move[1])]
    return found


def inside(chart: Chart) -> None:
    for svg in chart.drawings:
        assert "nan" not in svg.lower().replace("finance", "")
        _, _, width, height = map(float, ET.fromstring(svg).attrib["viewBox"].split())
        at = numbers(svg)
        assert all(-0.1 <= x <= width + 0.1 for x in at[::2])
        assert all(-0.1 <= y <= height + 0.1 for y in at[1::2])


def cells(chart: Chart) -> list[list[str]]:
    """Give the rows of the table behind a chart."""
    rows = re.findall(r"<tr>(.*?)</tr>", str(chart.table).split("<tbody>")[1])
    return [[unescape(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


@given(st.lists(shares, max_size=5), st.booleans())
def test_dots_stay_in_their_frame_and_agree_with_their_table(rows: list[Dot], band: bool) -> None:
    beside = share(40, 100)
    assert isinstance(beside, Estimate)
    if band:
        rows = [Dot(label=r.label, hits=r.hits, n=r.n, score=r.score, band=beside) for r in rows]
    chart = dots(rows, about="Shares", band="the others" if band else "")
    inside(chart)
    for row, svg, told in zip(rows, chart.drawings, cells(chart), strict=True):
        assert told[:3] == [row.label, str(row.hits), str(row.n)]
        drawn = ET.fromstring(svg).findall(SVG + "circle")
        if isinstance(row.score, Unscored):
            assert drawn == []
            assert row.score.reason in told
            assert row.score.reason in "".join(ET.fromstring(svg).itertext())
            continue
        (dot,) = drawn
        assert abs((float(dot.attrib["cx"]) - 10) / 340 - row.hits / row.n) < 0.001
        assert told[3] == f"{row.hits / row.n * 100:.0f}\u00a0%"
        assert f"{row.hits} of {row.n}" in "".join(ET.fromstring(svg).itertext())


@given(st.lists(st.tuples(names, *[st.integers(0, 5000)] * 4), max_size=4))
def test_bars_stay_in_their_frame_and_agree_with_their_table(
    rows: list[tuple[str, int, int, int, int]],
) -> None:
    made = [Outcomes(label=a, missed=b, noted=c, taken=d, opened=e) for a, b, c, d, e in rows]
    chart = bars(made, about="Outcomes")
    inside(chart)
    for row, svg, told in zip(rows, chart.drawings, cells(chart), strict=True):
        assert told == [row[0], *map(str, row[1:]), str(sum(row[1:]))]
        text = [t.text for t in ET.fromstring(svg).findall(SVG + "text")][-4:]
        assert text == [f"{n} {word}" for n, word in
                        zip(row[1:], ("missed", "noted", "taken", "opened"), strict=True)]  # fmt: skip


def test_the_four_outcomes_are_told_apart_without_colour() -> None:
    shapes = []
    for name in ("missed", "noted", "taken", "opened"):
        svg = bars([Outcomes(label="All", **{name: 10})], about="x").drawings[0]
        root = ET.fromstring(svg)
        top = [p for p in root if p.tag == SVG + "rect" and p.attrib["y"] == "4"]
        stripes = any(" 4V20" in p.attrib["d"] for p in root.findall(SVG + "path"))
        frame = any(p.attrib["y1"] == "6.5" for p in root.findall(SVG + "line"))
        shapes.append((len(top), stripes, frame))
    assert len(set(shapes)) == 4


@given(st.lists(names, min_size=1, max_size=4), st.lists(names, max_size=5), st.data())
def test_the_grid_stays_in_its_frame_and_hatches_what_is_too_little(
    skills: list[str], people: list[str], data: st.DataObject
) -> None:
    spots = [(r, c) for r in range(len(skills)) for c in range(len(people))]
    made = {spot: data.draw(shares) for spot in spots}
    chart = grid(skills, people, made, about="Everybody")
    inside(chart)
    hatched = len(ET.fromstring(chart.drawings[0]).findall(SVG + "path"))
    assert hatched == sum(isinstance(one.score, Unscored) for one in made.values())
    for (row, column), one in made.items():
        text = cells(chart)[row][column + 1]
        assert text.startswith(str(one.hits) if one.n >= FEWEST_CHANCES else str(one.n or "none"))


def test_no_word_leaves_a_chart_unescaped_and_a_chart_holds_alone() -> None:
    every = [
        dots([a_dot(9, 12, HOSTILE)], about=HOSTILE, band=HOSTILE),
        bars([Outcomes(label=HOSTILE, missed=3)], about=HOSTILE),
        grid([HOSTILE], [HOSTILE], {(0, 0): a_dot(1, 2, HOSTILE)}, about=HOSTILE),
    ]
    for chart in every:
        text = str(figure(chart, HOSTILE))
        assert "<script" not in text
        assert text.count("<svg") == text.count('role="img"') == text.count("<title>") == 1
        assert "<table" in text
        for outside in (' id="', "url(", "<filter", "href=", "<style", 'class="dot'):
            assert outside not in text
        # A colour by name always has one to fall back on.
        assert re.findall(r"var\(--[a-z]+\)", text) == []
    assert str(figure(every[0], "x")) == str(figure(every[0], "x"))


def test_under_eight_chances_marta_gave_jonas_there_is_no_number() -> None:
    five, none = share(3, 5), share(0, 0)
    assert five == Unscored(reason="5 chances so far, about 3 more before a number")
    assert none == Unscored(reason="No chance so far, about 8 before a number")
    assert isinstance(share(8, 8), Estimate)


def test_the_interval_is_wilsons() -> None:
    # 15 of 148 successes: Wilson 95 % from Newcombe 1998, Stat. Med. 17, table I.
    low, high = wilson(15, 148)
    assert (round(low, 4), round(high, 4)) == (0.0624, 0.1605)
    assert round(wilson(0, 20)[1], 4) == 0.1611


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_twice_the_evidence_never_widens_the_interval(pair: tuple[int, int]) -> None:
    hits, n = pair
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1
    less, more = wilson(hits * 2, n * 2)
    assert more - less <= high - low + 1e-12
