"""Signing in on the desk, on a day the tests know: Monday 21/9/2026."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _known_day(settings: Any) -> None:
    settings.TODAY = "2026-09-21"


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """``sign_in("clerk", agency)``: a client logged in as a new official of this role."""

    from .people import official  # the models are ready only now

    def enter(role: str, agency: Any = None) -> Client:
        client = Client()
        client.force_login(official(role, agency))
        return client

    return enter
