"""Rivers: every point drains to its lowest neighbor, and where much water meets a river shows."""
import heapq

from terrain import SEA, Terrain


def drainage(terrain: Terrain):
    """For each point where its water goes, found from the sea upward so that no hollow keeps it; and that order."""
    size = terrain.size
    heights = terrain.heights
    downstream = {}
    frontier = []
    for y in range(size):
        for x in range(size):
            place = y * size + x
            if heights[place] <= SEA:
                downstream[place] = place
                if any(terrain.is_land(*near) for near in terrain.neighbors(x, y)):
                    heapq.heappush(frontier, (heights[place], place))
    order = []
    while frontier:
        level, place = heapq.heappop(frontier)
        for x, y in terrain.neighbors(place % size, place // size):
            upper = y * size + x
            if upper not in downstream:
                downstream[upper] = place
                order.append(upper)
                heapq.heappush(frontier, (max(level, heights[upper]), upper))
    return downstream, order


def water_amounts(terrain: Terrain):
    """How many points drain through each point of the land."""
    downstream, order = drainage(terrain)
    amounts = dict.fromkeys(order, 1)
    for place in reversed(order):
        below = downstream[place]
        if below in amounts:
            amounts[below] += amounts[place]
    return amounts


def find_rivers(terrain: Terrain, least: int):
    """The points of rivers with their water, and the water of the largest mouth."""
    rivers = {place: amount for place, amount in water_amounts(terrain).items() if amount >= least}
    return rivers, max(rivers.values(), default=0)
