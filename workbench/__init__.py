"""A desktop workbench for annotating news articles, adjudicating what several people did, and exporting gold.

The folders follow the way of the data: file -> formats -> article -> span -> store -> review -> formats -> file.

``model``    what the work is about: articles, spans, relations, entities, the scheme; standard library only
``formats``  one module per exchange format, reader and writer together
``store``    the database: tables, journal with undo and redo, migrations; the only user of peewee
``review``   pure functions over several annotators' layers: diff, merge
``project``  the facade that the command line and the window share
``cli``      the command line
``window``   the desktop program; the only user of Qt
"""

__version__ = "0.1.0"
