"""joblib: functions of the main program in worker processes (loky pickles them by value), in threads, and memoized on disk."""
import shutil
import tempfile

from joblib import Memory, Parallel, delayed, hash as joblib_hash

OFFSET = 7


def work(n, scale=2):
    total = 0
    for i in range(n):
        total += i * scale
    return total + OFFSET


def risky(n):
    if n == 2:
        raise ValueError(f"not {n}")
    return n


class Model:
    def __init__(self, weight):
        self.weight = weight

    def predict(self, x):
        return self.weight * x


def closure(k):
    return lambda x: x ** k


def main():
    for backend in ("loky", "threading", "sequential"):
        run = Parallel(n_jobs=2, backend=backend)
        print(backend, run(delayed(work)(n) for n in range(6)))
        print(run(delayed(Model(3).predict)(n) for n in range(4)), run(delayed(closure(3))(n) for n in range(4)))
        try:
            run(delayed(risky)(n) for n in range(4))
        except ValueError as error:
            print(type(error).__name__, error)
    print(list(Parallel(n_jobs=2, return_as="generator")(delayed(work)(n, scale=n) for n in range(5))))
    folder = tempfile.mkdtemp()
    try:
        memory = Memory(folder, verbose=0)
        calls = []

        @memory.cache
        def square(x):
            calls.append(x)
            return x * x

        print([square(x) for x in (2, 3, 2, 3)], calls, square.check_call_in_cache(2), square.check_call_in_cache(5))
    finally:
        shutil.rmtree(folder)
    print(joblib_hash([1, "a", (2.5, None)]))


if __name__ == "__main__":
    main()
