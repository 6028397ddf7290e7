"""The daily suite: everyday tasks on the virtual phone, set up, verified and run offline. One theme a file."""

from benchmarks.daily import calendar, clock, contacts, food, messages, notes, rides, settings
from benchmarks.daily.template import Template

THEMES = (notes, settings, clock, contacts, messages, calendar, food, rides)

TEMPLATES: dict[str, Template] = {template.id: template for theme in THEMES for template in theme.TEMPLATES}
