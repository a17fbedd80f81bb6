"""Many clicks on the button of a form at once, on an SQLite file as in use: run by a test in a process of its own.

Prints the running numbers given, the last number of the book and how many letters the same key made.
"""

import json
import threading
from datetime import date, datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from giaoban.core.values.actors import VIETNAM  # noqa: E402
from giaoban.registers.petitions import actions  # noqa: E402
from giaoban.registers.petitions.models import NumberSeries, Petition  # noqa: E402
from giaoban.registers.petitions.sealing import Person  # noqa: E402
from giaoban.trust.accounts.queries import system_actor  # noqa: E402
from tests.factories.agencies import small_province  # noqa: E402

CLICKS = ("a", "a", "b", "a", "c", "b")


def main() -> None:
    call_command("migrate", verbosity=0)
    agency, by = small_province().ban_tiep_cong_dan, system_actor(datetime(2026, 9, 20, 9, tzinfo=VIETNAM))
    made: list[tuple[str, int]] = []

    def click(key: str) -> None:
        try:
            row = actions.register(
                agency=agency, received_on=date(2026, 9, 1), channel="buu_chinh", kind="kien_nghi", summary=f"Sửa đường {key}",
                person=Person(name="Nguyễn Thị Tám"), key=key, by=by,
            )  # fmt: skip
            made.append((key, row.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(key,)) for key in CLICKS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(Petition.objects.values_list("seq", flat=True))
    last = NumberSeries.objects.get(book="don").last
    print(json.dumps({"answered": len(made), "letters": len(set(made)), "numbers": numbers, "last": last}))  # noqa: T201


if __name__ == "__main__":
    main()
