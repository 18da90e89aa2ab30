"""Who reads what of a round in which phase: the table reader × page × phase, asserted in full (decision 28).

`table.py` is the table, `scene.py` the round that is led through its phases with words and points that stand nowhere
else, `looking.py` asks a page as a reader and tells what is read there.
"""
