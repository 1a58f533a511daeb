"""Conway's life on a torus in a list of lists, and without bounds in a set; patterns are read, run, and compared."""
import sys

GLIDER = ".O.\n..O\nOOO"
PENTOMINO = ".OO\nOO.\n.O."
GUN = """........................O...........
......................O.O...........
............OO......OO............OO
...........O...O....OO............OO
OO........O.....O...OO..............
OO........O...O.OO....O.O...........
..........O.....O.......O...........
...........O...O....................
............OO......................"""


class Pattern:
    def __init__(self, text):
        self.lines = text.split("\n")
        self.height = len(self.lines)
        self.width = max(map(len, self.lines))

    def cells(self, row=0, column=0):
        for y, line in enumerate(self.lines):
            for x, mark in enumerate(line):
                if mark == "O":
                    yield row + y, column + x


class Torus:
    def __init__(self, height, width):
        self.height = height
        self.width = width
        self.rows = [[0] * width for _ in range(height)]
        self.generation = 0

    def place(self, pattern, row, column):
        for y, x in pattern.cells(row, column):
            self.rows[y % self.height][x % self.width] = 1

    def neighbours(self, y, x):
        total = 0
        for dy in (-1, 0, 1):
            row = self.rows[(y + dy) % self.height]
            for dx in (-1, 0, 1):
                if dy != 0 or dx != 0:
                    total += row[(x + dx) % self.width]
        return total

    def step(self):
        fresh = []
        for y in range(self.height):
            line = []
            for x in range(self.width):
                count = self.neighbours(y, x)
                alive = self.rows[y][x]
                line.append(1 if count == 3 or (alive and count == 2) else 0)
            fresh.append(line)
        self.rows = fresh
        self.generation += 1

    def population(self):
        return sum(map(sum, self.rows))

    def __str__(self):
        return "\n".join("".join("O" if cell else "." for cell in row) for row in self.rows)


class Plane:
    """Only the living cells, in a set of pairs."""

    OFFSETS = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if (dy, dx) != (0, 0)]

    def __init__(self, cells):
        self.cells = set(cells)

    def step(self):
        counts = {}
        for y, x in self.cells:
            for dy, dx in self.OFFSETS:
                key = (y + dy, x + dx)
                counts[key] = counts.get(key, 0) + 1
        self.cells = {cell for cell, count in counts.items() if count == 3 or (count == 2 and cell in self.cells)}

    def bounds(self):
        rows = [y for y, _ in self.cells]
        columns = [x for _, x in self.cells]
        return min(rows), min(columns), max(rows), max(columns)

    def shape(self):
        top, left, _, _ = self.bounds()
        return frozenset((y - top, x - left) for y, x in self.cells)


def groups(cells):
    """The sizes of the groups of cells that touch each other."""
    left = set(cells)
    sizes = []
    while left:
        stack = [left.pop()]
        size = 0
        while stack:
            y, x = stack.pop()
            size += 1
            for dy, dx in Plane.OFFSETS:
                other = (y + dy, x + dx)
                if other in left:
                    left.remove(other)
                    stack.append(other)
        sizes.append(size)
    return sorted(sizes)


def period(pattern, limit):
    """After how many steps the pattern has its shape again, and how far it has moved; None if it has not by the limit."""
    plane = Plane(pattern.cells())
    shape = plane.shape()
    top, left, _, _ = plane.bounds()
    for number in range(1, limit + 1):
        plane.step()
        if not plane.cells:
            return None
        if plane.shape() == shape:
            y, x, _, _ = plane.bounds()
            return number, (y - top, x - left)
    return None


def main(steps):
    torus = Torus(32, 48)
    torus.place(Pattern(GLIDER), 2, 2)
    torus.place(Pattern(PENTOMINO), 16, 24)
    torus.place(Pattern(GLIDER), 25, 40)
    populations = []
    for _ in range(steps):
        torus.step()
        populations.append(torus.population())
    print(torus)
    print("torus", torus.generation, populations[-1], max(populations))
    gun = Plane(Pattern(GUN).cells())
    for number in range(3 * steps):
        gun.step()
        if number % max(1, steps // 2) == 0:
            print("gun", number, len(gun.cells), gun.bounds(), groups(gun.cells)[-4:])
    for name, text in (("glider", GLIDER), ("blinker", "OOO"), ("block", "OO\nOO"), ("pentomino", PENTOMINO), ("toad", ".OOO\nOOO.")):
        print(name, period(Pattern(text), 60))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
