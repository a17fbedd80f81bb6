"""The one tree of errors shown to people.

    GiaoBanError
    ├── InvalidInput     what was typed or sent is not well formed          (exit 1, page 422)
    ├── RefusedByLaw     well formed, but the law or the state forbids it   (exit 1, page 409)
    ├── NotAllowed       the actor has not this right                       (exit 1, page 403)
    ├── NotFound         no such record, or not for this actor              (exit 1, page 404)
    ├── Conflict         somebody else changed the record meanwhile         (exit 1, page 409)
    └── WrongUse         the command was called wrongly                     (exit 2)

The message is a Vietnamese sentence with named places: ``InvalidInput("Ngày %(value)s không có thật.", value="31/02/2026",
field="received_on")``. Sites translate the sentence, then fill the places.
"""

from typing import Any


class GiaoBanError(Exception):
    """A refusal a person can understand: what, where (file, sheet, row, field) and how to mend it."""

    code = "error"

    def __init__(self, message: str, *, field: str | None = None, **params: Any) -> None:
        self.message = message
        self.field = field
        self.params = params
        super().__init__(self.text())

    def text(self, translate: Any = None) -> str:
        """The sentence, in Vietnamese or in the language of ``translate`` (a gettext function)."""
        sentence = translate(self.message) if translate else self.message
        told = {
            key: translate(value) if translate and isinstance(value, str) and key != "value" else value
            for key, value in self.params.items()
        }
        return sentence % told if told else sentence


class InvalidInput(GiaoBanError):
    code = "invalid"


class RefusedByLaw(GiaoBanError):
    code = "refused"


class NotAllowed(GiaoBanError):
    code = "not_allowed"


class NotFound(GiaoBanError):
    code = "not_found"


class Conflict(GiaoBanError):
    code = "conflict"


class WrongUse(GiaoBanError):
    code = "wrong_use"
