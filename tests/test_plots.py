"""Pictures of rewards: they hold what they should, and the front is the front."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from benchmarks.plots import front, heatmap, pareto, reliability, save, strips
from devices.element import Box
from rewards.grounding.gaussian import g2_point

COST = st.floats(0, 100)


def screenshot() -> bytes:
    out = BytesIO()
    Image.new("RGB", (120, 200), "white").save(out, "PNG")
    return out.getvalue()


@given(st.dictionaries(st.text(max_size=3), st.tuples(COST, COST), min_size=1))
def test_the_front_holds_exactly_what_nothing_beats(points: dict[str, tuple[float, float]]) -> None:
    best = pareto(points)
    for name, (cost, score) in points.items():
        better = [n for n, (c, s) in points.items() if c <= cost and s >= score and (c, s) != (cost, score)]
        assert (name in best) == (not better)
    assert [points[n][0] for n in best] == sorted(points[n][0] for n in best)


def test_a_heat_map_is_hottest_over_the_target() -> None:
    figure = heatmap(screenshot(), Box(20, 40, 60, 80), g2_point)
    field = np.asarray(figure.axes[0].images[1].get_array())
    row, column = np.unravel_index(int(np.argmax(field)), field.shape)
    assert abs((row + 0.5) * 200 / field.shape[0] - 60) < 2
    assert abs((column + 0.5) * 120 / field.shape[1] - 40) < 2


def test_a_box_beyond_the_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="120x200"):
        heatmap(screenshot(), Box(20, 40, 160, 80), g2_point)


def test_strips_leave_unscored_steps_blank_and_put_the_truth_first() -> None:
    axes = strips({"method": [2.0, None, -1.0]}, [1, 0, -1]).axes[0]
    field = np.ma.asarray(axes.images[0].get_array())
    assert [label.get_text() for label in axes.get_yticklabels()] == ["truth", "method"]
    assert field.tolist() == [[1.0, 0.0, -1.0], [1.0, None, -0.5]]
    with pytest.raises(ValueError, match="one length"):
        strips({"a": [1.0], "b": [1.0, 2.0]})


def test_a_reliability_diagram_draws_share_against_confidence() -> None:
    axes = reliability({"m": ([0.05, 0.05, 0.95, 0.95], [0, 0, 1, 0])}).axes[0]
    line = axes.lines[1]
    assert np.asarray(line.get_xdata()) == pytest.approx([0.05, 0.95])
    assert np.asarray(line.get_ydata()) == pytest.approx([0.0, 0.5])
    with pytest.raises(ValueError, match="2 probabilities for 1 outcomes"):
        reliability({"m": ([0.1, 0.2], [1])})


def test_labels_of_a_crowded_front_are_counted_rather_than_overprinted(tmp_path: Path) -> None:
    figure = front({"best": (0, 1.0), "near": (0, 0.999), "far": (0, 0.2), "dear": (8, 0.5)}, "cost", "score")
    assert sorted(text.get_text() for text in figure.axes[0].texts) == ["best +1", "dear", "far"]
    save(figure, tmp_path / "front.png")
    with Image.open(tmp_path / "front.png") as picture:
        assert picture.size[0] > 500
