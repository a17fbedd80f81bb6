"""Officials who use the desk in the tests."""

from itertools import count
from typing import Any

from giaoban.trust.accounts.models import User

PASSWORD = "Mây trắng núi xanh 9"
_numbers = count(1)


def official(role: str, agency: Any = None, **fields: Any) -> User:
    """An account of a role in an agency."""
    number = next(_numbers)
    user = User(
        username=f"{role}.{number}",
        full_name=f"Lò Văn {number}",
        role=role,
        agency_ref=agency.pk if agency else None,
        post="Cán bộ",
        **fields,
    )
    user.set_password(PASSWORD)
    user.save()
    return user
