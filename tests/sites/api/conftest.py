from tests.sites.desk.conftest import _known_day, sign_in  # noqa: F401 - the API is read by the desk's accounts
