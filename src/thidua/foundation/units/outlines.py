"""Outlines made simple: as many points as a page can carry, the shape kept (Douglas and Peucker's method)."""

from __future__ import annotations

import math

# Points of one unit as it is kept; a province of many islands is still known by its shape.
MOST_POINTS = 240
# Where simplifying begins, in hundred-thousandths of a degree: some twenty metres.
FINEST = 20

Ring = list[int]
Point = tuple[int, int]


def simplified(rings: list[Ring], most: int = MOST_POINTS) -> list[Ring]:
    """The rings with at most so many points together, coarser until they fit; those that vanish are left out."""
    tolerance = FINEST
    while True:
        kept = [ring for ring in (_simple(ring, tolerance) for ring in rings) if ring]
        if sum(len(ring) for ring in kept) <= 2 * most or tolerance > 10_000_000:
            return kept or [rings[0][:8]]
        tolerance *= 2


def _simple(ring: Ring, tolerance: int) -> Ring:
    """One closed ring: cut at its first point and the one farthest from it, each half by itself."""
    points = list(zip(ring[::2], ring[1::2], strict=True))
    if points[0] == points[-1]:
        points.pop()
    first = points[0]
    far = max(range(len(points)), key=lambda place: _distance(points[place], first))
    kept = _line(points[: far + 1], tolerance)[:-1] + _line([*points[far:], first], tolerance)[:-1]
    # Less than a triangle is nothing to be seen.
    return [number for point in kept for number in point] if len(kept) > 2 else []


def _line(points: list[Point], tolerance: int) -> list[Point]:
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        low, high = waiting.pop()
        far, distance = low, 0.0
        for place in range(low + 1, high):
            away = _away(points[place], points[low], points[high])
            if away > distance:
                far, distance = place, away
        if distance > tolerance:
            keep.add(far)
            waiting += [(low, far), (far, high)]
    return [points[place] for place in sorted(keep)]


def _distance(a: Point, b: Point) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _away(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line through two others, or from both where they are one."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    if not length:
        return math.hypot(point[0] - start[0], point[1] - start[1])
    across = (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
    return abs(across) / length
