"""What letters and visitors say, put together from the sentences of data/stories.toml."""

import random
from dataclasses import dataclass

from .kit import data


@dataclass(frozen=True, slots=True)
class Story:
    """A told matter: its kind and field, the text, the request, and who is complained of."""

    kind: str
    field: str
    text: str
    request: str
    respondent: str


def story(kind: str, *, place: str, hamlet: str, year: int, roll: random.Random) -> Story:
    """One matter of a kind in a place. ``year``: the year in which it is told."""
    rows = [row for row in data("stories")["story"] if row["kind"] == kind]
    row = roll.choices(rows, [r["weight"] for r in rows])[0]
    facts = {
        "place": place,
        "hamlet": hamlet,
        "area": f"{roll.randint(28, 2400):,}".replace(",", "."),
        "money": str(roll.randint(12, 980)),
        "year": str(roll.randint(1991, year - 2)),
        "work": roll.choice(data("stories")["works"]),
        "paper": f"{roll.randint(101, 3980)}/{'QĐ-UBND' if roll.random() < 0.7 else 'TB-UBND'}",
        "months": str(roll.randint(3, 26)),
    }
    parts = [roll.choice(row["opening"]), *roll.sample(row["more"], k=min(len(row["more"]), roll.randint(1, 2)))]
    text = " ".join(part.format(**facts) for part in parts)
    return Story(
        row["kind"], row["field"], text, roll.choice(row["request"]).format(**facts), roll.choice(row["respondent"]).format(**facts)
    )
