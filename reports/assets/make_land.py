#!/usr/bin/env python3
"""Turns land-110m.json of the npm package world-atlas (TopoJSON) into land.json: polygon rings in tenths of a degree.

Usage: make_land.py land-110m.json > land.json
A ring is [longitude, latitude, then a pair of differences for each further vertex]; Antarctica is left out.
"""
import json
import sys

topology = json.load(open(sys.argv[1], encoding="utf-8"))
scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]


def decode(arc):
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + translate[0], y * scale[1] + translate[1]


arcs = [list(decode(arc)) for arc in topology["arcs"]]


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
    cells = [(round(x * 10), round(y * 10)) for x, y in points]
    kept = [cell for at, cell in enumerate(cells) if at == 0 or cell != cells[at - 1]]
    steps = [b - a for before, after in zip(kept, kept[1:]) for a, b in zip(before, after)]
    return [*kept[0], *steps]


rings = [ring(part) for geometry in topology["objects"]["land"]["geometries"] for polygon in geometry["arcs"] for part in polygon]
land = [compact(part) for points in rings if max(y for _, y in points) > -60 for part in cut_at_antimeridian(points)]
print(json.dumps({"unit": "0.1 degree", "rings": land}, separators=(",", ":")))
