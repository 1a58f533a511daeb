"""Exceptions that are raised and handled while another one is on its way: in finally, with, except, loops and calls."""
import sys


class Swallow:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        print('  swallowing', kind and kind.__name__, 'context', repr(error and error.__context__))
        return True


class Look:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        try:
            raise LookupError('in exit')
        except LookupError as found:
            print('  looked', repr(found.__context__))
        return False


def handling():
    return repr(sys.exc_info()[1])


def handled_in_finally():
    try:
        raise KeyError(1)
    finally:
        try:
            raise ValueError(2)
        except ValueError:
            print(handling())
        print(handling())


def swallowed_in_finally():
    try:
        raise KeyError(1)
    finally:
        with Swallow():
            raise ValueError(2)
        print(handling())


def loop_in_finally():
    try:
        raise KeyError(1)
    finally:
        for i in range(4):
            try:
                if i == 3:
                    break
                raise ValueError(i)
            except ValueError as error:
                print(i, repr(error.__context__), handling())
                continue
        print(handling())


def while_in_finally():
    n = 0
    try:
        raise KeyError(1)
    finally:
        while True:
            n += 1
            try:
                if n > 2:
                    break
                raise ValueError(n)
            except ValueError:
                continue
            finally:
                print('n', n, handling())


def comprehension_in_finally():
    try:
        raise KeyError(1)
    finally:
        try:
            print([10 // i for i in (2, 1, 0)])
        except ZeroDivisionError as error:
            print(error, repr(error.__context__))


def second_handler_within():
    try:
        raise KeyError(1)
    finally:
        try:
            raise ValueError(2)
        except ValueError:
            try:
                raise TypeError(3)
            except TypeError as error:
                print(repr(error.__context__), repr(error.__context__.__context__))
            print(handling())
        print(handling())


def inside_with():
    with Look():
        try:
            raise KeyError(1)
        finally:
            try:
                raise ValueError(2)
            except ValueError:
                print(handling())


def after_else():
    try:
        try:
            pass
        except OSError:
            pass
        else:
            raise KeyError('else')
    finally:
        try:
            raise ValueError(2)
        except ValueError:
            print(handling())


def after_no_match():
    try:
        raise KeyError(1)
    except (OSError, [ValueError for _ in range(1)][0]):
        print('no')
    finally:
        try:
            raise ValueError(2)
        except OSError:
            print('no')
        except ValueError:
            print(handling())


def no_match_inside():
    try:
        raise KeyError(1)
    finally:
        try:
            try:
                raise ValueError(2)
            except OSError:
                print('no')
            finally:
                print('inner', handling())
        except ValueError as error:
            print(repr(error), repr(error.__context__))


def test_that_handles():
    def kinds():
        try:
            raise OSError
        except OSError:
            print('choosing while', handling())
        return KeyError

    try:
        raise KeyError(1)
    except (ValueError, kinds()) as error:
        print(repr(error), handling())


def finally_in_finally():
    try:
        raise KeyError(1)
    finally:
        try:
            try:
                raise ValueError(2)
            finally:
                try:
                    raise TypeError(3)
                except TypeError:
                    print(handling())
                print(handling())
        except ValueError:
            print(handling())
        print(handling())


def finally_that_raises():
    try:
        raise KeyError(1)
    finally:
        try:
            raise ValueError(2)
        except ValueError:
            pass
        raise TypeError(3)


def finally_that_returns():
    try:
        raise KeyError(1)
    finally:
        try:
            raise ValueError(2)
        except ValueError:
            return handling()


def finally_that_breaks():
    for i in range(3):
        try:
            raise KeyError(i)
        finally:
            try:
                raise ValueError(i)
            except ValueError:
                if i == 1:
                    break
                continue
    return i, handling()


def with_in_except():
    try:
        raise KeyError(1)
    except KeyError as error:
        with Swallow():
            try:
                raise ValueError(2)
            except ValueError:
                print(handling())
            raise TypeError(3)
        print(repr(error), handling())
        raise


def nested_withs():
    with Look(), Look() as second:
        try:
            raise KeyError(second is not None)
        finally:
            with Swallow(), Swallow():
                raise ValueError(2)


def return_through():
    for i in range(2):
        with Look():
            try:
                try:
                    raise KeyError(i)
                except KeyError as error:
                    return repr(error), handling()
            finally:
                try:
                    raise ValueError(i)
                except ValueError:
                    print(handling())


def reraise_the_first():
    try:
        try:
            raise KeyError(1)
        except KeyError:
            try:
                raise ValueError(2)
            except ValueError:
                print(handling())
            raise
    except KeyError as error:
        print(repr(error.__context__))
        raise IndexError from error


def named_then_bare():
    try:
        raise KeyError(1)
    except KeyError as error:
        try:
            del error
            raise ValueError(2)
        except ValueError as error:
            print(repr(error), repr(error.__context__))
        try:
            error
        except NameError as missing:
            print(missing)


def many():
    for kind in (KeyError, ValueError, TypeError):
        try:
            try:
                raise kind(1)
            finally:
                for other in (OSError, LookupError):
                    try:
                        raise other(2)
                    except LookupError:
                        print(kind.__name__, 'lookup', handling())
                    except OSError as error:
                        print(kind.__name__, 'os', handling(), repr(error.__context__))
        except Exception as error:
            print(repr(error), repr(error.__context__))


class Dying:
    def __del__(self):
        try:
            raise ValueError('in del')
        except ValueError:
            print('died while', handling())


def destructor_in_finally():
    kept = Dying()
    try:
        raise KeyError(1)
    finally:
        del kept
        print(handling())


def chain(error):
    while error is not None:
        print('   ', repr(error), 'at', [entry.tb_lineno for entry in entries(error.__traceback__)], 'cause', repr(error.__cause__))
        error = error.__context__


def entries(trace):
    while trace is not None:
        yield trace
        trace = trace.tb_next


for function in [
    handled_in_finally, swallowed_in_finally, loop_in_finally, while_in_finally, comprehension_in_finally, second_handler_within,
    inside_with, after_else, after_no_match, no_match_inside, test_that_handles, finally_in_finally, finally_that_raises,
    finally_that_returns, finally_that_breaks, with_in_except, nested_withs, return_through, reraise_the_first,
    named_then_bare, many, destructor_in_finally,
]:
    print(function.__name__)
    try:
        print('  gives', function())
    except Exception as error:
        chain(error)
    print('  after', handling())

try:
    raise KeyError('module')
finally:
    try:
        raise ValueError('inner')
    except ValueError:
        print(handling())
    print(handling())
