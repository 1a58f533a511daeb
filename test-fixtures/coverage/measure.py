"""Measures its own run with coverage.py, lines and branches, and prints what was found."""
import coverage
import early


def work(shapes):
    made = [shapes.Shape(2), shapes.Shape(5), shapes.Shape(-1)]
    print(shapes.total(made), shapes.numbers(9), shapes.squares(5), list(shapes.lazily(2)), shapes.make(3)(1))
    print(early.sign(2), early.sign(-2))


def partly(n):
    if n:
        return 1
    return 2


def measure(branch):
    measurement = coverage.Coverage(data_file=None, branch=branch, config_file=False)
    measurement.start()
    import shapes
    work(shapes)
    partly(1)
    measurement.stop()
    for file in (shapes.__file__, early.__file__, __file__):
        _, statements, _, missing, text = measurement.analysis2(file)
        print(file.rpartition('/')[2], statements, missing, text, sorted(measurement.get_data().lines(file)))
        if branch:
            print(sorted(measurement.get_data().arcs(file)))


early.sign(0)
measure(False)
measure(True)
