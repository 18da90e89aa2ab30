"""One line of the table, and what it says for everybody."""

from dataclasses import dataclass, field

from tests.access.people import EVERYBODY


@dataclass(frozen=True)
class Rule:
    """One route at one record of the world.

    `roles`: whose role may open such a page at all; everybody else is answered 403.
    `inside`: to whom the record exists; the others of those roles are answered 404.
    `may`: who may do what the page does; those inside who may not are answered 403.
    `look` and `press` are what those who may are answered to GET and to POST; 405 stands for everybody.
    `other_look`, `other_press`: status → whom the law above does not describe.
    `typed` is what a POST carries, filled from the world; `writes`: whether it then changes something.
    """

    route: str
    address: str
    roles: frozenset | set = frozenset(EVERYBODY)
    inside: frozenset | set = frozenset(EVERYBODY)
    may: frozenset | set | None = None
    look: int = 200
    press: int = 405
    typed: dict = field(default_factory=dict)
    writes: bool = True
    other_look: dict = field(default_factory=dict)
    other_press: dict = field(default_factory=dict)

    def __str__(self):
        return f"{self.route} {self.address}"

    def answer(self, name: str, method: str) -> int:
        """What this person is answered to GET or POST."""
        code, others = (self.look, self.other_look) if method == "get" else (self.press, self.other_press)
        if code == 405:
            return 405
        for status, names in others.items():
            if name in names:
                return status
        if name not in self.roles:
            return 403
        if name not in self.inside:
            return 404
        return code if self.may is None or name in self.may else 403

    def changes(self, name: str, method: str) -> bool:
        """Whether the request writes anything: it does where a form leads on, and never where one looks or is refused."""
        return method == "post" and self.writes and self.answer(name, method) == 302


def page(route, address, **rule) -> Rule:
    """A page to be looked at."""
    return Rule(route, address, **rule)


def form(route, address, **rule) -> Rule:
    """A page with a form: those who may look may also send it, and are led on."""
    return Rule(route, address, **{"press": 302, **rule})


def button(route, address, **rule) -> Rule:
    """What only answers a POST."""
    return Rule(route, address, **{"look": 405, "press": 302, **rule})
