"""The daily suite: everyday tasks on the virtual phone, set up, verified and run offline. One theme a file."""

from benchmarks.daily.notes import THEME as NOTES
from benchmarks.daily.template import Template

THEMES = (NOTES,)

TEMPLATES: dict[str, Template] = {template.id: template for theme in THEMES for template in theme.templates}
