"""Vai trò: what a position may do. Where it may do it, its areas say."""

from django.db import models


class Role(models.TextChoices):
    REGISTRANT = "registrant", "Người đăng ký"
    OFFICER = "officer", "Cán bộ phụ trách"
    FRONT = "front", "Cán bộ Mặt trận"
    REVIEWER = "reviewer", "Thành viên tổ thẩm định"
    LEADER = "leader", "Lãnh đạo"
    CLERK = "clerk", "Văn phòng, văn thư"
    ADMIN = "admin", "Quản trị hệ thống"


# The roles that see what has been sent inside their areas.
DESK_ROLES = (Role.OFFICER, Role.FRONT, Role.LEADER, Role.CLERK)
# Those who may type a registration for a unit that brings it on paper.
TYPING_ROLES = (Role.OFFICER, Role.FRONT, Role.CLERK)
# Those at a desk who decide on a registration, the Front for its own lines.
DECIDING_ROLES = (Role.OFFICER, Role.FRONT)
# Those who keep the lists that offices share: movements, campaigns and their contents.
KEEPING_ROLES = (*TYPING_ROLES, Role.ADMIN)
# Positions that may be lent while their holder is away; an administrator's only by an administrator.
LENT_ROLES = (Role.LEADER, Role.OFFICER, Role.CLERK, Role.FRONT)
# Those who decide: on their own level nobody manages another's position but the level above and the administrator.
PEER_ROLES = (Role.OFFICER, Role.LEADER)
