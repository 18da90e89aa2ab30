"""Words that stand in one part of the world, and who may ever read them: nobody else finds them on any page."""

from tests.access.people import DISTRICT, OVER_FAR_VILLAGE, OVER_VILLAGE, PROVINCE, VILLAGE

# The administrator's log names what was sent; what is written and not sent, not even the log tells.
LOG, FAR_LOG = {"admin", "commune_admin"}, {"admin", "far_admin"}
READ_BY = {
    # Sent by the village; sent by the women's union of the commune.
    "Gandong": VILLAGE | OVER_VILLAGE | LOG,
    "Phunuxa": {"women_registrant"} | OVER_VILLAGE | LOG,
    # Of the other district: plans, permits, models, files, papers, people, council.
    "Khuatnui": {"far_registrant", "far_reviewer"} | OVER_FAR_VILLAGE | FAR_LOG,
    # Its units themselves.
    "Nà Lau": {"far_registrant", "far_reviewer", "admin", "far_admin"} | OVER_FAR_VILLAGE,
    # Still being written: drafts, what is corrected after a return, results, files not sent.
    "Nhaprieng": VILLAGE,
    "Nhapthay": {"commune_clerk", "other_registrant"},
    # Said between the village and the desks; noted among the desks, and told to whoever reads their log.
    "Traodoi": VILLAGE | OVER_VILLAGE | LOG,
    "Noibo": OVER_VILLAGE | LOG,
    # Before the council: given to two reviewers; given to one of them.
    "Dexuat": VILLAGE | OVER_VILLAGE | {"reviewer", "other_reviewer"} | LOG,
    "Khongphan": VILLAGE | OVER_VILLAGE | {"other_reviewer"} | LOG,
    # A criteria set before it is published: the desks over its plan, and whoever reads the log of it.
    "Soanrieng": DISTRICT | PROVINCE | {"admin"},
    # Scored by the owner: sent, also for the reviewers it was given to; still being written, the owner's alone.
    "Tuchamgui": VILLAGE | OVER_VILLAGE | {"reviewer", "other_reviewer"},
    "Tuchamkin": VILLAGE,
    # On a sheet that is not sent; on one that is, for a colleague who has not sent the own.
    "Chamkin": {"reviewer"},
    "Chamgui": {"other_reviewer"} | DISTRICT - {"district_front"} | PROVINCE,
    # An opinion on a result that hangs out: of the office that holds the round and those above.
    "Ykienrieng": {"district_officer", "district_leader", "district_clerk", "province_officer", "province_leader"},
    # Minutes of a council: as the opinions, and told to who reads the log.
    "Hopkin": {"district_officer", "district_leader", "district_clerk", "province_officer", "province_leader", "admin"},
    # Rearranging the district: told to those who prepare and decide on it, and to whoever reads the log of all of it.
    "Sapxep": {"district_officer", "province_officer", "district_leader", "province_leader", "admin"},
    # A list of people from Excel before it is opened.
    "Danhsachrieng": {"district_officer"},
    # An inspection before its conclusion: those at and above the desk.
    "Kiemtra": OVER_VILLAGE | LOG,
    # The same where a reviewer writes on the spot.
    "Thucdia": OVER_VILLAGE | {"reviewer"} | LOG,
    # A pile of scans is its owner's until it is confirmed.
    "Quetrieng": VILLAGE,
    # What a decision is to be about, until it is published: the office, and whoever reads the log of it.
    "Quyetrieng": {"commune_officer", "commune_clerk", "commune_leader", "district_leader", "province_leader"} | LOG,
    # What a report is to say, until it is sent: those of the unit who write.
    "Baocaorieng": {"commune_officer", "commune_clerk"},
    # Of the Front of the commune: every desk over it.
    "Mattrandong": OVER_VILLAGE | LOG,
    # A file made for one position.
    "Teprieng": {"district_officer"},
}


def read_in(text: str) -> set[str]:
    return {word for word in READ_BY if word in text}


def leaked(name: str, text: str) -> list[str]:
    """The words this person reads and may not."""
    return sorted(word for word in read_in(text) if name not in READ_BY[word])
