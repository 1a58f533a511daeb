"""Services that talk through queues on an event loop: orders are checked, priced, packed and shipped by workers."""
import asyncio
import sys
from dataclasses import dataclass, field


@dataclass
class Order:
    number: int
    items: list
    state: str = "new"
    price: int = 0
    history: list = field(default_factory=list)

    def move(self, state):
        self.history.append(self.state)
        self.state = state


class Rejected(Exception):
    pass


class Warehouse:
    def __init__(self, stock):
        self.stock = stock
        self.lock = asyncio.Lock()
        self.refills = 0

    async def take(self, items):
        async with self.lock:
            for name, count in items:
                if self.stock.get(name, 0) < count:
                    raise Rejected(f"not enough {name}")
            for name, count in items:
                self.stock[name] -= count

    async def refill(self, name, count):
        async with self.lock:
            self.stock[name] += count
            self.refills += 1


class Service:
    """Takes orders from a queue, and gives them to the next one when they are handled."""

    def __init__(self, name, inbox, outbox):
        self.name = name
        self.inbox = inbox
        self.outbox = outbox
        self.handled = 0
        self.problems = {}

    async def handle(self, order):
        raise NotImplementedError

    async def run(self):
        while True:
            order = await self.inbox.get()
            try:
                await self.handle(order)
            except Rejected as error:
                order.move("rejected")
                self.problems[str(error)] = self.problems.get(str(error), 0) + 1
            else:
                self.handled += 1
                if self.outbox is not None:
                    await self.outbox.put(order)
            finally:
                self.inbox.task_done()


class Checker(Service):
    async def handle(self, order):
        if not order.items or any(count <= 0 for _, count in order.items):
            raise Rejected("bad order")
        order.move("checked")


class Pricer(Service):
    PRICES = {"bolt": 12, "nut": 7, "plate": 250, "spring": 40}

    async def handle(self, order):
        total = sum(self.PRICES[name] * count for name, count in order.items)
        order.price = total * 9 // 10 if total > 2000 else total
        await asyncio.sleep(0)
        order.move("priced")


class Packer(Service):
    def __init__(self, name, inbox, outbox, warehouse):
        super().__init__(name, inbox, outbox)
        self.warehouse = warehouse

    async def handle(self, order):
        await self.warehouse.take(order.items)
        order.move("packed")


class Shipper(Service):
    def __init__(self, name, inbox):
        super().__init__(name, inbox, None)
        self.boxes = {}

    async def handle(self, order):
        async for box in boxes(order, 25):
            self.boxes[box] = self.boxes.get(box, 0) + 1
        order.move("shipped")


async def boxes(order, size):
    """The sizes of the boxes that an order fills."""
    left = sum(count for _, count in order.items)
    while left > 0:
        yield min(left, size)
        left -= size
        await asyncio.sleep(0)


def make_orders(count):
    names = list(Pricer.PRICES)
    state = 42
    for number in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        items = [(names[(state >> shift) % 4], (state >> shift + 2) % 16) for shift in range(4, 4 + 3 * (state % 4), 3)]
        yield Order(number, items)


async def supply(warehouse, rounds):
    for number in range(rounds):
        for name in Pricer.PRICES:
            await warehouse.refill(name, 40 + number % 13)
        for _ in range(6):
            await asyncio.sleep(0)


async def serve(count):
    warehouse = Warehouse({name: 500 for name in Pricer.PRICES})
    queues = [asyncio.Queue(maxsize=50) for _ in range(4)]
    services = [
        Checker("check", queues[0], queues[1]),
        Pricer("price 1", queues[1], queues[2]),
        Pricer("price 2", queues[1], queues[2]),
        Packer("pack", queues[2], queues[3], warehouse),
        Shipper("ship", queues[3]),
    ]
    tasks = [asyncio.create_task(service.run(), name=service.name) for service in services]
    supplier = asyncio.create_task(supply(warehouse, count // 8))
    orders = list(make_orders(count))
    for order in orders:
        await queues[0].put(order)
    for queue in queues:
        await queue.join()
    for task in [*tasks, supplier]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(result).__name__ for result in results])
    return warehouse, services, orders


def main(count):
    warehouse, services, orders = asyncio.run(serve(count))
    for service in services:
        print(service.name, service.handled, dict(sorted(service.problems.items())))
    states = {}
    for order in orders:
        states[order.state] = states.get(order.state, 0) + 1
    print(dict(sorted(states.items())))
    print("revenue", sum(order.price for order in orders if order.state == "shipped"))
    print("stock", warehouse.stock, "refills", warehouse.refills)
    print("boxes", sorted(services[-1].boxes.items())[-5:])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 45000)
