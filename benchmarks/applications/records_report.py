"""A table of sales, read from CSV: filtered, grouped, joined with another table, sorted and printed as reports."""
import csv
import io
import sys
from collections import defaultdict, namedtuple
from datetime import date, timedelta

Sale = namedtuple("Sale", "number day customer product quantity price")
Customer = namedtuple("Customer", "name region since")

REGIONS = ["north", "south", "east", "west", "overseas"]
PRODUCTS = ["anvil", "bellows", "chisel", "drill", "easel", "file", "gouge", "hammer"]


def make_customers(count):
    return {f"c{number:03}": Customer(f"Customer {number}", REGIONS[number * 7 % 5], 1990 + number % 30) for number in range(count)}


def make_csv(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(Sale._fields)
    start = date(2020, 1, 1)
    state = 99
    for number in range(rows):
        state = (state * 1664525 + 1013904223) % 2**32
        day = start + timedelta(days=state % 1461)
        quantity = "" if state % 97 == 0 else 1 + (state >> 12) % 20
        writer.writerow([number, day.isoformat(), f"c{(state >> 5) % 150:03}", PRODUCTS[(state >> 9) % 8], quantity, f"{(state >> 7) % 9000 / 100 + 1:.2f}"])
    return out.getvalue()


def parse_row(row):
    number, day, customer, product, quantity, price = row
    if not quantity:
        raise ValueError(f"row {number} has no quantity")
    year, month, monthday = day.split("-")
    return Sale(int(number), date(int(year), int(month), int(monthday)), customer, product, int(quantity), float(price))


def read_sales(text):
    reader = csv.reader(io.StringIO(text))
    next(reader)
    sales, problems = [], []
    for row in reader:
        try:
            sales.append(parse_row(row))
        except ValueError as error:
            problems.append(str(error))
    return sales, problems


class Table:
    """Rows that are dictionaries, with the operations of a small query language."""

    def __init__(self, rows):
        self.rows = list(rows)

    def where(self, condition):
        return Table(row for row in self.rows if condition(row))

    def extend(self, **columns):
        result = []
        for row in self.rows:
            wider = dict(row)
            for name, compute in columns.items():
                wider[name] = compute(wider)
            result.append(wider)
        return Table(result)

    def group(self, *keys, **aggregates):
        groups = defaultdict(list)
        for row in self.rows:
            groups[tuple(row[key] for key in keys)].append(row)
        result = []
        for values, rows in groups.items():
            line = dict(zip(keys, values))
            for name, aggregate in aggregates.items():
                line[name] = aggregate(rows)
            result.append(line)
        return Table(result)

    def order(self, *keys, reverse=False):
        return Table(sorted(self.rows, key=lambda row: tuple(row[key] for key in keys), reverse=reverse))

    def show(self, *columns, limit=12):
        texts = [[f"{row[name]:.2f}" if isinstance(row[name], float) else str(row[name]) for name in columns] for row in self.rows[:limit]]
        widths = [max([len(name), *(len(line[index]) for line in texts)]) for index, name in enumerate(columns)]
        print("  ".join(name.ljust(width) for name, width in zip(columns, widths)))
        for line in texts:
            print("  ".join(text.rjust(width) if text[0].isdigit() else text.ljust(width) for text, width in zip(line, widths)))
        print()

    def __len__(self):
        return len(self.rows)


def total(name):
    return lambda rows: sum(row[name] for row in rows)


def mean(name):
    return lambda rows: sum(row[name] for row in rows) / len(rows)


def best(name, label):
    return lambda rows: max(rows, key=lambda row: (row[name], row["number"]))[label]


def discount(row):
    if row["quantity"] >= 15:
        return 0.9
    return 0.95 if row["region"] == "overseas" and row["since"] < 2000 else 1.0


def main(count):
    customers = make_customers(150)
    sales, problems = read_sales(make_csv(count))
    print(len(sales), "sales,", len(problems), "problems; first:", problems[0] if problems else "none")
    table = Table(sale._asdict() for sale in sales).extend(
        region=lambda row: customers[row["customer"]].region,
        since=lambda row: customers[row["customer"]].since,
        year=lambda row: row["day"].year,
        revenue=lambda row: row["quantity"] * row["price"] * discount(row),
    )
    table.group("region", "year", revenue=total("revenue"), sales=len).order("region", "year").show("region", "year", "revenue", "sales", limit=20)
    table.group("product", revenue=total("revenue"), average=mean("price"), biggest=best("revenue", "number")).order("revenue", reverse=True).show("product", "revenue", "average", "biggest")
    large = table.where(lambda row: row["revenue"] > 1000 and row["day"].weekday() < 5)
    print(len(large), "large sales on working days")
    large.group("customer", revenue=total("revenue"), sales=len).order("revenue", "customer", reverse=True).show("customer", "revenue", "sales")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 120000)
