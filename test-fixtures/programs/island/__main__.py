"""Grows an island from nothing but a number: land, rain, rivers, villages and roads; draws it and counts it.

    python island [--color] [--size N] [--width N]
"""
import sys

from canvas import Canvas
from colors import paint
from rivers import find_rivers
from settlements import build_roads, found_villages
from terrain import SEA, Terrain, drop_rain
from view import look


def option(name: str, default: int) -> int:
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


def draw_map(colors, size: int, width: int) -> Canvas:
    height = width * 7 // 10
    canvas = Canvas(width, height)
    for y in range(height):
        for x in range(width):
            canvas[x, y] = colors[(y * size // height) * size + x * size // width]
    return canvas


def histogram(terrain: Terrain) -> None:
    bins = [0] * 8
    land = [height for height in terrain.heights if height > SEA]
    for height in land:
        bins[min(7, int((height - SEA) / (1.0 - SEA) * 8))] += 1
    most = max(bins)
    for index, count in enumerate(bins):
        print(f'  {index * 250:5d} m  {"#" * (count * 40 // most):<40} {count / len(land):6.1%}')


def main() -> int:
    colored = '--color' in sys.argv
    size, width = option('--size', 160), option('--width', 100)
    terrain = Terrain(size)
    terrain.raise_land()
    steps = drop_rain(terrain, size * 25)
    terrain.normalize()
    rivers, largest = find_rivers(terrain, size // 3)
    villages = found_villages(terrain, rivers, 8)
    roads, apart = build_roads(terrain, rivers, villages)
    colors = paint(terrain, rivers, roads, villages)
    look(terrain, colors, width, width // 2, 0.9).show(colored)
    print()
    draw_map(colors, size, width).show(colored)
    print()
    land = sum(height > SEA for height in terrain.heights)
    print(f'{land} of {size * size} squares are land; rain ran {steps} steps; rivers cover {len(rivers)}, the largest drains {largest}')
    histogram(terrain)
    for village in villages:
        print(f'  {village.name:<14} at {village.x:3d},{village.y:3d}  score {village.score:.4f}')
    for start, goal, road, cost in roads:
        print(f'  road {start.name} - {goal.name}: {len(road)} squares, {cost:.2f} hours')
    for pair in apart:
        print(f'  no road between {pair}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
