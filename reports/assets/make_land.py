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


def compact(points):
    cells = [(round(x * 10), round(y * 10)) for x, y in points]
    kept = [cell for at, cell in enumerate(cells) if at == 0 or cell != cells[at - 1]]
    steps = [b - a for before, after in zip(kept, kept[1:]) for a, b in zip(before, after)]
    return [*kept[0], *steps]


rings = [ring(part) for geometry in topology["objects"]["land"]["geometries"] for polygon in geometry["arcs"] for part in polygon]
land = [compact(points) for points in rings if max(y for _, y in points) > -60]
print(json.dumps({"unit": "0.1 degree", "rings": land}, separators=(",", ":")))
