"""The daily suite: everyday tasks on the virtual phone, set up, verified and run offline."""

from importlib import import_module
from pkgutil import iter_modules

from benchmarks.daily import themes
from benchmarks.daily.template import Template, Theme


def _themes() -> list[Theme]:
    """Those of every file in themes/, by the files' names."""
    files = sorted(module.name for module in iter_modules(themes.__path__, f"{themes.__name__}."))
    found = [getattr(import_module(file), "THEME", None) for file in files]
    return [theme for theme in found if isinstance(theme, Theme)]


def _by_id(found: list[Theme]) -> dict[str, Template]:
    out: dict[str, Template] = {}
    for template in (template for theme in found for template in theme.templates):
        if template.id in out:
            raise ValueError(f"two templates are called {template.id}")
        out[template.id] = template
    return out


TEMPLATES: dict[str, Template] = _by_id(_themes())
