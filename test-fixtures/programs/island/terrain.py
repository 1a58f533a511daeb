"""The ground: heights from noise, an island by falling off toward the rim, worn down by rain."""
import math

from noise import SEED, Random, layered_noise

SEA = 0.40


class Terrain:
    """Heights on a square grid, row by row; 0 is the deepest sea, 1 the highest peak."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.heights = [0.0] * (size * size)

    def raise_land(self) -> None:
        size = self.size
        for y in range(size):
            for x in range(size):
                self.heights[y * size + x] = raw_height(x / size, y / size)
        self.normalize()

    def normalize(self) -> None:
        low = min(self.heights)
        span = max(self.heights) - low
        self.heights = [(height - low) / span for height in self.heights]

    def at(self, x: float, y: float) -> float:
        """The height between grid points, by linear interpolation."""
        limit = self.size - 1.001
        x = min(max(x, 0.0), limit)
        y = min(max(y, 0.0), limit)
        xi, yi = int(x), int(y)
        u, v = x - xi, y - yi
        base = yi * self.size + xi
        heights = self.heights
        top = heights[base] * (1.0 - u) + heights[base + 1] * u
        base += self.size
        bottom = heights[base] * (1.0 - u) + heights[base + 1] * u
        return top * (1.0 - v) + bottom * v

    def slope(self, x: int, y: int):
        """How much the ground rises toward the east and toward the south."""
        return self.at(x + 1, y) - self.at(x - 1, y), self.at(x, y + 1) - self.at(x, y - 1)

    def is_land(self, x: int, y: int) -> bool:
        return self.heights[y * self.size + x] > SEA

    def neighbors(self, x: int, y: int):
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                if (dx or dy) and 0 <= x + dx < self.size and 0 <= y + dy < self.size:
                    yield x + dx, y + dy


def raw_height(x: float, y: float) -> float:
    """Hills and ridges, bent by more noise so that no grid shows, lower toward the rim."""
    bend_x = layered_noise(x * 3.0, y * 3.0, 4, SEED + 50)
    bend_y = layered_noise(x * 3.0 + 40.0, y * 3.0, 4, SEED + 60)
    u = x * 4.0 + bend_x * 1.4
    v = y * 4.0 + bend_y * 1.4
    hills = layered_noise(u, v, 7, SEED)
    ridge = 1.0 - abs(2.0 * layered_noise(u * 1.3 + 5.0, v * 1.3, 6, SEED + 20) - 1.0)
    dx = 2.0 * x - 1.0
    dy = 2.0 * y - 1.0
    distance = math.sqrt(dx * dx + dy * dy)
    rim = 1.0 - distance * distance
    if rim < 0.0:
        rim = 0.0
    return (0.55 * hills + 0.45 * ridge * ridge) * (0.25 + 0.75 * rim) + 0.25 * rim


def drop_rain(terrain: Terrain, drops: int) -> int:
    """Lets drops run downhill: each takes soil where it is quick and leaves it where it slows. Counts their steps."""
    random = Random(SEED + 7)
    size = terrain.size
    heights = terrain.heights
    steps = 0
    for _ in range(drops):
        x = 1.0 + random.uniform() * (size - 3)
        y = 1.0 + random.uniform() * (size - 3)
        direction_x = direction_y = 0.0
        speed, water, soil = 1.0, 1.0, 0.0
        for _ in range(30):
            xi, yi = int(x), int(y)
            u, v = x - xi, y - yi
            corner = yi * size + xi
            a, b = heights[corner], heights[corner + 1]
            c, d = heights[corner + size], heights[corner + size + 1]
            rise_x = (b - a) * (1.0 - v) + (d - c) * v
            rise_y = (c - a) * (1.0 - u) + (d - b) * u
            here = a * (1.0 - u) * (1.0 - v) + b * u * (1.0 - v) + c * (1.0 - u) * v + d * u * v
            direction_x = direction_x * 0.3 - rise_x * 0.7
            direction_y = direction_y * 0.3 - rise_y * 0.7
            length = math.sqrt(direction_x * direction_x + direction_y * direction_y)
            if length < 1e-9 or here < SEA * 0.8:
                break
            direction_x /= length
            direction_y /= length
            x += direction_x
            y += direction_y
            if not (1.0 <= x < size - 2 and 1.0 <= y < size - 2):
                break
            drop = here - terrain.at(x, y)
            capacity = max(drop, 0.002) * speed * water * 6.0
            if soil > capacity or drop < 0.0:
                change = min(soil, -drop) if drop < 0.0 else (soil - capacity) * 0.3
            else:
                change = -min((capacity - soil) * 0.25, drop)
            soil -= change
            heights[corner] += change * (1.0 - u) * (1.0 - v)
            heights[corner + 1] += change * u * (1.0 - v)
            heights[corner + size] += change * (1.0 - u) * v
            heights[corner + size + 1] += change * u * v
            speed = math.sqrt(max(speed * speed + drop * 4.0, 0.01))
            water *= 0.97
            steps += 1
    return steps
