"""The tasks themselves, one area of daily life a file; notes.py is the example to copy.

basar, tiffin, alder and letters hold no templates: they are what several themes know of one app.
"""
