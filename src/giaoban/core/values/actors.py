"""Who acts: a person in a post of an agency, with rights, at a moment."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from .errors import NotAllowed

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind one request or command. Built by the sites; actions and queries only read it.

    ``agencies``: ids of the agencies whose records this person may read; None = all of the province.
    ``at``: the moment of the request, so that no rule and no action reads the clock.
    """

    user_id: int | None
    name: str
    agency_id: int | None
    role: str
    rights: frozenset[str]
    at: datetime
    agencies: frozenset[int] | None = field(default_factory=frozenset)
    post: str = ""

    @property
    def today(self) -> date:
        """The day in Vietnam: legal clocks use dates of Asia/Ho_Chi_Minh, never UTC."""
        return self.at.astimezone(VIETNAM).date()

    def may(self, right: str) -> bool:
        return right in self.rights or "*" in self.rights

    def require(self, right: str) -> None:
        """Raises NotAllowed when the right is missing."""
        if not self.may(right):
            raise NotAllowed("Đồng chí chưa được giao quyền làm việc này (%(right)s). Đề nghị quản trị viên cấp quyền.", right=right)
