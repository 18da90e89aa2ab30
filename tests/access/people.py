"""The persons of the table, by role and by where they sit. The record they look at is that of a village (thôn Đông)."""

from datetime import timedelta

from django.utils import timezone

from accounts.enums import Role
from tests import builders

# Beside the cast of tests.builders: (role, unit, areas where they are not the unit's own).
MORE = {
    "district_front": (Role.FRONT, "district_front", ()),
    "province_leader": (Role.LEADER, "province_desk", ()),
    "commune_admin": (Role.ADMIN, "commune", ()),
    "cluster_officer": (Role.OFFICER, "district_desk", ("commune", "far_commune")),
    "far_cluster_officer": (Role.OFFICER, "other_district_desk", ("other_commune", "far_commune")),
    "idle_reviewer": (Role.REVIEWER, "district_union", ()),
    "third_reviewer": (Role.REVIEWER, "district_desk", ()),
    "far_registrant": (Role.REGISTRANT, "far_village", ()),
    "far_officer": (Role.OFFICER, "far_commune_desk", ()),
    "far_front": (Role.FRONT, "far_commune_desk", ()),
    "far_leader": (Role.LEADER, "far_commune_desk", ()),
    "far_clerk": (Role.CLERK, "far_commune_desk", ()),
    "far_reviewer": (Role.REVIEWER, "other_district_desk", ()),
    "far_admin": (Role.ADMIN, "other_district", ()),
}

# By role.
REGISTRANTS = {"registrant", "women_registrant", "other_registrant", "far_registrant"}
OFFICERS = {
    "commune_officer", "district_officer", "province_officer", "cluster_officer", "other_commune_officer",
    "other_district_officer", "far_officer", "far_cluster_officer",
}  # fmt: skip
FRONTS = {"commune_front", "district_front", "far_front"}
# Of the registrants those of a member organisation of the Front.
MEMBERS = {"women_registrant"}
LEADERS = {"commune_leader", "district_leader", "province_leader", "far_leader"}
CLERKS = {"commune_clerk", "district_clerk", "far_clerk"}
REVIEWERS = {"reviewer", "other_reviewer", "third_reviewer", "idle_reviewer", "far_reviewer"}
ADMINS = {"admin", "commune_admin", "far_admin"}
# Signed in, but in no position: none given, ended, or of a unit that is closed.
NOBODIES = {"nobody", "ended", "closed_unit"}
DESKS = OFFICERS | FRONTS | LEADERS | CLERKS
TYPISTS = OFFICERS | FRONTS | CLERKS
MANAGERS = OFFICERS | ADMINS
# Who opens the Front's room and the periodic reports; who writes there.
READERS, WRITERS = DESKS | MEMBERS, TYPISTS | MEMBERS
FRONT_WRITERS = FRONTS | MEMBERS
EVERYBODY = REGISTRANTS | DESKS | REVIEWERS | ADMINS | NOBODIES

# By place: the desks in whose areas the village lies.
COMMUNE = {"commune_officer", "commune_front", "commune_leader", "commune_clerk"}
DISTRICT = {"district_officer", "district_front", "district_leader", "district_clerk"}
PROVINCE = {"province_officer", "province_leader"}
CLUSTER = {"cluster_officer"}
OVER_VILLAGE = COMMUNE | DISTRICT | PROVINCE | CLUSTER
OVER_DISTRICT = DISTRICT | PROVINCE
OVER_FAR_VILLAGE = {
    "far_officer", "far_front", "far_leader", "far_clerk", "other_district_officer", "far_cluster_officer",
    "cluster_officer", *PROVINCE,
}  # fmt: skip
VILLAGE = {"registrant"}
# Who reads the plan of the commune: those in whose areas it lies, and those below it.
UNDER_COMMUNE_PLAN = OVER_VILLAGE | REGISTRANTS - {"far_registrant"} | REVIEWERS - {"far_reviewer"}
# Who reads the plan of the district: also the neighbouring commune, below it.
UNDER_DISTRICT_PLAN = UNDER_COMMUNE_PLAN | {"other_commune_officer", "far_cluster_officer"}
# Whose areas hold the commune as a unit of the tree.
SEES_COMMUNE = OVER_VILLAGE | REVIEWERS - {"far_reviewer"} | {"admin", "commune_admin"}


class Nobody:
    """Signed in without any position."""

    pk = None

    def __init__(self, user):
        self.user = user


def settle(tree) -> dict:
    """Everybody by name, as positions."""
    today = timezone.localdate()
    people = dict(vars(builders.cast(tree)))
    for name, (role, unit, areas) in MORE.items():
        held = [getattr(tree, area) for area in areas]
        people[name] = builders.position(
            role, getattr(tree, unit), areas=held, user=builders.person(full_name_of(name))
        )
    people["nobody"] = Nobody(builders.person("Không Vị Trí"))
    people["ended"] = builders.position(Role.OFFICER, tree.commune_desk, ends_on=today)
    people["closed_unit"] = builders.position(Role.OFFICER, tree.closed_body)
    tree.closed_body.valid_to = today - timedelta(days=1)
    tree.closed_body.save()
    return people


def full_name_of(name: str) -> str:
    """Those far away carry the word by which they are found where they should not be."""
    return f"Khuatnui {name}" if name.startswith("far_") and "cluster" not in name else f"Người {name}"
