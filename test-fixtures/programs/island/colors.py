"""Which color the ground has, by height and slope."""
from canvas import blend, lit
from terrain import SEA, Terrain

DEEP, SHALLOW = (12, 34, 92), (52, 128, 176)
RIVER, ROAD, ROOF = (70, 150, 210), (214, 178, 120), (232, 70, 54)
BANDS = [
    (0.00, (226, 208, 150)),
    (0.05, (120, 168, 84)),
    (0.30, (60, 122, 58)),
    (0.55, (118, 104, 86)),
    (0.78, (150, 146, 142)),
    (0.90, (244, 246, 250)),
    (1.01, (255, 255, 255)),
]


def ground_color(height: float):
    if height <= SEA:
        return blend(DEEP, SHALLOW, (height / SEA) ** 2)
    share = (height - SEA) / (1.0 - SEA)
    for (low, color), (high, next_color) in zip(BANDS, BANDS[1:]):
        if share < high:
            return blend(color, next_color, (share - low) / (high - low))
    return BANDS[-1][1]


def paint(terrain: Terrain, rivers, roads, villages):
    """The color of every point of the grid, with the light from the north-west."""
    colors = []
    for y in range(terrain.size):
        for x in range(terrain.size):
            place = y * terrain.size + x
            color = RIVER if place in rivers else ground_color(terrain.heights[place])
            if terrain.heights[place] > SEA:
                east, south = terrain.slope(x, y)
                color = lit(color, max(0.4, 1.0 + 7.0 * (east + south)))
            colors.append(color)
    for _, _, road, _ in roads:
        for place in road:
            colors[place] = ROAD
    for village in villages:
        for dy in (0, 1):
            for dx in (0, 1):
                colors[(village.y + dy) * terrain.size + village.x + dx] = ROOF
    return colors
