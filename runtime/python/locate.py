"""Finds the file that `python -m NAME` would run, without importing anything of it.

Reads {"module": dotted name, "folder": where it is started} from standard input; writes {"name": ..., "file": ...}, the
name with `.__main__` for a package, or {"error": what runpy says}.
"""
import json
import os
import site
import sys
import types


def search_path(folder):
    """As it is outside of isolated mode: the folder, the user's variable, packages of the user."""
    variable = os.environ.get('PYTHONPATH', '')
    sys.path[:0] = [folder, *filter(None, variable.split(os.pathsep))]
    if sys.prefix == sys.base_prefix and not os.environ.get('PYTHONNOUSERSITE'):
        site.addsitedir(site.getusersitepackages())


def find_spec(name, path):
    for finder in sys.meta_path:
        spec = finder.find_spec(name, path)
        if spec is not None:
            return spec
    return None


def find_module(name):
    """The specification of the module and None, or None and the error."""
    path = None
    spec = None
    parts = name.split('.')
    for count in range(1, len(parts) + 1):
        part = '.'.join(parts[:count])
        if count > 1 and path is None:
            parent = spec.name
            return None, f"Error while finding module specification for {name!r} (ModuleNotFoundError: __path__ attribute not found on {parent!r} while trying to find {name!r})"
        spec = find_spec(part, path)
        if spec is None:
            if count == len(parts):
                return None, f'No module named {name}'
            return None, f"Error while finding module specification for {name!r} (ModuleNotFoundError: No module named {part!r})"
        path = spec.submodule_search_locations
        # Paths of packages without an `__init__.py` are looked up anew in that of the one that they lie in.
        sys.modules[part] = types.ModuleType(part)
        sys.modules[part].__path__ = path
    if path is None:
        return spec, None
    if name.endswith('.__main__'):
        return None, 'Cannot use package as __main__ module'
    inner, error = find_module(f'{name}.__main__')
    return inner, error and f'{error}; {name!r} is a package and cannot be directly executed'


def locate(name, folder):
    if name.startswith('.'):
        return {'error': 'Relative module names not supported'}
    search_path(folder)
    spec, error = find_module(name)
    if error is not None:
        return {'error': error}
    if not spec.has_location or not spec.origin.endswith('.py'):
        return {'error': f'{spec.name} has no Python source to compile'}
    return {'name': spec.name, 'file': spec.origin}


request = json.load(sys.stdin)
json.dump(locate(request['module'], request['folder']), sys.stdout)
