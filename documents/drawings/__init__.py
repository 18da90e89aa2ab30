"""Biểu đồ: one `Table` drawn as SVG, beside the same table in figures. Attributes only, for the strict CSP.

Every series differs in shade, outline, dash and mark as well as in colour, so that a black-and-white print reads.
"""

from documents.drawings.columns import bar_groups
from documents.drawings.funnel import funnel
from documents.drawings.lines import line_chart
from documents.drawings.shapes import Drawing
from documents.drawings.tiles import tile_map

__all__ = ["Drawing", "bar_groups", "funnel", "line_chart", "tile_map"]
