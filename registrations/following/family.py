"""Cây nhân rộng: the original, its copies, and the copies of those, as far as the reader may know them."""

from dataclasses import dataclass, field

from registrations.models import Registration, Replication


@dataclass
class Node:
    """One model of the family. `is_open`: the reader may open it; others are named by unit, year and state alone."""

    model: Registration
    is_open: bool
    is_here: bool
    copies: list["Node"] = field(default_factory=list)


def family_of(position, registration: Registration, link: Replication | None) -> Node | None:
    """The whole family of a model, from its root; None where it is neither a copy nor copied. Three questions."""
    root = link.root_id if link else registration.pk
    links = list(Replication.objects.filter(root_id=root).order_by("at", "pk"))
    if not links:
        return None
    keys = {root, *(one.registration_id for one in links)}
    joined = ("present_unit", "plan")
    models = {one.pk: one for one in Registration.objects.filter(pk__in=keys).select_related(*joined)}
    seen = set(Registration.objects.open_to(position).filter(pk__in=keys).values_list("pk", flat=True))
    nodes = {key: Node(model, key in seen, key == registration.pk) for key, model in models.items()}
    for one in links:
        nodes[one.original_id].copies.append(nodes[one.registration_id])
    return nodes[root]
