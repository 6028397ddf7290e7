"""Plain implementations of grounding from the papers' formulas, one item at a time, to check rewards/ against."""

import math
from collections.abc import Sequence
from fractions import Fraction

Numbers = Sequence[float]


def centre(shape: Numbers) -> tuple[float, float]:
    """The middle of a box, or the point itself."""
    if len(shape) == 2:
        return shape[0], shape[1]
    return shape[0] + (shape[2] - shape[0]) / 2, shape[1] + (shape[3] - shape[1]) / 2


def inverted(box: Numbers) -> bool:
    """Whether a box has no area, or its corners swapped."""
    return not (box[2] > box[0] and box[3] > box[1])


def hit(pred: Numbers, regions: Sequence[Numbers], inclusive: bool = True) -> float:
    """1 when the point (or the box's centre) lies in any region."""
    x, y = centre(pred)
    for x1, y1, x2, y2 in regions:
        if inclusive and x1 <= x <= x2 and y1 <= y <= y2:
            return 1.0
        if x1 < x < x2 and y1 < y < y2:
            return 1.0
    return 0.0


def iou(a: Numbers, b: Numbers, thr: float | None = None) -> float:
    """Shared area over covered area, or whether it exceeds a threshold."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    shared = width * height if width > 0 and height > 0 else 0.0
    covered = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared
    value = shared / covered
    if thr is not None:
        return 1.0 if value > thr else 0.0
    return value


def mahalanobis(pred: Numbers, gt: Numbers, alpha: float) -> float:
    """Distance between the centres, measured in the target's spreads."""
    (px, py), (gx, gy) = centre(pred), centre(gt)
    dx = (px - gx) / (alpha * (gt[2] - gt[0]))
    dy = (py - gy) / (alpha * (gt[3] - gt[1]))
    return math.sqrt(dx * dx + dy * dy)


def g2_point(pred: Numbers, gt: Numbers, alpha: float = 0.5) -> float:
    """Unnormalised Gaussian of the target at the predicted centre."""
    return math.exp(-0.5 * mahalanobis(pred, gt, alpha) ** 2)


def g2_coverage(pred: Numbers, gt: Numbers, alpha: float = 0.5) -> float:
    """Exponential of minus the Bhattacharyya distance of the two boxes' Gaussians, 0 for a box without area."""
    if inverted(pred):
        return 0.0
    (px, py), (gx, gy) = centre(pred), centre(gt)
    spread_p = [(alpha * (pred[2] - pred[0])) ** 2, (alpha * (pred[3] - pred[1])) ** 2]
    spread_g = [(alpha * (gt[2] - gt[0])) ** 2, (alpha * (gt[3] - gt[1])) ** 2]
    distance = 0.0
    for d, p, g in zip((px - gx, py - gy), spread_p, spread_g, strict=True):
        mean = (p + g) / 2
        distance += d * d / mean / 8 + 0.5 * (math.log(mean) - 0.5 * math.log(p) - 0.5 * math.log(g))
    return math.exp(-distance)


def g2_total(pred: Numbers, gt: Numbers, nu: float = 1.0, gamma: float = 1.0, alpha: float = 0.5) -> float:
    """Weighted sum of the point and coverage rewards."""
    return nu * g2_point(pred, gt, alpha) + gamma * g2_coverage(pred, gt, alpha)


def step_gui_point(pred: Numbers, target: Numbers, tau: tuple[float, float]) -> float:
    """Exponential of minus the fourth powers of both offsets."""
    (px, py), (gx, gy) = centre(pred), centre(target)
    return math.exp(-((abs(px - gx) / tau[0]) ** 4 + (abs(py - gy) / tau[1]) ** 4))


def step_gui_box(
    pred: Numbers, gt: Numbers, tau: tuple[float, float, float, float], lam: float = 0.5, alpha: float = 0.8
) -> float:
    """Mix of a fourth-power decay of centre and size with the overlap; tau is for x, y, width, height."""
    (px, py), (gx, gy) = centre(pred), centre(gt)
    energy = (abs(px - gx) / tau[0]) ** 4 + (abs(py - gy) / tau[1]) ** 4
    energy += lam * (abs((pred[2] - pred[0]) - (gt[2] - gt[0])) / tau[2]) ** 4
    energy += lam * (abs((pred[3] - pred[1]) - (gt[3] - gt[1])) / tau[3]) ** 4
    return alpha * math.exp(-energy) + (1 - alpha) * iou(pred, gt)


def step_gui_slide(pred: Numbers, gt: Numbers) -> float | None:
    """Cosine of two directions, mapped to the unit interval; None for a vector of no length."""
    a, b = math.hypot(*pred), math.hypot(*gt)
    if a == 0 or b == 0:
        return None
    return (1 + (pred[0] / a) * (gt[0] / b) + (pred[1] / a) * (gt[1] / b)) / 2


def step_gui_action(same_type: bool, parts: dict[str, float | None], weights: dict[str, float]) -> float | None:
    """Weighted mean of the parts that were scored, 0 for a wrong type."""
    if not same_type:
        return 0.0
    top = bottom = 0.0
    for name, value in parts.items():
        if value is not None:
            top += weights[name] * value
            bottom += weights[name]
    return top / bottom if bottom else None


def se_gui(point: Numbers, gt: Numbers, width: float, height: float) -> float:
    """Hit plus one minus the squared share of the largest possible distance, never negative."""
    (px, py), (gx, gy) = centre(point), centre(gt)
    distance = math.hypot(px / width - gx / width, py / height - gy / height)
    far = max(math.hypot(cx - gx / width, cy - gy / height) for cx in (0, 1) for cy in (0, 1))
    near = 0.0 if distance > 1 else max(0.0, 1 - (distance / far) ** 2)
    return hit(point, [gt]) + near


def gui_g1_box(pred: Numbers, gt: Numbers, width: float, height: float) -> float:
    """Harmonic mean of the closeness of the four edges, 0 when one is a whole screen off."""
    total = 0.0
    for k in range(4):
        closeness = 1 - abs(gt[k] - pred[k]) / (width if k % 2 == 0 else height)
        if closeness <= 0:
            return 0.0
        total += 1 / closeness
    return 4 / total


def gui_g1(pred: Numbers, gt: Numbers, width: float, height: float) -> float:
    """Hit, overlap and edge closeness with weights 1, a quarter and an eighth."""
    return hit(pred, [gt]) + 0.25 * iou(pred, gt) + 0.125 * gui_g1_box(pred, gt, width, height)


def aer(points: Sequence[Numbers], gt: Numbers, bad_format: bool = False, tolerance: float = 1e-9) -> float:
    """Reward of a list of guesses by the rank of the first that hits."""
    n = len(points)
    if bad_format or n == 0:
        return -1.0
    for i in range(n):
        for j in range(i + 1, n):
            for k in range(j + 1, n):
                (ax, ay), (bx, by), (cx, cy) = points[i], points[j], points[k]
                if abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) <= tolerance:
                    return -1.0
    for k, point in enumerate(points, start=1):
        if hit(point, [gt]) == 1.0:
            return 1 / math.sqrt(n * k)
    return -1 / n


def rc_vote(boxes: Sequence[Numbers]) -> list[float | None]:
    """Mean share of the top vote inside each box, over the grid of all edges; None for an empty box."""
    xs = sorted({x for b in boxes for x in (b[0], b[2])})
    ys = sorted({y for b in boxes for y in (b[1], b[3])})
    solid = [b for b in boxes if not inverted(b)]
    votes = {}
    for x1, x2 in zip(xs, xs[1:], strict=False):
        for y1, y2 in zip(ys, ys[1:], strict=False):
            count = sum(1 for b in solid if b[0] <= x1 and x2 <= b[2] and b[1] <= y1 and y2 <= b[3])
            votes[(x1, y1, x2, y2)] = count
    most = max(votes.values(), default=0)
    rewards: list[float | None] = []
    for b in boxes:
        if inverted(b):
            rewards.append(None)
            continue
        mass = 0.0
        for (x1, y1, x2, y2), count in votes.items():
            if b[0] <= x1 and x2 <= b[2] and b[1] <= y1 and y2 <= b[3]:
                mass += count * (x2 - x1) * (y2 - y1)
        rewards.append(mass / ((b[2] - b[0]) * (b[3] - b[1]) * most))
    return rewards


def tiered(
    pred: Numbers,
    gt: Numbers,
    tiers: Sequence[tuple[float, float]],
    end: float,
    alpha: float = 0.5,
    hit_is_top: bool = False,
) -> float:
    """Value of the first tier that reaches the point."""
    if hit_is_top and hit(pred, [gt]) == 1.0:
        return tiers[0][1]
    (px, py), (gx, gy) = centre(pred), centre(gt)
    dx = (Fraction(px) - Fraction(gx)) / (Fraction(alpha) * (Fraction(gt[2]) - Fraction(gt[0])))
    dy = (Fraction(py) - Fraction(gy)) / (Fraction(alpha) * (Fraction(gt[3]) - Fraction(gt[1])))
    for reach, value in tiers:
        if dx * dx + dy * dy <= Fraction(reach) ** 2:
            return value
    return end


def token_f1(pred: str, gold: str) -> float:
    """Harmonic mean of precision and recall over whitespace tokens, counted with repeats."""
    left, right = pred.lower().split(), gold.lower().split()
    if not left and not right:
        return 1.0
    rest, shared = list(right), 0
    for token in left:
        if token in rest:
            rest.remove(token)
            shared += 1
    if shared == 0:
        return 0.0
    precision, recall = Fraction(shared, len(left)), Fraction(shared, len(right))
    return float(2 * precision * recall / (precision + recall))


def gui_r1_accuracy(pred: dict, gold: dict, radius: float = 140.0) -> float:
    """Accuracy of an action: its type, then its place or its text."""
    if pred["type"] != gold["type"]:
        return 0.0
    if gold["type"] == "click":
        if len(gold["target"]) == 4:
            return hit(pred["point"], [gold["target"]], inclusive=False)
        (px, py), (gx, gy) = pred["point"], gold["target"]
        return 1.0 if (px - gx) ** 2 + (py - gy) ** 2 < radius**2 else 0.0
    if gold["type"] in ("type", "select", "scroll"):
        return 1.0 if token_f1(pred["text"], gold["text"]) >= 0.5 else 0.0
    return 1.0


def gui_r1_action(accuracy: float, good_format: float) -> float:
    """Four fifths accuracy, one fifth format."""
    return 0.8 * accuracy + 0.2 * good_format


def ui_venus_grounding(good_format: float, found: float, w1: float, w2: float) -> float:
    """Format and hit, weighted."""
    return w1 * good_format + w2 * found


def ui_venus_navigation(good_format: float, same_type: float, text_or_place: float, w1: float, w2: float) -> float:
    """Format and action, weighted; the action sums its type and its text or place."""
    return w1 * good_format + w2 * (same_type + text_or_place)


def ui_venus_online(
    success: bool, reward: float, eta: float, steps: int, shortest: int, lam: float, unparsable: int
) -> float:
    """Success decayed by length beyond the shortest, less a charge per unparsable step."""
    gain = reward * eta ** ((steps - shortest) / shortest) if success else 0.0
    return gain - lam * unparsable
