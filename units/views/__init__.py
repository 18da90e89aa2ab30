"""The pages of the tree: the tree on a day, one unit, adding and correcting, the levels."""
