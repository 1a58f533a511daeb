"""A shop as small classes: money, products, a cart with promotions as strategies, taxes, orders as a state machine."""
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import reduce, total_ordering


@total_ordering
class Money:
    __slots__ = ("cents",)

    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents)

    def __sub__(self, other):
        return Money(self.cents - other.cents)

    def __mul__(self, factor):
        return Money(round(self.cents * factor))

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __lt__(self, other):
        return self.cents < other.cents

    def __hash__(self):
        return hash(self.cents)

    def __bool__(self):
        return self.cents != 0

    def __str__(self):
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02}"


ZERO = Money(0)


@dataclass(frozen=True)
class Product:
    code: str
    name: str
    category: str
    price: Money


@dataclass
class Line:
    product: Product
    quantity: int

    @property
    def total(self):
        return self.product.price * self.quantity


class Cart:
    def __init__(self):
        self._lines = {}

    def add(self, product, quantity=1):
        line = self._lines.get(product.code)
        if line is None:
            self._lines[product.code] = Line(product, quantity)
        else:
            line.quantity += quantity
        return self

    def __iter__(self):
        return iter(self._lines.values())

    def __len__(self):
        return len(self._lines)

    def __contains__(self, product):
        return product.code in self._lines

    @property
    def total(self):
        return reduce(lambda total, line: total + line.total, self, ZERO)


class Promotion(ABC):
    @abstractmethod
    def discount(self, cart, customer):
        """What the promotion takes off the cart's price."""

    @property
    def title(self):
        return type(self).__name__


class Percent(Promotion):
    def __init__(self, category, percent):
        self.category = category
        self.percent = percent

    def discount(self, cart, customer):
        total = ZERO
        for line in cart:
            if line.product.category == self.category:
                total += line.total * (self.percent / 100)
        return total


class ThreeForTwo(Promotion):
    def discount(self, cart, customer):
        return sum((line.product.price * (line.quantity // 3) for line in cart), ZERO)


class Loyalty(Promotion):
    def discount(self, cart, customer):
        return cart.total * min(customer.years * 0.01, 0.08)


class Bundle(Promotion):
    def __init__(self, first, second, off):
        self.first, self.second, self.off = first, second, off

    def discount(self, cart, customer):
        return self.off if self.first in cart and self.second in cart else ZERO


class TaxPolicy:
    RATES = {"book": 0.07, "food": 0.07}

    def tax(self, line):
        return line.total * self.RATES.get(line.product.category, self.default_rate())

    def default_rate(self):
        return 0.19


class ExportPolicy(TaxPolicy):
    def tax(self, line):
        return ZERO


class Customer:
    def __init__(self, number, country, years):
        self.number = number
        self.country = country
        self.years = years
        self.orders = []

    @property
    def policy(self):
        return POLICIES["home" if self.country == "DE" else "export"]


POLICIES = {"home": TaxPolicy(), "export": ExportPolicy()}


class WrongState(Exception):
    pass


class Order:
    TRANSITIONS = {"open": {"pay": "paid", "cancel": "cancelled"}, "paid": {"ship": "shipped", "cancel": "refunded"}, "shipped": {"deliver": "delivered"}}

    def __init__(self, customer, cart, promotions):
        self.customer = customer
        self.state = "open"
        self.net = cart.total
        self.applied = max(promotions, key=lambda promotion: promotion.discount(cart, customer))
        self.saved = self.applied.discount(cart, customer)
        self.tax = sum((customer.policy.tax(line) for line in cart), ZERO)
        self.observers = []
        customer.orders.append(self)

    @property
    def total(self):
        return self.net - self.saved + self.tax

    def fire(self, event):
        try:
            self.state = self.TRANSITIONS[self.state][event]
        except KeyError:
            raise WrongState(f"{event} in state {self.state}") from None
        for observer in self.observers:
            observer(self, event)


class Journal:
    def __init__(self):
        self.counts = {}
        self.takings = ZERO

    def __call__(self, order, event):
        self.counts[event] = self.counts.get(event, 0) + 1
        if event == "pay":
            self.takings += order.total
        elif order.state == "refunded":
            self.takings -= order.total


def main(count):
    categories = ["book", "food", "toy", "tool", "garden"]
    products = [Product(f"p{n:02}", f"Product {n}", categories[n % 5], Money(199 + n * 137 % 4001)) for n in range(40)]
    promotions = [Percent("book", 15), Percent("garden", 12.5), ThreeForTwo(), Loyalty(), Bundle(products[3], products[7], Money(1500))]
    customers = [Customer(n, "DE" if n % 4 else "CH", n % 12) for n in range(50)]
    journal, errors, state, used = Journal(), {}, 9, {}
    for number in range(count):
        cart = Cart()
        for _ in range(2 + number % 6):
            state = (state * 48271) % 2147483647
            cart.add(products[state % 40], 1 + state // 40 % 4)
        order = Order(customers[state % 50], cart, promotions)
        order.observers.append(journal)
        used[order.applied.title] = used.get(order.applied.title, 0) + 1
        for event in (("pay", "ship", "deliver"), ("pay", "cancel"), ("cancel", "pay"), ("ship",))[state // 200 % 4]:
            try:
                order.fire(event)
            except WrongState as error:
                errors[str(error)] = errors.get(str(error), 0) + 1
    print("takings", journal.takings, dict(sorted(journal.counts.items())))
    print("promotions", dict(sorted(used.items())))
    print("errors", errors)
    best = sorted(customers, key=lambda customer: (sum((order.total for order in customer.orders), ZERO), customer.number), reverse=True)
    for customer in best[:5]:
        print(customer.number, customer.country, len(customer.orders), sum((order.total for order in customer.orders), ZERO), max((order.saved for order in customer.orders), default=ZERO))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 28000)
