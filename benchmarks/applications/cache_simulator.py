"""Caches with different policies of replacement, run over the same traces of requests."""
import sys
from collections import OrderedDict, deque


class Cache:
    name = "none"

    def __init__(self, capacity):
        self.capacity = capacity
        self.hits = 0
        self.misses = 0

    def request(self, key):
        if self.lookup(key):
            self.hits += 1
            return True
        self.misses += 1
        self.insert(key)
        return False

    def lookup(self, key):
        return False

    def insert(self, key):
        pass

    @property
    def rate(self):
        requests = self.hits + self.misses
        return self.hits / requests if requests else 0.0


class Fifo(Cache):
    name = "fifo"

    def __init__(self, capacity):
        super().__init__(capacity)
        self.order = deque()
        self.keys = set()

    def lookup(self, key):
        return key in self.keys

    def insert(self, key):
        if len(self.order) >= self.capacity:
            self.keys.discard(self.order.popleft())
        self.order.append(key)
        self.keys.add(key)


class Link:
    __slots__ = ("key", "previous", "next")

    def __init__(self, key):
        self.key = key
        self.previous = self.next = self


class Lru(Cache):
    """A dictionary and a ring of links, most recently used first."""

    name = "lru"

    def __init__(self, capacity):
        super().__init__(capacity)
        self.links = {}
        self.ring = Link(None)

    def unlink(self, link):
        link.previous.next = link.next
        link.next.previous = link.previous

    def link_first(self, link):
        first = self.ring.next
        link.previous, link.next = self.ring, first
        first.previous = link
        self.ring.next = link

    def lookup(self, key):
        link = self.links.get(key)
        if link is None:
            return False
        self.unlink(link)
        self.link_first(link)
        return True

    def insert(self, key):
        if len(self.links) >= self.capacity:
            last = self.ring.previous
            self.unlink(last)
            del self.links[last.key]
        link = Link(key)
        self.links[key] = link
        self.link_first(link)


class Clock(Cache):
    name = "clock"

    def __init__(self, capacity):
        super().__init__(capacity)
        self.slots = [None] * capacity
        self.used = [False] * capacity
        self.places = {}
        self.hand = 0

    def lookup(self, key):
        place = self.places.get(key)
        if place is None:
            return False
        self.used[place] = True
        return True

    def insert(self, key):
        while self.used[self.hand]:
            self.used[self.hand] = False
            self.hand = (self.hand + 1) % self.capacity
        old = self.slots[self.hand]
        if old is not None:
            del self.places[old]
        self.slots[self.hand] = key
        self.places[key] = self.hand
        self.hand = (self.hand + 1) % self.capacity


class TwoQueues(Cache):
    """New keys wait in a short queue; only those asked for again come into the long one."""

    name = "2q"

    def __init__(self, capacity):
        super().__init__(capacity)
        self.short = OrderedDict()
        self.long = OrderedDict()
        self.limit = max(1, capacity // 4)

    def lookup(self, key):
        if key in self.long:
            self.long.move_to_end(key)
            return True
        if key in self.short:
            del self.short[key]
            self.long[key] = True
            if len(self.long) > self.capacity - self.limit:
                self.long.popitem(last=False)
            return True
        return False

    def insert(self, key):
        self.short[key] = True
        if len(self.short) > self.limit:
            self.short.popitem(last=False)


class Lfu(Cache):
    name = "lfu"

    def __init__(self, capacity):
        super().__init__(capacity)
        self.counts = {}
        self.groups = {}
        self.least = 0

    def lookup(self, key):
        count = self.counts.get(key)
        if count is None:
            return False
        group = self.groups[count]
        del group[key]
        if not group:
            del self.groups[count]
            if self.least == count:
                self.least += 1
        self.counts[key] = count + 1
        self.groups.setdefault(count + 1, {})[key] = None
        return True

    def insert(self, key):
        if len(self.counts) >= self.capacity:
            group = self.groups[self.least]
            victim = next(iter(group))
            del group[victim]
            if not group:
                del self.groups[self.least]
            del self.counts[victim]
        self.counts[key] = 1
        self.groups.setdefault(1, {})[key] = None
        self.least = 1


def skewed(count, keys):
    state = 1
    for _ in range(count):
        state = (state * 48271) % 2147483647
        position = state % 1000
        yield state // 1000 % (keys // 20 if position < 700 else keys // 4 if position < 900 else keys)


def scanning(count, keys):
    for number, key in enumerate(skewed(count, keys)):
        yield number % (2 * keys) if number % 1000 > 800 else key


def looping(count, keys):
    for number in range(count):
        yield number % (keys // 6)


def main(count):
    keys, capacity = 3000, 400
    for trace in (skewed, scanning, looping):
        requests = list(trace(count, keys))
        print(f"{trace.__name__}: {len(requests)} requests of {len(set(requests))} keys")
        for kind in (Fifo, Lru, Clock, TwoQueues, Lfu):
            cache = kind(capacity)
            for key in requests:
                cache.request(key)
            print(f"  {cache.name:<6} hits {cache.hits:>7} misses {cache.misses:>7} rate {cache.rate:.4f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 220000)
