"""Villages at good places, with names, and roads between them over the easiest ground."""
import heapq
from dataclasses import dataclass

from noise import SEED, Random
from terrain import SEA, Terrain

STARTS = ['Al', 'Bren', 'Cor', 'Dun', 'El', 'Fal', 'Gar', 'Hol', 'Ister', 'Kel', 'Lan', 'Mor', 'Nor', 'Os', 'Pen', 'Tar']
MIDDLES = ['', '', 'a', 'be', 'de', 'i', 'ing', 'mar', 'o', 'ri']
ENDS = ['by', 'dale', 'ford', 'ham', 'hold', 'mouth', 'stead', 'ton', 'wick']


@dataclass(frozen=True, order=True)
class Village:
    score: float
    x: int
    y: int
    name: str = ''

    def distance(self, other: 'Village') -> float:
        return ((self.x - other.x) ** 2 + (self.y - other.y) ** 2) ** 0.5


class NoWay(Exception):
    """There is no land between two villages."""


def invent_name(random: Random, taken) -> str:
    while True:
        name = random.choice(STARTS) + random.choice(MIDDLES) + random.choice(ENDS)
        if name not in taken:
            return name


def site_score(terrain: Terrain, rivers, x: int, y: int) -> float:
    """Flat ground near water is good; high ground is not."""
    east, south = terrain.slope(x, y)
    height = terrain.heights[y * terrain.size + x]
    score = 1.0 - 30.0 * (abs(east) + abs(south)) - 2.0 * (height - SEA)
    for dy in range(-2, 3):
        for dx in range(-2, 3):
            place = (y + dy) * terrain.size + x + dx
            if place in rivers:
                score += 0.05
            elif terrain.heights[place] <= SEA:
                score += 0.02
    return score


def found_villages(terrain: Terrain, rivers, count: int):
    margin = 4
    sites = [
        Village(site_score(terrain, rivers, x, y), x, y)
        for y in range(margin, terrain.size - margin, 2)
        for x in range(margin, terrain.size - margin, 2)
        if terrain.is_land(x, y) and y * terrain.size + x not in rivers
    ]
    random = Random(SEED + 3)
    villages = []
    taken = set()
    for site in sorted(sites, reverse=True):
        if len(villages) == count:
            break
        if all(site.distance(other) > terrain.size / 7 for other in villages):
            name = invent_name(random, taken)
            taken.add(name)
            villages.append(Village(site.score, site.x, site.y, name))
    return villages


def find_road(terrain: Terrain, rivers, start: Village, goal: Village):
    """The cheapest way by land: steps cost their length, steep ones more, a bridge much more."""
    size = terrain.size
    source = start.y * size + start.x
    target = goal.y * size + goal.x
    costs = {source: 0.0}
    came_from = {}
    frontier = [(0.0, source)]
    while frontier:
        cost, place = heapq.heappop(frontier)
        if place == target:
            break
        if cost > costs[place]:
            continue
        x, y = place % size, place // size
        for near_x, near_y in terrain.neighbors(x, y):
            if not terrain.is_land(near_x, near_y):
                continue
            near = near_y * size + near_x
            length = 1.4142135623730951 if near_x != x and near_y != y else 1.0
            climb = abs(terrain.heights[near] - terrain.heights[place])
            bridge = 4.0 if near in rivers else 0.0
            reached = cost + length * (1.0 + 120.0 * climb) + bridge
            if reached < costs.get(near, float('inf')):
                costs[near] = reached
                came_from[near] = place
                heapq.heappush(frontier, (reached, near))
    if target not in costs:
        raise NoWay(f'{start.name} and {goal.name}')
    road = [target]
    while road[-1] != source:
        road.append(came_from[road[-1]])
    road.reverse()
    return road, costs[target]


def build_roads(terrain: Terrain, rivers, villages):
    """Joins each village with the nearest of those before it; the roads, and the pairs that no road can join."""
    roads, apart = [], []
    for index, village in enumerate(villages[1:], 1):
        nearest = min(villages[:index], key=village.distance)
        try:
            road, cost = find_road(terrain, rivers, nearest, village)
        except NoWay as error:
            apart.append(str(error))
        else:
            roads.append((nearest, village, road, cost))
    return roads, apart
