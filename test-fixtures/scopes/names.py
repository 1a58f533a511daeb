"""Ordinary names: globals, locals, cells, nonlocal, global, and classes in between."""
import os.path, sys as system
from collections import *
from itertools import chain as link

counter = 0
(aside): int
noted: int = 3


def outer(first, /, second=counter, *rest, key=None, **others):
    captured = first
    shared: int

    def inner():
        nonlocal shared
        global counter, made_here
        counter += 1
        made_here = captured
        shared = lambda: captured + second
        return rest

    class Local:
        captured = captured
        second = 1

        def method(self):
            return captured, second, key, Local

        global made_in_class
        made_in_class = 1

    for counter_like in rest:
        del counter_like
    try:
        pass
    except ValueError as problem:
        print(problem)
    else:
        def after_else(): return others
    with open(first) as (a, *b), open(b):
        pass
    return inner, Local


def shadows():
    global counter

    def reads():
        return counter

    def binds():
        counter = 1

        def deeper():
            return counter
        return deeper
    return reads, binds


def top(self):
    return self


match counter:
    case {"a": 1, **remaining}:
        pass
    case [x, *tail] | Point(x, y=tail) as whole if whole:
        pass
