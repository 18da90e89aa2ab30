"""Who may do what where: the table URL × role × scope of the whole portal, asserted in full.

A new route needs one line in tests/access/rules/: which roles may open such a page at all, who has the record of the
world inside the scope, and who may do what the page does. The world is built once in world.py, its people stand in
people.py; a new record or person goes there. What somebody outside must never read is listed in secrets.py.
"""
