"""A folder is run by runpy, whose frames are below the program's."""
import inspect
import runpy

print(__name__, __package__, __doc__, __spec__.name, __spec__.parent, __spec__.has_location, __file__ == __spec__.origin)
print([frame.function for frame in inspect.stack()])
print(runpy._get_main_module_details.__name__)


def fails():
    import divides


fails()
