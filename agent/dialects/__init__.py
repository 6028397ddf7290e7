"""A language a model family speaks: `prompt(goal, past, seen)`, `parse(text, seen)` and `render(decision, seen)`.

The only place that knows of 0-1000 coordinates and model tags.
"""
