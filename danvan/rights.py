"""Who may see what the machine does."""

from accounts.enums import Role
from units import scope


def may_see_machine(position) -> bool:
    """The administrator of the whole portal: who keeps one branch of it has nothing to do with the machine."""
    return position is not None and position.has_role(Role.ADMIN) and scope.is_everything(position)
