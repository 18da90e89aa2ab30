"""Who may see what the machine does."""

from accounts.access import only_where
from accounts.enums import Role
from units import scope


def may_see_machine(position) -> bool:
    """The administrator of the whole portal: who keeps one branch of it has nothing to do with the machine."""
    return position is not None and position.has_role(Role.ADMIN) and scope.is_everything(position)


# A page of the machine.
for_keepers = only_where((Role.ADMIN,), may_see_machine)
