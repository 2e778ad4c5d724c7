#!/usr/bin/env python3
"""Turns a file of the npm package world-atlas (TopoJSON) into the rings of the land masses, and the borders of countries where they are asked for.

Usage: make_land.py land-110m.json > land.json
       make_land.py countries-50m.json --per-degree 50 --simplify 0.04 --least-area 0.01 --borders > gui/map/assets/world.json
A line is [longitude, latitude, then a pair of differences for each further vertex], in parts of a degree; Antarctica is left out.
"""
import argparse
import json

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("topology", help="land-*.json, or countries-*.json for borders")
parser.add_argument("--per-degree", type=int, default=10, help="units of a degree")
parser.add_argument("--simplify", type=float, default=0, help="degrees by which a line may leave its course (Douglas-Peucker)")
parser.add_argument("--least-area", type=float, default=0, help="square degrees; smaller islands are left out")
parser.add_argument("--borders", action="store_true", help="also the lines between two countries")
options = parser.parse_args()
topology = json.load(open(options.topology, encoding="utf-8"))
scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]


def decode(arc):
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + translate[0], y * scale[1] + translate[1]


def distance(point, a, b):
    """From a point to a stretch of a line, in degrees."""
    (px, py), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0
    return ((px - ax - share * dx) ** 2 + (py - ay - share * dy) ** 2) ** 0.5


def simplified(points):
    """Douglas-Peucker; a closed line is cut at its vertex farthest from the first one."""
    keep, parts = {0, len(points) - 1}, [(0, len(points) - 1)]
    if points[0] == points[-1] and len(points) > 3:
        far = max(range(len(points)), key=lambda i: distance(points[i], points[0], points[0]))
        keep.add(far)
        parts = [(0, far), (far, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda i: distance(points[i], points[first], points[last]))
        if distance(points[far], points[first], points[last]) > options.simplify:
            keep.add(far)
            parts += [(first, far), (far, last)]
    return [points[i] for i in sorted(keep)]


def area(points):
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]))) / 2


arcs = [simplified(list(decode(arc))) if options.simplify else list(decode(arc)) for arc in topology["arcs"]]


def ring(indices):
    points = []
    for index in indices:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += part[1 if points else 0:]
    return points


def unwrapped(points):
    """Longitudes without jumps: a ring over the antimeridian goes on past 180 degrees."""
    result = points[:1]
    for x, y in points[1:]:
        x += 360 * round((result[-1][0] - x) / 360)
        result.append((x, y))
    return result


def clipped(points, inside, at):
    """Sutherland-Hodgman against one meridian."""
    result = []
    for (x0, y0), (x1, y1) in zip(points[-1:] + points[:-1], points):
        if inside(x0) != inside(x1):
            result.append((at, y0 + (y1 - y0) * (at - x0) / (x1 - x0)))
        if inside(x1):
            result.append((x1, y1))
    return result


def cut_at_antimeridian(points):
    for shift in (-360, 0, 360):
        part = [(x + shift, y) for x, y in unwrapped(points)]
        part = clipped(part, lambda x: x >= -180, -180) if part else part
        part = clipped(part, lambda x: x <= 180, 180) if part else part
        if part:
            yield part


def compact(points):
    cells = [(round(x * options.per_degree), round(y * options.per_degree)) for x, y in points]
    kept = [cell for at, cell in enumerate(cells) if at == 0 or cell != cells[at - 1]]
    steps = [b - a for before, after in zip(kept, kept[1:]) for a, b in zip(before, after)]
    return [*kept[0], *steps]


def arcs_of(geometry):
    """Of all polygons of a country, each as often as it is used."""
    polygons = geometry.get("arcs", []) if geometry["type"] == "MultiPolygon" else [geometry.get("arcs", [])]
    return [index if index >= 0 else ~index for polygon in polygons for part in polygon for index in part]


def borders():
    """Arcs that two countries have in common."""
    users = {}
    for country, geometry in enumerate(topology["objects"]["countries"]["geometries"]):
        for index in arcs_of(geometry):
            users.setdefault(index, set()).add(country)
    return [compact(arcs[index]) for index in sorted(users) if len(users[index]) > 1]


rings = [ring(part) for geometry in topology["objects"]["land"]["geometries"] for polygon in geometry["arcs"] for part in polygon]
land = [compact(part) for points in rings if max(y for _, y in points) > -60 and area(points) >= options.least_area
        for part in cut_at_antimeridian(points)]
shapes = {"per_degree": options.per_degree, "rings": land}
if options.borders:
    shapes["borders"] = borders()
print(json.dumps(shapes, separators=(",", ":")))
