"""axe on a page of the live server, where no page of the world of tests/access shows what is meant."""

from tests.access.watching import found_on


def problems(person, address: str) -> list[tuple]:
    person.opens(address)
    return [(address, *one) for one in found_on(person.page)]
