"""Forms of the Front's room. They judge and write nothing."""
