"""Discrete events: customers queue at the counters of a post office, one more counter opens when the queue grows."""
import heapq
import sys
from collections import deque


class Clock:
    def __init__(self):
        self.now = 0.0
        self.queue = []
        self.sequence = 0

    def after(self, delay, action, *arguments):
        self.sequence += 1
        heapq.heappush(self.queue, (self.now + delay, self.sequence, action, arguments))

    def run(self, until):
        handled = 0
        while self.queue and self.queue[0][0] <= until:
            self.now, _, action, arguments = heapq.heappop(self.queue)
            action(*arguments)
            handled += 1
        return handled


class Random:
    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state * 16807) % 2147483647
        return self.state / 2147483647

    def between(self, low, high):
        return low + (high - low) * self.uniform()


class Customer:
    count = 0

    def __init__(self, arrived, task):
        Customer.count += 1
        self.number = Customer.count
        self.arrived = arrived
        self.task = task
        self.patience = 12.0 + 6.0 * (self.number % 5)

    def waited(self, now):
        return now - self.arrived


class Counter:
    def __init__(self, name, skills, speed):
        self.name = name
        self.skills = frozenset(skills)
        self.speed = speed
        self.customer = None
        self.busy = 0.0
        self.served = 0

    @property
    def is_free(self):
        return self.customer is None

    def can_serve(self, customer):
        return customer.task in self.skills


class Statistics:
    def __init__(self):
        self.count = 0
        self.mean = 0.0
        self.squares = 0.0
        self.greatest = 0.0

    def add(self, value):
        self.count += 1
        difference = value - self.mean
        self.mean += difference / self.count
        self.squares += difference * (value - self.mean)
        if value > self.greatest:
            self.greatest = value

    def deviation(self):
        return (self.squares / self.count) ** 0.5 if self.count else 0.0

    def __str__(self):
        return f"n={self.count} mean={self.mean:.3f} deviation={self.deviation():.3f} greatest={self.greatest:.3f}"


class PostOffice:
    DURATIONS = {"stamps": 1.5, "parcel": 4.0, "bank": 6.5, "letter": 2.0}

    def __init__(self, clock, random, counters):
        self.clock = clock
        self.random = random
        self.counters = counters
        self.waiting = deque()
        self.waits = {task: Statistics() for task in self.DURATIONS}
        self.lengths = Statistics()
        self.gone = 0
        self.extra = 0

    def arrive(self):
        tasks = list(self.DURATIONS)
        customer = Customer(self.clock.now, tasks[int(self.random.uniform() * 3.999)])
        self.waiting.append(customer)
        self.clock.after(customer.patience, self.give_up, customer)
        self.clock.after(self.random.between(0.2, 2.3), self.arrive)
        self.lengths.add(len(self.waiting))
        if len(self.waiting) > 15 and self.extra < 2:
            self.extra += 1
            self.counters.append(Counter(f"extra{self.extra}", self.DURATIONS, 0.8))
            self.clock.after(240.0, self.close_extra)
        self.assign()

    def close_extra(self):
        for counter in self.counters:
            if counter.name.startswith("extra") and counter.is_free:
                self.counters.remove(counter)
                self.extra -= 1
                return
        self.clock.after(10.0, self.close_extra)

    def give_up(self, customer):
        if customer in self.waiting:
            self.waiting.remove(customer)
            self.gone += 1

    def assign(self):
        for counter in self.counters:
            if not counter.is_free:
                continue
            for customer in self.waiting:
                if counter.can_serve(customer):
                    self.waiting.remove(customer)
                    self.start(counter, customer)
                    break

    def start(self, counter, customer):
        counter.customer = customer
        self.waits[customer.task].add(customer.waited(self.clock.now))
        duration = self.DURATIONS[customer.task] * self.random.between(0.5, 1.6) / counter.speed
        counter.busy += duration
        self.clock.after(duration, self.finish, counter)

    def finish(self, counter):
        counter.customer = None
        counter.served += 1
        self.assign()


def main(hours):
    clock = Clock()
    counters = [Counter("A", ["stamps", "letter"], 1.1), Counter("B", ["parcel", "letter", "stamps"], 1.0), Counter("C", ["bank", "stamps"], 1.3)]
    office = PostOffice(clock, Random(31), counters)
    clock.after(0.0, office.arrive)
    for part in range(1, 5):
        handled = clock.run(hours * 60.0 * part / 4)
        print(f"{clock.now:10.2f} events {handled} waiting {len(office.waiting)} gone {office.gone} counters {len(office.counters)}")
    for task, statistics in sorted(office.waits.items()):
        print(f"{task:<8}", statistics)
    print("queue   ", office.lengths)
    for counter in counters:
        print(counter.name, counter.served, f"{counter.busy / clock.now:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3500)
