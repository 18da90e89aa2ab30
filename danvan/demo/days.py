"""Ngày giờ của câu chuyện: working days and hours, none of them in the future."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone


def year_of_story(today: date) -> int:
    """The plan year shown as the present one: by November its results are in, else the year before."""
    return today.year if today.month >= 11 else today.year - 1


class Clock:
    """Gives plausible moments: office hours, no weekend, before now."""

    def __init__(self, rng: Random, now: datetime):
        self.rng, self.now = rng, now

    def at(self, day: date, hour: int | None = None, minute: int | None = None) -> datetime:
        """A moment of a day; in office hours unless told."""
        hour = self.rng.choice((7, 8, 9, 10, 13, 14, 15, 16)) if hour is None else hour
        minute = self.rng.randrange(60) if minute is None else minute
        return self._past(timezone.make_aware(datetime.combine(day, time(hour, minute))))

    def between(self, first: date, last: date) -> datetime:
        """A moment of a working day from the first to the last day."""
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        return self.at(self.rng.choice([day for day in days if day.weekday() < 5] or days))

    def after(self, moment: datetime, least: int, most: int) -> datetime:
        """Some days later, on a working day."""
        day = timezone.localdate(moment) + timedelta(self.rng.randint(least, most))
        while day.weekday() > 4:
            day += timedelta(1)
        later = self.at(day)
        # The same day, yet never before what it follows; and never later than now.
        return later if later > moment else min(moment + timedelta(minutes=20), self.now)

    def _past(self, moment: datetime) -> datetime:
        return moment if moment < self.now else self.now - timedelta(minutes=self.rng.randint(5, 90))
