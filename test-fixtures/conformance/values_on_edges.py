"""A value that one way out of a block still needs ends on the other one, also where that leads back to a loop's start."""


class Loud:
    alive = 0

    def __init__(self, name):
        self.name = name
        Loud.alive += 1

    def __del__(self):
        Loud.alive -= 1
        print('end of', self.name)

    def __gt__(self, other):
        return self.name > other

    __ge__ = __gt__

    def __lt__(self, other):
        return self.name < other

    def __bool__(self):
        return self.name % 2 == 0


def comprehension():
    return [name for name in range(4) if 1 <= Loud(name) < 3]


def nested():
    return [[name for name in range(3) if 0 <= Loud(name + row) < 2] for row in range(2)]


def dict_and_set():
    return {name: 1 for name in range(3) if 1 <= Loud(name) < 2}, {name for name in range(3) if 1 <= Loud(name) < 2}


def loop():
    count = 0
    for name in range(4):
        if 1 <= Loud(name) < 3:
            count += 1
        print(name, Loud.alive)
    return count


def while_loop():
    name = 0
    while -1 <= Loud(name) < 3:
        name += 1
        if name == 2:
            continue
        print(name, Loud.alive)
    return name


def operators():
    kept = []
    for name in range(4):
        kept.append((Loud(name) and name) or -1)
        if not (Loud(name) and Loud(name + 1)):
            continue
        print('both', name)
    return kept


def handlers():
    for name in range(3):
        try:
            if 1 <= Loud(name) < 1 // (name - 1):
                continue
        except ZeroDivisionError as error:
            print(error, Loud.alive)
    return Loud.alive


def chain_of_three():
    return [name for name in range(4) if 0 <= Loud(name) < 9 and 1 <= Loud(name) < 3]


for function in comprehension, nested, dict_and_set, loop, while_loop, operators, handlers, chain_of_three:
    print(function.__name__)
    print(function(), Loud.alive)
