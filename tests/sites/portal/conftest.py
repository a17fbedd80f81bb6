from tests.sites.desk.conftest import sign_in  # noqa: F401 - the slip is given by a clerk
