"""Plane geometry: vectors, convex hulls, clipped polygons, triangulations and a grid that finds neighbours."""
import math
import sys
from collections import defaultdict


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def cross(self, other):
        return self.x * other.y - self.y * other.x

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def length(self):
        return math.hypot(self.x, self.y)

    def rotated(self, angle):
        sine, cosine = math.sin(angle), math.cos(angle)
        return Vector(self.x * cosine - self.y * sine, self.x * sine + self.y * cosine)

    def __eq__(self, other):
        return isinstance(other, Vector) and self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"({self.x:.3f}, {self.y:.3f})"


def turn(a, b, c):
    return (b - a).cross(c - a)


class Polygon:
    def __init__(self, points):
        self.points = list(points)

    def edges(self):
        return zip(self.points, self.points[1:] + self.points[:1])

    def area(self):
        return sum(a.cross(b) for a, b in self.edges()) / 2

    def perimeter(self):
        return sum((b - a).length() for a, b in self.edges())

    def centroid(self):
        total = Vector(0.0, 0.0)
        for a, b in self.edges():
            total = total + (a + b) * a.cross(b)
        return total * (1 / (6 * self.area()))

    def contains(self, point):
        inside = False
        for a, b in self.edges():
            if (a.y > point.y) != (b.y > point.y):
                if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x:
                    inside = not inside
        return inside

    def clipped(self, other):
        """Sutherland and Hodgman: what lies in `other`, which is convex."""
        output = self.points
        for start, end in other.edges():
            points, output = output, []
            for index, here in enumerate(points):
                before = points[index - 1]
                was_in, is_in = turn(start, end, before) >= 0, turn(start, end, here) >= 0
                if is_in != was_in:
                    output.append(crossing(start, end, before, here))
                if is_in:
                    output.append(here)
            if not output:
                break
        return Polygon(output)

    def triangles(self):
        """Cuts off ears until a triangle is left."""
        points = self.points[:]
        result = []
        while len(points) > 3:
            for index in range(len(points)):
                a, b, c = points[index - 1], points[index], points[(index + 1) % len(points)]
                if turn(a, b, c) > 0 and not any(in_triangle(point, a, b, c) for point in points if point not in (a, b, c)):
                    result.append(Polygon([a, b, c]))
                    del points[index]
                    break
            else:
                raise ValueError("not a simple polygon")
        return result + [Polygon(points)]


def in_triangle(point, a, b, c):
    return turn(a, b, point) >= 0 and turn(b, c, point) >= 0 and turn(c, a, point) >= 0


def crossing(a, b, c, d):
    first, second = b - a, d - c
    return a + first * ((c - a).cross(second) / first.cross(second))


def convex_hull(points):
    points = sorted(set(points), key=lambda point: (point.x, point.y))
    halves = []
    for ordered in (points, points[::-1]):
        half = []
        for point in ordered:
            while len(half) >= 2 and turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return Polygon(halves[0] + halves[1])


class Grid:
    def __init__(self, points, size):
        self.size = size
        self.cells = defaultdict(list)
        for point in points:
            self.cells[self.cell(point)].append(point)

    def cell(self, point):
        return int(point.x // self.size), int(point.y // self.size)

    def near(self, point, distance):
        column, row = self.cell(point)
        reach = int(distance // self.size) + 1
        for x in range(column - reach, column + reach + 1):
            for y in range(row - reach, row + reach + 1):
                for other in self.cells.get((x, y), ()):
                    if other is not point and (other - point).length() <= distance:
                        yield other


def star(center, corners, radius):
    return Polygon(center + Vector(radius if corner % 2 else radius * 0.45, 0.0).rotated(math.pi * corner / corners) for corner in range(2 * corners))


def main(count):
    state, points = 17, []
    for _ in range(count):
        state = (state * 48271) % 2147483647
        points.append(Vector(state % 10007 / 100, state // 10007 % 10007 / 100))
    hull = convex_hull(points)
    print("hull", len(hull.points), f"{hull.area():.3f} {hull.perimeter():.3f}", hull.centroid())
    grid = Grid(points, 2.0)
    neighbours = [sum(1 for _ in grid.near(point, 2.5)) for point in points[:1500]]
    print("neighbours", max(neighbours), sum(neighbours))
    area, pieces = 0.0, 0
    for index, center in enumerate(points[: count // 20]):
        shape = star(center, 5 + index % 6, 4.0 + index % 3)
        inner = shape.clipped(hull)
        triangles = shape.triangles()
        pieces += len(triangles)
        area += inner.area() + sum(triangle.area() for triangle in triangles)
    print("stars", pieces, f"{area:.4f}")
    target = star(Vector(50.0, 50.0), 9, 40.0)
    print("inside the star", sum(target.contains(point) for point in points))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 14000)
