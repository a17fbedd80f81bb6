"""The ground of the tests holds what its words say."""

import socket

import pytest

from tests.factories.agencies import REFORM


def test_ended_district_is_followed_by_two_communes(agencies) -> None:
    row = agencies.huyen_cu
    assert row.ends_on < REFORM
    assert [s.to_agency for s in row.successors.order_by("pk")] == [agencies.xa_dong, agencies.xa_tay]


def test_merged_commune_has_three_predecessors(agencies) -> None:
    assert {s.from_agency for s in agencies.phuong_moi.predecessors.all()} == set(agencies.xa_cu)


def test_actor_of_an_agency_reads_that_agency_only(agencies, make_actor) -> None:
    assert make_actor("clerk", agencies.ban_tiep_cong_dan).agencies == {agencies.ban_tiep_cong_dan.pk}
    assert make_actor("specialist", agencies.ban_noi_chinh).agencies is None


def test_network_is_shut() -> None:
    with pytest.raises((RuntimeError, UserWarning), match=r"10\.1\.2\.3"):
        socket.create_connection(("10.1.2.3", 80), timeout=1)


def test_settings_live_in_a_temporary_folder(settings) -> None:
    assert "giaoban-test-files-" in str(settings.MEDIA_ROOT)
    assert settings.VAULT_KEY_FILE.parent == settings.MEDIA_ROOT.parent
