"""giaoban bench NAME: how fast, on how much data, and against which other way in the same minute. Always on a copy of the database."""

import io
import random
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import xlsxwriter

from giaoban.core.values.errors import GiaoBanError, InvalidInput, WrongUse
from giaoban.core.values.periods import Period
from giaoban.core.words.text import fold

from .bench_duplicates import bench_duplicates
from .bench_tools import ROUNDS, copied_database, counted_queries, memory_of_worker, ratio, spread, timed
from .output import emit, progress, say, with_json

SAMPLE = 40
IMPORTED = 5000
PERSONS = ("clerk", "specialist")
QUERIES = ("đất đai", "bồi thường", "thu hồi đất", "Nguyễn Văn An", "ô nhiễm nguồn nước", "khai thác cát")
STEP = 5000
YEARS_BACK = 3
STORY = (
    "thu hồi đất bồi thường hỗ trợ tái định cư giải phóng mặt bằng ranh giới thửa liền kề giấy chứng nhận quyền sử dụng hộ gia đình"
    " thôn xóm quyết định xử phạt trật tự xây dựng chế độ người có công tiền lương bảo hiểm khai thác cát ô nhiễm nguồn nước"
    " nghĩa trang lối đi chung"
)
WORDS = STORY.split()
SURNAMES, GIVEN = (
    ("Nguyễn Văn", "Trần Thị", "Lê Đức", "Phạm Thị", "Hoàng Văn"),
    ("An", "Bình", "Cúc", "Dũng", "Giang", "Hạnh", "Khôi", "Lan"),
)

WALK = ("/", "/don/", "/don/?kind=khieu_nai&due=qua_han", "/don/?q=dat+dai", "/tiep-cong-dan/", "/nhiem-vu/", "/vong-quy/", "/tim/?q=dat")


def arguments(parser: ArgumentParser) -> None:
    with_json(parser).add_argument("name", choices=[*BENCHES, "all"], metavar="NAME", help=", ".join([*BENCHES, "all"]))
    parser.add_argument("--existing", type=_number, default=0, metavar="N", help="thêm đơn vào bản sao cho đủ N đơn rồi mới đo")


def _number(text: str) -> int:
    if not text.isdecimal():
        raise WrongUse("--existing phải là một số nguyên, như 60000.")
    return int(text)


def run(args: Namespace) -> int:
    """Never fails by time: it prints, people judge."""
    with copied_database() as where:
        bench = Bench()
        bench.existing = args.existing
        if args.existing and args.name != "duplicates":
            bench.top_up(args.existing)
        names = list(BENCHES) if args.name == "all" else [args.name]
        sizes, memory, results = bench.sizes(), bench.memory() if args.name != "duplicates" else None, []
        for name in progress(names, "Đo"):
            for person in PERSONS if name in PAGES else ("",):
                bench.sit_down(person or PERSONS[0])
                results.append({"bench": name, **({"as": person} if person else {}), **BENCHES[name](bench)})
        answer = {"data": sizes, "database": where, "worker": memory, "results": results}
    if args.json:
        emit(answer)
    for one in results:
        numbers = ", ".join(f"{key} {value}" for key, value in one.items() if key not in ("bench", "against"))
        say(f"{one['bench']}: {numbers}; so với: {one['against']}")
    return 0


class Bench:
    """The copy of the database, and two ordinary people who open pages in this process: a clerk of the agency with the most letters, and
    a specialist who reads the whole province."""

    existing = 0  # letters wished for with --existing

    def __init__(self) -> None:
        from django.db.models import Count
        from django.urls import get_resolver

        from giaoban.registers.petitions.models import Petition
        from giaoban.trust.accounts.models import User

        from .acting import operator

        get_resolver().url_patterns  # noqa: B018 - the pages are read in before anything is timed
        self.chance = random.Random(20260920)  # noqa: S311 - the same rows each time
        self.system = operator()
        busiest = Petition.objects.order_by().values("agency_id").annotate(n=Count("pk")).order_by("-n").first()
        if busiest is None:
            raise InvalidInput("Cơ sở dữ liệu chưa có đơn nào để đo. Nạp tỉnh mẫu trước: giaoban demo --no-serve.")
        self.agency = busiest["agency_id"]
        names = {role: "giaoban-bench" if role == PERSONS[0] else f"giaoban-bench-{role}" for role in PERSONS}
        self.users = {
            role: User.objects.create(username=name, full_name="Đo tốc độ", role=role, agency_ref=self.agency)
            for role, name in names.items()
        }
        self.sit_down(PERSONS[0])

    def sit_down(self, person: str) -> None:
        """From now on this person opens the pages."""
        from django.test import Client

        from giaoban.registers.people.queries import agency_ids_of
        from giaoban.trust.accounts.queries import actor_of

        from .acting import moment

        user = self.users[person]
        self.actor = actor_of(user, at=moment(), agencies=agency_ids_of(self.agency))
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def memory(self) -> dict[str, int] | None:
        """MiB of a fresh process after every page was opened: all of it, and without what it shares with others (the mapped database).

        None where the copy is a transaction that another process does not see.
        """
        from django.db import connection

        if connection.vendor != "sqlite" or connection.in_atomic_block or not Path("/proc/self/status").exists():
            return None
        return memory_of_worker(str(connection.settings_dict["NAME"]), self.users["specialist"].username, WALK)

    def sizes(self) -> dict[str, int]:
        from giaoban.registers.petitions.models import Petition, Reception
        from giaoban.registers.petitions.queries import visible

        return {
            "petitions": Petition.objects.count(),
            "receptions": Reception.objects.count(),
            "petitions_of_clerk": visible(self.actor).count(),
        }

    def row(self, number: int) -> dict[str, Any]:
        words = [self.chance.choice(WORDS) for _ in range(60)]
        day = self.system.today - timedelta(days=self.chance.randrange(1, 3000))
        return {
            "id": f"bench-{number}", "received_on": day, "kind": self.chance.choice(["khieu_nai", "to_cao", "kien_nghi", "phan_anh"]),
            "channel": "buu_chinh", "name": f"{self.chance.choice(SURNAMES)} {self.chance.choice(GIVEN)}",
            "birth_year": self.chance.randrange(1940, 2000), "address": f"Thôn {number % 20}, xã số {number % 60}",
            "respondent": f"UBND xã số {number % 60}", "text": f"{' '.join(words)} thửa số {number}",
        }  # fmt: skip

    def top_up(self, wanted: int) -> None:
        """Invented letters in bulk until the copy holds ``wanted``."""
        from giaoban.registers.petitions.actions import load
        from giaoban.registers.petitions.models import Petition
        from giaoban.registers.petitions.rules import PetitionRow

        have = Petition.objects.count()
        agencies = list(Petition.objects.order_by().values_list("agency_id", flat=True).distinct())
        for start in progress(range(have, wanted, STEP), "Thêm đơn"):
            rows = []
            for number in range(start, min(start + STEP, wanted)):
                given = self.row(number)
                given["summary"], given["source_key"] = given.pop("text"), given.pop("id")
                rows.append(PetitionRow(agency_id=agencies[number % len(agencies)], **given))
            load(rows=rows, by=self.system)

    def page(self, *addresses: str) -> dict[str, Any]:
        """Pages in turn as their reader gets them: time, size, SQL queries (the most that one took)."""
        sizes, counts = [], []
        for address in addresses:
            with counted_queries() as queries:
                answer = self.client.get(address)
            if answer.status_code != 200:
                raise InvalidInput("Trang %(path)s trả lời %(status)s, không đo được.", path=address, status=answer.status_code)
            sizes.append(len(answer.content))
            counts.append(len(queries))
        times = [seconds for address in addresses for seconds in timed(lambda a=address: self.client.get(a), ROUNDS // len(addresses))]  # type: ignore[misc]
        return {**spread(times), "kib": round(max(sizes) / 1024, 1), "sql_queries": max(counts)}


def _naive_ratio(bench: Bench, filter_: Any) -> dict[str, Any]:
    """The page in the middle of the list: by key with a capped total, against OFFSET with an exact total."""
    from giaoban.registers.petitions.queries import after, capped_count, listing

    rows = listing(bench.actor, filter_)
    total = rows.count()
    middle = rows[total // 2 : total // 2 + 1].first() if total else None
    key = (middle.received_on, middle.pk) if middle else None

    def keyed() -> None:
        capped_count(rows)
        list(after(rows, key)[:51])

    def naive() -> None:
        rows.count()
        list(rows[total // 2 : total // 2 + 50])

    ours, other = timed(keyed), timed(naive)
    return {"rows": total, "ratio": ratio(other, ours), "against": "OFFSET và đếm đủ"}


def bench_list(bench: Bench) -> dict[str, Any]:
    from giaoban.registers.petitions.queries import PetitionFilter

    return {**bench.page("/don/"), **_naive_ratio(bench, PetitionFilter())}


def bench_filter(bench: Bench) -> dict[str, Any]:
    from giaoban.registers.petitions.queries import PetitionFilter

    return {**bench.page("/don/?kind=khieu_nai&due=qua_han"), **_naive_ratio(bench, PetitionFilter(kind="khieu_nai", due="qua_han"))}


def bench_search(bench: Bench) -> dict[str, Any]:
    """Two words anywhere in the story: the folded column in the database, against folding every story in Python."""
    from giaoban.registers.petitions.queries import PetitionFilter, listing, visible

    words = fold(QUERIES[0]).split()

    def scan() -> int:
        stories = visible(bench.actor).values_list("summary", flat=True).iterator()
        return sum(all(word in folded for word in words) for folded in map(fold, stories))

    ours = timed(lambda: list(listing(bench.actor, PetitionFilter(q=" ".join(words)))[:51]), 10)
    other = timed(scan, 1)
    return {
        **bench.page(*(f"/don/?q={quote_plus(query)}" for query in QUERIES)),
        "ratio": ratio(other, ours),
        "against": "bỏ dấu từng đơn bằng Python",
    }


def bench_record(bench: Bench) -> dict[str, Any]:
    """One record with its story and clocks: the record by its key, against walking the list to it."""
    from giaoban.registers.petitions.queries import PetitionFilter, get, listing

    rows = listing(bench.actor, PetitionFilter())
    number = rows.values_list("pk", flat=True)[rows.count() // 2]
    ours = timed(lambda: get(bench.actor, number))
    other = timed(lambda: next(row for row in rows.iterator() if row.pk == number), 1)
    return {**bench.page(f"/don/{number}/"), "ratio": ratio(other, ours), "against": "duyệt danh sách đến hồ sơ"}


def bench_close(bench: Bench) -> dict[str, Any]:
    """Every counted set of a quarter for every agency: one pass over each register, against one query for each set and period."""
    from giaoban.core.law import period_of
    from giaoban.figures.indicators.queries import COUNTABLES, tally

    period: Period = period_of(bench.system.today).previous
    with counted_queries() as queries:
        tally(COUNTABLES, period, bench.system)
    ours = timed(lambda: tally(COUNTABLES, period, bench.system), 5)
    other = timed(lambda: [tally([name], period, bench.system) for name in COUNTABLES], 2)
    return {**spread(ours), "kib": 0, "sql_queries": len(queries), "sets": len(COUNTABLES), "period": period.code,
            "ratio": ratio(other, ours), **_close_whole(bench, period), "against": "mỗi chỉ tiêu một truy vấn"}  # fmt: skip


def _close_whole(bench: Bench, period: Period) -> dict[str, Any]:
    """Seconds to freeze the latest quarter not yet closed and to write its report and forms; nothing where a closing is refused."""
    from django.db import transaction
    from django.test.utils import override_settings

    from giaoban.figures.indicators.queries import closing_of
    from giaoban.rounds.reports.actions import close_quarter

    for _ in range(YEARS_BACK * 4):
        if closing_of(period) is None:
            break
        period = period.previous
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as folder, override_settings(MEDIA_ROOT=f"{folder}/files"):
        began = time.perf_counter()
        try:
            with transaction.atomic():
                _, files = close_quarter(period=period, out=Path(folder), force="Đo tốc độ", by=bench.system)
        except GiaoBanError as error:
            say(f"Không chốt thử được {period.code}: {error.text()}")
            return {}
        return {"closed": period.code, "closed_files": len(files), "closed_seconds": round(time.perf_counter() - began, 2)}


def _workbook(agency: str, rows: list[dict[str, Any]]) -> bytes:
    """The plain form as an Excel file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["agency", *rows[0]])
    for line, row in enumerate(rows, 1):
        sheet.write(line, 0, agency)
        for place, (name, value) in enumerate(row.items(), 1):
            if name == "received_on":
                sheet.write_datetime(line, place, value, day)
            else:
                sheet.write(line, place, value)
    book.close()
    return out.getvalue()


def bench_import(bench: Bench) -> dict[str, Any]:
    """A file of letters checked and loaded in bulk, against entering the same letters one by one. Times are of one letter."""
    from giaoban.registers.people.models import Agency
    from giaoban.registers.petitions.actions import register
    from giaoban.registers.petitions.actions.importing import import_file
    from giaoban.registers.petitions.sealing import Person

    agency = Agency.objects.get(pk=bench.agency)
    rows = [bench.row(10_000_000 + number) for number in range(IMPORTED)]
    content = _workbook(agency.code, rows)
    began = time.perf_counter()
    with counted_queries() as queries:
        done = import_file(content=content, name="bench.xlsx", by=bench.system)
    ours = (time.perf_counter() - began) / IMPORTED
    singly = []
    for number in range(SAMPLE):
        row = bench.row(20_000_000 + number)
        person = Person(name=row["name"], birth_year=row["birth_year"], address=row["address"])
        began = time.perf_counter()
        register(agency=agency, received_on=row["received_on"], channel=row["channel"], kind=row["kind"], summary=row["text"], person=person,
                 respondent=row["respondent"], by=bench.system)  # fmt: skip
        singly.append(time.perf_counter() - began)
    return {"p50_ms": round(ours * 1000, 3), "p95_ms": round(ours * 1000, 3), "kib": round(len(content) / 1024, 1),
            "sql_queries": len(queries), "rows": done.read, "loaded": done.loaded, "rows_per_second": round(1 / ours),
            "seconds_for_100000": round(ours * 100_000, 1),
            "ratio": ratio(singly, [ours]), "against": "nhập từng đơn một"}  # fmt: skip


PAGES = ("list", "filter", "search", "record")
BENCHES: dict[str, Callable[[Bench], dict[str, Any]]] = {
    "list": bench_list,
    "filter": bench_filter,
    "search": bench_search,
    "record": bench_record,
    "close": bench_close,
    "import": bench_import,
    "duplicates": bench_duplicates,
}
