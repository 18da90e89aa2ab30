"""Biểu đồ: figures drawn as SVG, beside the table that holds them. Attributes only, for the strict CSP.

Every series differs in shade, outline, dash and mark as well as in colour, so that a black-and-white print reads.
"""

from documents.drawings.bars import bar_chart, narrow_bar_chart
from documents.drawings.columns import bar_groups
from documents.drawings.funnel import funnel
from documents.drawings.lines import line_chart
from documents.drawings.shapes import PHONE, Drawing
from documents.drawings.tiles import tile_map

__all__ = ["PHONE", "Drawing", "bar_chart", "bar_groups", "funnel", "line_chart", "narrow_bar_chart", "tile_map"]
