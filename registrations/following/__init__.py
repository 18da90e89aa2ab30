"""Theo dõi thực hiện: what happens to a model between its confirmation and its result, and from one year to the next."""
