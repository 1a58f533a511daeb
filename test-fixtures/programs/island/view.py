"""The island as a bird sees it: a ray for each pixel walks over the ground until it meets it."""
import math

from canvas import Canvas, blend, lit
from noise import SEED, layered_noise
from terrain import SEA, Terrain

SKY_LOW, SKY_HIGH, CLOUD = (188, 214, 236), (70, 124, 196), (250, 250, 252)
LIFT = 0.30


def cloud_cover(x: float, y: float) -> float:
    """How much cloud there is in one direction of the sky: noise that is bent by noise."""
    bend = layered_noise(x + 3.0, y, 4, SEED + 80)
    cover = layered_noise(x + bend * 2.0, y + bend, 6, SEED + 90)
    return max(0.0, min(1.0, (cover - 0.45) * 4.0))


def wave_light(x: float, y: float) -> float:
    """The glitter of the sea."""
    wave = layered_noise(x * 40.0, y * 40.0, 4, SEED + 70)
    return 0.8 + 0.45 * wave * wave


def sky_color(across: float, up: float):
    distance = 1.0 / (up + 0.12)
    cover = cloud_cover(across * distance * 2.0 + 20.0, distance * 2.0)
    return blend(blend(SKY_LOW, SKY_HIGH, min(1.0, max(up, 0.0) * 2.0)), CLOUD, cover * 0.85)


def meet_ground(terrain: Terrain, x: float, y: float, z: float, dx: float, dy: float, dz: float):
    """Where a ray meets land or sea: its place on the grid and the way it took; None if it leaves."""
    scale = terrain.size - 1
    way, stride = 0.0, 0.006
    while way < 3.2:
        way += stride
        px, py, pz = x + dx * way, y + dy * way, z + dz * way
        if pz < 0.0:
            return px, py, way
        if pz > LIFT and dz > 0.0:
            return None
        if 0.0 <= px < 1.0 and 0.0 <= py < 1.0 and pz < LIFT:
            height = (terrain.at(px * scale, py * scale) - SEA) * LIFT / (1.0 - SEA)
            if pz < height:
                return px, py, way
            stride = max(0.004, (pz - height) * 0.5)
        else:
            stride = 0.012
    return None


def look(terrain: Terrain, colors, width: int, height: int, angle: float) -> Canvas:
    """A picture from the rim, turned by `angle` around the middle of the island."""
    canvas = Canvas(width, height)
    eye_x, eye_y, eye_z = 0.5 - 1.05 * math.cos(angle), 0.5 - 1.05 * math.sin(angle), 0.62
    forward_x, forward_y = math.cos(angle), math.sin(angle)
    for row in range(height):
        up = 0.06 - 0.84 * (row + 0.5) / height
        for column in range(width):
            across = (column + 0.5) / width - 0.5
            dx = forward_x - forward_y * across * 1.15
            dy = forward_y + forward_x * across * 1.15
            length = math.sqrt(dx * dx + dy * dy + up * up)
            hit = meet_ground(terrain, eye_x, eye_y, eye_z, dx / length, dy / length, (up - 0.05) / length)
            if hit is None:
                canvas[column, row] = sky_color(across, up + 0.05)
                continue
            x, y, way = hit
            inside = 0.0 <= x < 1.0 and 0.0 <= y < 1.0
            place = int(y * (terrain.size - 1)) * terrain.size + int(x * (terrain.size - 1)) if inside else 0
            color = colors[place]
            if not inside or terrain.heights[place] <= SEA:
                color = lit(color, wave_light(x, y))
            canvas[column, row] = blend(color, SKY_LOW, min(0.9, max(0.0, way - 0.7) * 0.35))
    return canvas
