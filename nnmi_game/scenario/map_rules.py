"""What the map of a scenario must be like: borders that do not cross, regions side by side, cities in theirs."""

from __future__ import annotations

from attrs import frozen

from nnmi_game.locale import gettext as _
from nnmi_game.scenario.node import Node
from nnmi_game.scenario.plane import Polygon, Spot, first_crossing, from_border, within
from nnmi_game.scenario.problem import quoted

#: A map of more points says nothing more in a terminal, and checking it would take long.
MOST_POINTS = 1500
#: How far a city may lie outside of its region, since outlines are simplified: per cent of the map's size.
CITY_OUTSIDE = 3
#: How deep a region may reach into another, in km: outlines are whole numbers.
OVERLAP = 3


@frozen
class Ring:
    """One border of a region: the node of its list of points, and the points."""

    region: str
    node: Node
    points: list[Spot]
    numbers: list[int]  # places of the points in the list


def check_map(root: Node) -> None:
    """Outlines are polygons, either all regions have one or none, and no region lies over another."""
    regions = root.items("regions")
    rings = [ring for region in regions for ring in rings_of(region)]
    drawn = {ring.region for ring in rings}
    total = sum(len(ring.points) for ring in rings)
    if total > MOST_POINTS:
        root.get("regions").report(
            _("the outlines of the regions have {number} points together").format(number=total),
            _("at most {most}").format(most=MOST_POINTS),
        )
        return
    for region in regions:
        if drawn and region.text("id") and region.text("id") not in drawn and is_empty(region.get("outline")):
            region.report(
                _("this region has no outline, and others have one"),
                _("an outline, so that the map is whole"),
            )
    sound = [check_ring(ring) for ring in rings]
    if all(sound):
        check_overlaps(rings)
    check_places(root, rings)


def is_empty(outline: Node) -> bool:
    """Whether no outline is given."""
    return outline.value is None or outline.value == []


def rings_of(region: Node) -> list[Ring]:
    """The borders of a region whose points can be read."""
    name = region.text("id")
    found = []
    for owner in (region, *region.items("islands")):
        spots = [(n, spot_of(point)) for n, point in enumerate(owner.items("outline"))]
        known = [(n, spot) for n, spot in spots if spot is not None]
        if known and name:
            points, numbers = [spot for _n, spot in known], [n for n, _spot in known]
            found.append(Ring(name, owner.get("outline"), points, numbers))
    return found


def spot_of(point: Node) -> Spot | None:
    """A point, if it is one."""
    x, y = point.whole("x"), point.whole("y")
    return None if x is None or y is None else (x, y)


def check_ring(ring: Ring) -> bool:
    """A border has three points or more and does not cross or touch itself."""
    if len(ring.points) < 3:
        ring.node.report(
            _("this outline has {number} points").format(number=len(ring.points)), _("at least three points")
        )
        return False
    right = True
    for place, spot in enumerate(ring.points):
        if spot == ring.points[place - 1]:
            right = False
            point_of(ring, place).report(_("this point is the same as the one before it"))
    if right and (crossing := first_crossing(ring.points)) is not None:
        right = False
        point_of(ring, crossing).report(
            _("from here the border crosses or touches itself"), _("points in their order around the region")
        )
    return right


def point_of(ring: Ring, place: int) -> Node:
    """The node of a point of a border."""
    number = ring.numbers[place]
    return Node(ring.node.document, (*ring.node.path, number), None)


def check_overlaps(rings: list[Ring]) -> None:
    """No corner of a region lies inside another one; each pair of regions is named once."""
    said: set[tuple[str, str]] = set()
    for ring in rings:
        for other in rings:
            if ring.region == other.region or (ring.region, other.region) in said or apart(ring, other):
                continue
            for place, spot in enumerate(ring.points):
                if within(spot, other.points) and from_border(spot, other.points) > OVERLAP:
                    said |= {(ring.region, other.region), (other.region, ring.region)}
                    point_of(ring, place).report(
                        _("this point lies inside of the region {region}").format(
                            region=quoted(other.region)
                        ),
                        _("regions that lie side by side"),
                    )
                    break


def apart(one: Ring, other: Ring) -> bool:
    """Whether the boxes around two borders do not meet."""
    (left, right, low, high), (west, east, south, north) = box(one.points), box(other.points)
    return right < west or east < left or high < south or north < low


def box(points: Polygon) -> tuple[int, int, int, int]:
    """The least and greatest x, then y."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), max(xs), min(ys), max(ys)


def check_places(root: Node, rings: list[Ring]) -> None:
    """The city of a bidder lies in its region, or close to it: outlines are simplified."""
    corners = [point for ring in rings for point in ring.points]
    if not corners:
        return
    left, right, low, high = box(corners)
    allowed = max(right - left, high - low) * CITY_OUTSIDE / 100
    for bidder in root.items("bidders"):
        spot = spot_of(bidder.get("place"))
        mine = [ring for ring in rings if ring.region == bidder.text("region") and len(ring.points) >= 3]
        if spot is None or not mine or any(within(spot, ring.points) for ring in mine):
            continue
        distance = min(from_border(spot, ring.points) for ring in mine)
        if distance > allowed:
            bidder.get("place").report(
                _("this place lies {distance} km outside of the region {region}").format(
                    distance=round(distance), region=quoted(bidder.text("region"))
                ),
                _("a place in the region of the hub"),
            )
