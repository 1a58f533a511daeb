"""Graphs: a road map of towns; shortest routes, a spanning tree, strongly connected parts and an order of works."""
import heapq
import sys
from collections import defaultdict, deque


class Road:
    __slots__ = ("start", "end", "length")

    def __init__(self, start, end, length):
        self.start = start
        self.end = end
        self.length = length

    def __lt__(self, other):
        return (self.length, self.start, self.end) < (other.length, other.start, other.end)


class RoadMap:
    def __init__(self):
        self.positions = {}
        self.roads = defaultdict(list)

    def add_town(self, name, x, y):
        self.positions[name] = (x, y)

    def connect(self, first, second, detour):
        length = self.distance(first, second) * detour
        self.roads[first].append(Road(first, second, length))

    def distance(self, first, second):
        (x1, y1), (x2, y2) = self.positions[first], self.positions[second]
        return ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5

    def all_roads(self):
        return [road for roads in self.roads.values() for road in roads]

    def dijkstra(self, source):
        distances = {source: 0.0}
        done = set()
        heap = [(0.0, source)]
        while heap:
            distance, town = heapq.heappop(heap)
            if town in done:
                continue
            done.add(town)
            for road in self.roads[town]:
                candidate = distance + road.length
                if candidate < distances.get(road.end, float("inf")):
                    distances[road.end] = candidate
                    heapq.heappush(heap, (candidate, road.end))
        return distances

    def a_star(self, source, target):
        """The towns of the shortest route and how many were looked at; None where there is no route."""
        costs = {source: 0.0}
        previous = {}
        closed = set()
        heap = [(self.distance(source, target), source)]
        while heap:
            _, town = heapq.heappop(heap)
            if town == target:
                route = [town]
                while town in previous:
                    town = previous[town]
                    route.append(town)
                return route[::-1], len(closed)
            if town in closed:
                continue
            closed.add(town)
            for road in self.roads[town]:
                cost = costs[town] + road.length
                if road.end not in costs or cost < costs[road.end]:
                    costs[road.end] = cost
                    previous[road.end] = town
                    heapq.heappush(heap, (cost + self.distance(road.end, target), road.end))
        return None, len(closed)

    def hops(self, source):
        levels = {source: 0}
        queue = deque([source])
        while queue:
            town = queue.popleft()
            for road in self.roads[town]:
                if road.end not in levels:
                    levels[road.end] = levels[town] + 1
                    queue.append(road.end)
        return levels


class UnionFind:
    def __init__(self, items):
        self.parent = {item: item for item in items}
        self.size = dict.fromkeys(self.parent, 1)

    def find(self, item):
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def union(self, first, second):
        first, second = self.find(first), self.find(second)
        if first == second:
            return False
        if self.size[first] < self.size[second]:
            first, second = second, first
        self.parent[second] = first
        self.size[first] += self.size[second]
        return True


def spanning_tree(roadmap):
    union = UnionFind(roadmap.positions)
    return [road for road in sorted(roadmap.all_roads()) if union.union(road.start, road.end)]


def components(roadmap):
    """Strongly connected components, Kosaraju's way with stacks of its own."""
    order, seen = [], set()
    for town in roadmap.positions:
        stack = [(town, iter(roadmap.roads[town]))] if town not in seen else []
        seen.add(town)
        while stack:
            here, roads = stack[-1]
            for road in roads:
                if road.end not in seen:
                    seen.add(road.end)
                    stack.append((road.end, iter(roadmap.roads[road.end])))
                    break
            else:
                order.append(here)
                stack.pop()
    backwards = defaultdict(list)
    for road in roadmap.all_roads():
        backwards[road.end].append(road.start)
    found, assigned = [], set()
    for town in reversed(order):
        if town in assigned:
            continue
        component, stack = [], [town]
        assigned.add(town)
        while stack:
            here = stack.pop()
            component.append(here)
            for other in backwards[here]:
                if other not in assigned:
                    assigned.add(other)
                    stack.append(other)
        found.append(component)
    return found


def work_order(tasks):
    """Kahn's order of tasks, given what each needs."""
    needs = {task: set(before) for task, before in tasks.items()}
    order = []
    while needs:
        ready = sorted(task for task, before in needs.items() if not before)
        if not ready:
            raise ValueError(f"a circle among {sorted(needs)[:3]}")
        for task in ready:
            del needs[task]
        for before in needs.values():
            before.difference_update(ready)
        order.extend(ready)
    return order


def make_map(count):
    roadmap = RoadMap()
    state = 5
    names = [f"t{number}" for number in range(count)]
    for name in names:
        state = (state * 48271) % 2147483647
        roadmap.add_town(name, state % 1000, state // 1000 % 1000)
    for index, name in enumerate(names):
        for step in (1, 7, 31, 77):
            state = (state * 48271) % 2147483647
            if state % 5 != 0:
                roadmap.connect(name, names[(index + step) % count], 1.0 + state % 100 / 100)
            if state % 7 == 0:
                roadmap.connect(names[(index + step) % count], name, 1.1)
    return roadmap


def main(count):
    roadmap = make_map(count)
    names = list(roadmap.positions)
    for source in names[:: max(1, count // 12)]:
        distances = roadmap.dijkstra(source)
        farthest = max(distances, key=lambda town: (distances[town], town))
        print(source, len(distances), farthest, f"{distances[farthest]:.3f}")
    for index in range(1, 16):
        source, target = names[index * 13 % count], names[index * 101 % count]
        route, looked = roadmap.a_star(source, target)
        print(source, target, len(route) if route else "no route", looked)
    print("hops", max(roadmap.hops(names[0]).values()))
    tree = spanning_tree(roadmap)
    print("tree", len(tree), f"{sum(road.length for road in tree):.3f}")
    parts = components(roadmap)
    print("components", len(parts), max(map(len, parts)))
    order = work_order({road.end: [road.start] if int(road.start[1:]) < int(road.end[1:]) else [] for road in tree} | {tree[0].start: []} | {road.start: [] for road in tree})
    print("works", len(order), order[:5], order[-3:])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10000)
