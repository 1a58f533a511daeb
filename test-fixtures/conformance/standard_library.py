"""The standard library at run time: our functions as callbacks of json, re, itertools, threading, heapq, io."""
import bisect
import contextlib
import copy
import functools
import heapq
import io
import itertools
import json
import logging
import operator
import random
import re
import string
import sys
import textwrap
import threading
import warnings


class Custom:
    def __init__(self, v): self.v = v
    def __lt__(self, other): return self.v < other.v
    def __repr__(self): return f'C{self.v}'
    def __copy__(self): return Custom(self.v + 100)
    def __deepcopy__(self, memo): return Custom(self.v + 1000)


def encode(value):
    if isinstance(value, Custom):
        return {'custom': value.v}
    raise TypeError(f'cannot encode {type(value).__name__}')


print(json.dumps({'a': [1, 2.5, None, True, 'é"\n'], 'c': Custom(3)}, default=encode, sort_keys=True), json.loads('{"custom": 5}', object_hook=lambda d: Custom(d['custom'])))
try:
    json.dumps({'x': object}, default=encode)
except TypeError as error:
    print(error)
try:
    json.loads('{"a": }')
except json.JSONDecodeError as error:
    print(error)
print(re.sub(r'(\w+)@(\w+)', lambda m: m.group(2).upper() + '#' + m[1], 'me@home you@work'), re.findall(r'\d+', 'a1b22c333'), re.match(r'(?P<year>\d{4})-(?P<m>\d\d)', '2024-05-01').groupdict(), re.split(r'[,;]\s*', 'a, b;c'), [m.span() for m in re.finditer('a', 'banana')])
print(list(itertools.accumulate([1, 2, 3, 4], lambda a, b: a * b)), list(itertools.groupby('aabbbc', key=str.upper))[0][0], [(k, len(list(g))) for k, g in itertools.groupby('aabbbc')], list(itertools.takewhile(lambda x: x < 3, itertools.count())), list(itertools.chain.from_iterable([[1], [2, 3]])), list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.islice(itertools.cycle('ab'), 5)), list(itertools.product('ab', repeat=2))[1:3], list(itertools.combinations(range(4), 2))[-1], list(itertools.pairwise('abc')), list(itertools.zip_longest('ab', [1], fillvalue='-')))
print(functools.reduce(lambda a, b: a + b, range(10)), functools.partial(lambda a, b, c=0: (a, b, c), 1, c=3)(2), sorted('bca', key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))), operator.itemgetter(1, 0)([5, 6]), operator.attrgetter('v')(Custom(8)), operator.methodcaller('upper')('x'))
heap = [Custom(v) for v in (5, 1, 4)]
heapq.heapify(heap)
print(heapq.heappop(heap), bisect.bisect([1, 3, 5], 4), copy.copy(Custom(1)), copy.deepcopy([Custom(1)]))
counter = 0
lock = threading.Lock()
local = threading.local()


def count(times):
    global counter
    local.value = 0
    for _ in range(times):
        with lock:
            counter += 1
        local.value += 1
    return local.value


threads = [threading.Thread(target=count, args=(2000,), name=f't{i}') for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter, hasattr(local, 'value'))


def fails():
    raise ValueError('in thread')


threading.excepthook = lambda args: print('hook', args.exc_type.__name__, args.exc_value)
thread = threading.Thread(target=fails)
thread.start()
thread.join()
event, results = threading.Event(), []


def waiter():
    event.wait()
    results.append('woken')


thread = threading.Thread(target=waiter)
thread.start()
event.set()
thread.join()
print(results)
random.seed(42)
print(random.randint(1, 100), random.choice('abc'), random.sample(range(10), 3), round(random.random(), 6))
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    print('captured', end='!')
print(buffer.getvalue(), string.Template('$a $b').substitute(a=1, b=2), textwrap.fill('some words to wrap in lines', 12))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')

    def old():
        warnings.warn('old thing', DeprecationWarning, stacklevel=2)
    old()
print([(w.category.__name__, str(w.message), w.lineno) for w in caught])
stream = io.StringIO()
logging.basicConfig(stream=stream, format='%(levelname)s %(funcName)s %(lineno)d %(message)s', force=True)


def logs():
    logging.warning('hello %s', 'log')
    try:
        1 / 0
    except ZeroDivisionError:
        logging.exception('failed')


logs()
print(stream.getvalue().replace(__file__, 'FILE'))
trace = []


def tracer(frame, event, argument):
    if frame.f_code.co_name == 'traced':
        trace.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


def traced(n):
    total = 0
    for i in range(n):
        total += i
    return total


sys.settrace(tracer)
traced(2)
sys.settrace(None)
print(trace)
print(*map(lambda f: f(3), [lambda x: x + 1, str, Custom]), list(filter(lambda x: x % 2, range(5))), max('abc', key=lambda c: -ord(c)), [*iter(lambda it=iter([3, 2, 0]): next(it), 0)])
