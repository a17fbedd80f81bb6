"""giaoban bench."""

import json

import pytest

from giaoban.conf.main import main
from giaoban.core.values.actors import Actor
from giaoban.registers.petitions.actions import load
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules import PetitionRow
from giaoban.sites.console.bench import ratio, spread
from giaoban.trust.accounts.models import User
from tests.factories.agencies import Agencies

pytestmark = pytest.mark.django_db


def _letters(agencies: Agencies, actor: Actor) -> None:
    rows = [
        PetitionRow(
            agency_id=agencies.ban_tiep_cong_dan.pk, received_on=actor.today, channel="buu_chinh", kind="khieu_nai", name=f"Trần Văn {i}",
            summary=f"Khiếu nại việc thu hồi thửa đất số {i}",
        )
        for i in range(3)
    ]  # fmt: skip
    load(rows=rows, by=actor)


def test_close_and_import_print_size_times_and_ratio_and_leave_nothing_behind(
    agencies: Agencies, actor: Actor, capsys: pytest.CaptureFixture[str]
) -> None:
    _letters(agencies, actor)
    for name in ("close", "import"):
        assert main(["bench", name, "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["data"]["petitions"] >= 3
        assert {"p50_ms", "p95_ms", "kib", "sql_queries", "ratio", "against"} <= set(answer["results"][0])
    assert Petition.objects.count() == 3
    assert not User.objects.filter(username="giaoban-bench").exists()


def test_existing_tops_up_the_copy(agencies: Agencies, actor: Actor, capsys: pytest.CaptureFixture[str]) -> None:
    _letters(agencies, actor)
    assert main(["bench", "record", "--existing", "60", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["data"]["petitions"] == 60
    assert Petition.objects.count() == 3


def test_without_letters_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "list"]) == 1
    assert "giaoban demo" in capsys.readouterr().err


def test_an_unknown_bench_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "nothing"]) == 2
    assert "nothing" in capsys.readouterr().err


def test_spread_and_ratio() -> None:
    assert spread([0.001] * 18 + [0.002, 0.009]) == {"p50_ms": 1.0, "p95_ms": 2.0}
    assert ratio([0.4], [0.1]) == 4.0


def test_duplicates_bench_finds_letters_sent_again(
    agencies: Agencies, actor: Actor, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from giaoban.sites.console import bench_duplicates

    monkeypatch.setattr(bench_duplicates, "FEWEST", 0)
    _letters(agencies, actor)
    assert main(["bench", "duplicates", "--existing", "900", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["results"][0]
    assert found["letters"] == 900
    assert found["recall"] >= 0.95
    assert found["precision"] >= 0.9
    assert found["name_and_year"]["recall"] < found["recall"]
    assert Petition.objects.count() == 3
