"""A file of letters with everything that is true of every two of them."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, count

from giaoban.registers.petitions.rules.duplicates_pairs import Written

from .noise import cells_of, disfigured, respondent_written
from .people import Somebody, namesake, place_of, relative, somebody
from .telling import Letter, Matter, matter_of, plan_of, sentences

FIRST_DAY = date(2024, 1, 1)


class Post:
    """Letters of one mixture of families and noises, clump by clump: repeats, namesakes, neighbours, campaigns."""

    def __init__(self, seed: int, families: str, noises: str, strength: float = 1.0) -> None:
        self.roll = random.Random(f"repeats {seed} {families} {noises}")  # noqa: S311 - the same letters each time
        self.families, self.noises, self.strength = families, noises, strength
        self.people, self.matters, self.wordings = count(1), count(1), count(1)

    def letters(self) -> Iterator[list[Letter]]:
        """Clumps of letters that have something to do with one another, without end."""
        ways = (
            self.single,
            self.repeats,
            self.neighbours,
            self.shared,
            self.campaign,
            self.other_matter,
            self.group,
            self.anonymous,
            self.namesakes,
        )
        while True:
            yield self.roll.choices(ways, (40, 26, 10, 7, 3, 8, 3, 2, 3))[0]()

    def _write(self, who: Somebody | None, writer: int, matter: Matter, about: int, *, parts: list[str] | None = None, wording: int = 0,
               clean: bool = False, others: tuple[Somebody, ...] = ()) -> Letter:  # fmt: skip
        roll = self.roll
        told = parts or sentences(matter, plan_of(matter, roll), who, roll)
        strength = 0.0 if clean else self.strength
        text = " ".join(told) if clean and roll.random() < 0.6 else disfigured(told, roll.choice(self.noises), roll, strength or 0.3)
        respondent = respondent_written(matter.respondent, roll)
        letter = Letter(
            who, matter, text, writer, about, wording or next(self.wordings), FIRST_DAY + timedelta(days=roll.randrange(1000)), respondent
        )
        letter.cells, letter.others = cells_of(who, others, roll, 0.4 if clean else self.strength), others
        return letter

    def _matter(self, like: Matter | None = None) -> Matter:
        place = like.place if like else place_of(self.roll)
        return matter_of(self.roll.choice(self.families), place, self.roll, like)

    def _told(self, matter: Matter, who: Somebody | None) -> list[str]:
        return sentences(matter, plan_of(matter, self.roll), who, self.roll)

    def single(self) -> list[Letter]:
        matter = self._matter()
        return [self._write(somebody(self.roll, matter.place), next(self.people), matter, next(self.matters), clean=True)]

    def repeats(self, who: Somebody | None = None, others: tuple[Somebody, ...] = ()) -> list[Letter]:
        """The same letter sent again, disfigured; one in eight told anew from the same facts."""
        roll, matter = self.roll, self._matter()
        who = who or somebody(roll, matter.place)
        writer, about = next(self.people), next(self.matters)
        parts, wording = self._told(matter, who), next(self.wordings)
        found = [self._write(who, writer, matter, about, parts=parts, wording=wording, clean=roll.random() < 0.6, others=others)]
        for _ in range(roll.choice((1, 1, 1, 2, 2, 3, 4))):
            anew = roll.random() < 0.12
            found.append(
                self._write(who, writer, matter, about, parts=None if anew else parts, wording=0 if anew else wording, others=others)
            )
        return found

    def neighbours(self) -> list[Letter]:
        """Other people of the same place with the same complaint, word for word, about plots of their own."""
        roll, first = self.roll, self._matter()
        plan, found = plan_of(first, roll), list[Letter]()
        for place in range(roll.choice((2, 2, 3, 4, 6))):
            matter = first if place == 0 else self._matter(first)
            who = somebody(roll, first.place)
            writer, about, wording = next(self.people), next(self.matters), next(self.wordings)
            parts = sentences(matter, plan, who, roll)
            for again in range(roll.choice((1, 1, 2))):
                found.append(self._write(who, writer, matter, about, parts=parts, wording=wording, clean=not again and roll.random() < 0.7))
        return found

    def shared(self) -> list[Letter]:
        """Several people with one matter, each in words of his own; sometimes of one house."""
        roll, matter = self.roll, self._matter()
        about, first, found = next(self.matters), somebody(self.roll, self._matter().place), list[Letter]()
        for place in range(roll.choice((2, 2, 3, 4))):
            who = first if place == 0 else relative(roll, first) if roll.random() < 0.4 else somebody(roll, matter.place)
            found.append(self._write(who, next(self.people), matter, about, clean=roll.random() < 0.5))
        return found

    def campaign(self) -> list[Letter]:
        """One text signed by many, now and then twice by the same."""
        roll, matter = self.roll, self._matter()
        about, wording, plan = next(self.matters), next(self.wordings), plan_of(matter, roll)
        found = []
        for _ in range(roll.choice((3, 4, 6, 9, 15))):
            who, writer = somebody(roll, matter.place), next(self.people)
            parts = sentences(matter, plan, who, random.Random(about))  # noqa: S311
            for again in range(2 if roll.random() < 0.1 else 1):
                letter = self._write(who, writer, matter, about, parts=parts, wording=wording, clean=not again and roll.random() < 0.8)
                found.append(letter)
        return found

    def other_matter(self) -> list[Letter]:
        """One person with two matters, the second sometimes of the same kind about another plot, each sometimes sent twice."""
        roll, first = self.roll, self._matter()
        who, writer, found = somebody(roll, first.place), next(self.people), list[Letter]()
        plan = plan_of(first, roll)
        for matter in (first, self._matter(first) if roll.random() < 0.4 else self._matter()):
            about, wording = next(self.matters), next(self.wordings)
            parts = sentences(matter, plan if matter.story is first.story and roll.random() < 0.5 else plan_of(matter, roll), who, roll)
            for again in range(roll.choice((1, 1, 2))):
                found.append(self._write(who, writer, matter, about, parts=parts, wording=wording, clean=not again))
        return found

    def group(self) -> list[Letter]:
        """A letter of several people, sent again with their names in another order or fewer of them."""
        roll = self.roll
        place = place_of(roll)
        who, *others = [somebody(roll, place) for _ in range(roll.randint(2, 6))]
        found = self.repeats(who, tuple(others))
        for letter in found[1:]:
            if len(others) > 2 and roll.random() < 0.3:
                letter.cells = cells_of(who, tuple(others[1:]), roll, self.strength)
        return found

    def anonymous(self) -> list[Letter]:
        """Letters that nobody signs, some sent again."""
        matter = self._matter()
        writer, about, wording, parts = next(self.people), next(self.matters), next(self.wordings), self._told(matter, None)
        many = self.roll.choice((1, 2, 2))
        return [self._write(None, writer, matter, about, parts=parts, wording=wording, clean=i == 0) for i in range(many)]

    def namesakes(self) -> list[Letter]:
        """Two people of one name, each with a matter of his own."""
        matter = self._matter()
        who = somebody(self.roll, matter.place)
        other = namesake(self.roll, who)
        second = replace(self._matter(matter) if self.roll.random() < 0.3 else self._matter())
        return [self._write(w, next(self.people), m, next(self.matters), clean=True) for w, m in ((who, matter), (other, second))]


def made(seed: int, size: int, families: str, noises: str, strength: float = 1.0) -> list[Letter]:
    """``size`` letters in the order of their days."""
    found: list[Letter] = []
    for clump in Post(seed, families, noises, strength).letters():
        found += clump
        if len(found) >= size:
            break
    return sorted(found[:size], key=lambda letter: letter.day)


def written(letters: list[Letter]) -> list[Written]:
    """The letters as rows of the plain form."""
    return [
        Written(
            str(place), letter.text, letter.cells["name"], int(letter.cells["birth_year"]) if letter.cells["birth_year"] else None,
            letter.cells["address"], letter.cells["phone"], letter.cells["identity_no"], letter.respondent, letter.matter.story["kind"], letter.day,
        )
        for place, letter in enumerate(letters)
    ]  # fmt: skip


def truth(letters: list[Letter]) -> dict[tuple[int, int], str]:
    """What every two letters of one matter are to one another."""
    matters: dict[int, list[int]] = defaultdict(list)
    for place, letter in enumerate(letters):
        matters[letter.about].append(place)
    found = {}
    for places in matters.values():
        for a, b in combinations(places, 2):
            first, second = letters[a], letters[b]
            if first.writer == second.writer:
                found[a, b] = "duplicate"
            else:
                found[a, b] = "campaign" if first.wording == second.wording else "same_matter"
    return found
