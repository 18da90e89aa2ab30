"""What a page costs, as a ratio to the least a page like it can cost. Run by script/bench; no part of the product."""
