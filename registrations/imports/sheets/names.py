"""Đơn vị như người ta gọi: “Hội ND xã”, “MTTQ xã”, “Trường THCS” in one's own areas, and what one chooses from."""

from collections import Counter
from collections.abc import Iterable, Iterator

from common.vietnamese import words
from registrations.imports.sheets.rows import Place
from units.enums import Nature

# Words that one office writes out and the other does not.
SHORT_WORDS = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "lhpn": "lien hiep phu nu", "mttq": "mat tran to quoc",
    "mttqvn": "mat tran to quoc viet nam", "ubmttq": "uy ban mat tran to quoc", "ccb": "cuu chien binh",
    "hccb": "hoi cuu chien binh", "tdp": "to dan pho", "kdc": "khu dan cu", "hnd": "hoi nong dan", "nd": "nong dan",
    "pn": "phu nu", "tn": "thanh nien", "dtn": "doan thanh nien", "tncs": "thanh nien cong san", "hcm": "ho chi minh",
    "hlhpn": "hoi lien hiep phu nu", "bch": "ban chi huy", "bchqs": "ban chi huy quan su", "chqs": "chi huy quan su",
    "qs": "quan su", "ca": "cong an", "th": "tieu hoc", "thcs": "trung hoc co so", "mn": "mam non", "htx": "hop tac xa",
    "vn": "viet nam", "ldld": "lien doan lao dong",
}  # fmt: skip
AREA_WORDS = ("thi tran", "thi xa", "thanh pho", "xa", "phuong", "huyen", "quan", "tinh")
LEAST_WORDS = 2
"""A single word fits too much: it must be the whole of a name."""


def written_out(text: str) -> list[str]:
    return " ".join(SHORT_WORDS.get(word, word) for word in words(text)).split()


def labels(places: Iterable[Place]) -> dict[str, Place]:
    """What a unit is chosen by: its name, and its code where the name is that of another too."""
    listed = list(places)
    often = Counter(place.told for place in listed)
    return {
        f"{place.told} ({place.code or place.pk})" if often[place.told] > 1 else place.told: place for place in listed
    }


class CommonNames:
    """The units in sight by less than their whole names. `own_path` is where one's own unit stands."""

    def __init__(self, places: dict[int, Place], own_path: str) -> None:
        self.places, self.own_path = places, own_path
        self.areas = {place.pk: self._area(place) for place in places.values()}
        self.names: dict[int, list[str]] = {}
        self.cores: dict[tuple[str, ...], list[Place]] = {}
        self.having: dict[str, set[int]] = {}
        for place in places.values():
            self.names[place.pk] = written_out(place.name)
            self.cores.setdefault(tuple(self._core(place)), []).append(place)
            for word in self.names[place.pk]:
                self.having.setdefault(word, set()).add(place.pk)

    def _area(self, place: Place) -> Place | None:
        """The area that a unit stands in; a unit that is an area stands in the one above."""
        above = self.places.get(place.parent_id)
        while above is not None and above.nature != Nature.AREA:
            above = self.places.get(above.parent_id)
        return above

    def _core(self, place: Place) -> list[str]:
        """The name without that of its area: “Hội Nông dân xã Minh Lạc” → hoi nong dan."""
        name, area = self.names[place.pk], self.areas[place.pk]
        whole = written_out(area.name) if area else []
        for end in (whole, _without_kind(whole)):
            if end and len(name) > len(end) and name[-len(end) :] == end:
                return name[: -len(end)]
        return name

    def called(self, text: str) -> list[Place]:
        """The units that may be meant, those of one's own area alone where “xã”, “phường” stands for it."""
        wanted, kind = _apart_from_kind(written_out(text))
        found = self._in_area_of(kind, self._alike(wanted)) if wanted else []
        return sorted(found, key=lambda place: place.path)

    def _alike(self, wanted: list[str]) -> Iterator[list[Place]]:
        """From the nearest likeness to the widest: the same, with the same beginning, with all the words in order."""
        yield self.cores.get(tuple(wanted), [])
        if len(wanted) < LEAST_WORDS:
            return
        keys = set.intersection(*(self.having.get(word, set()) for word in wanted))
        close = [self.places[key] for key in sorted(keys) if _in_order(wanted, self.names[key])]
        yield [place for place in close if self.names[place.pk][0] == wanted[0]]
        yield close

    def _in_area_of(self, kind: str, likenesses: Iterator[list[Place]]) -> list[Place]:
        for found in likenesses:
            if kind:
                found = [place for place in found if self._area_kind(place) == kind]
                own = [place for place in found if self.own_path.startswith(self.areas[place.pk].path)]
                found = own or found
            if found:
                return found
        return []

    def _area_kind(self, place: Place) -> str:
        area = self.areas[place.pk]
        return _kind_in_front(written_out(area.name)) if area else ""


def _kind_in_front(name: list[str]) -> str:
    return next((kind for kind in AREA_WORDS if name[: len(kind.split())] == kind.split()), "")


def _without_kind(name: list[str]) -> list[str]:
    return name[len(_kind_in_front(name).split()) :]


def _apart_from_kind(name: list[str]) -> tuple[list[str], str]:
    """“Hội Nông dân xã” → the words, and “xa”."""
    kind = next((kind for kind in AREA_WORDS if name[-len(kind.split()) :] == kind.split()), "")
    # “hợp tác xã” ends in no area.
    if not kind or name[-3:] == ["hop", "tac", "xa"]:
        return name, ""
    return name[: -len(kind.split())], kind


def _in_order(wanted: list[str], name: list[str]) -> bool:
    rest = iter(name)
    return all(word in rest for word in wanted)
