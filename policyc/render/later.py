"""Leave out, for now, modules that another package imports at its top but that our documents never need.

WeasyPrint imports fontTools for variable and web fonts and Pillow for photographs: a third of its import, and a
statement has neither. While `imported_later` lasts, such modules are stand-ins. A stand-in turns into the real thing
when it is used after all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _Name(type):
    """The class of stand-ins for what is taken out of a module with `from module import name`."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        return cls._real()(*arguments, **named)

    def __getattr__(cls, name: str) -> Any:
        return getattr(cls._real(), name)

    def _real(cls) -> Any:
        return getattr(import_module(cls.__module__), cls.__name__)


class _Module(ModuleType):
    """A stand-in for a module: hands out stand-ins while others are being imported, and real things afterwards."""

    _others: tuple[_Module, ...] = ()
    """All the stand-ins that stood in together; none as long as they do."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if not self._others:
            # An exception, because `except module.Error:` takes nothing else.
            return _Name(name, (Exception,), {"__module__": self.__name__})
        for module in self._others:
            module._pass_on()
        return getattr(import_module(self.__name__), name)

    def _pass_on(self) -> None:
        """What was set on the stand-in was meant for the module, such as “never start Ghostscript”."""
        for name in [name for name in vars(self) if not name.startswith("_")]:
            setattr(import_module(self.__name__), name, vars(self).pop(name))


@contextmanager
def imported_later(names: Iterable[str]) -> Iterator[None]:
    """Let stand-ins take the places of the named modules, except of those that are there already."""
    modules = {name: _Module(name) for name in names if name not in sys.modules}
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name, module in modules.items():
            module._others = tuple(modules.values())
            if sys.modules.get(name) is module:
                del sys.modules[name]
