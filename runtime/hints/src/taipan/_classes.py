"""Classes that stay as they are written."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from ._checking import HintError, is_checking

_Class = TypeVar("_Class", bound=type)


def sealed(cls: _Class) -> _Class:
    """No class derives from this one: who tries gets a TypeError."""

    def refuse(subclass: type, /, **_: Any) -> NoReturn:
        raise TypeError(f"{cls.__qualname__} is sealed: {subclass.__qualname__} cannot derive from it")

    klass: Any = cls
    klass.__init_subclass__ = classmethod(refuse)
    return cls


def frozen(cls: _Class) -> _Class:
    """Attributes of instances are set by ``__init__`` and then stay. Checked, setting one later raises HintError."""
    if not is_checking():
        return cls
    klass: Any = cls
    initialize, set_attribute, delete_attribute = klass.__init__, klass.__setattr__, klass.__delattr__
    # The objects whose `__init__` runs, each as often as it does: a derived class calls its base's.
    open_: dict[int, int] = {}

    def __init__(self: object, *args: Any, **kwargs: Any) -> None:
        key = id(self)
        open_[key] = open_.get(key, 0) + 1
        try:
            initialize(self, *args, **kwargs)
        finally:
            open_[key] -= 1
            if open_[key] == 0:
                del open_[key]

    def __setattr__(self: object, name: str, value: object) -> None:
        if id(self) not in open_:
            raise HintError(f"{type(self).__qualname__} is frozen: {name!r} cannot be set")
        set_attribute(self, name, value)

    def __delattr__(self: object, name: str) -> None:
        if id(self) not in open_:
            raise HintError(f"{type(self).__qualname__} is frozen: {name!r} cannot be deleted")
        delete_attribute(self, name)

    klass.__init__, klass.__setattr__, klass.__delattr__ = __init__, __setattr__, __delattr__
    return cls
