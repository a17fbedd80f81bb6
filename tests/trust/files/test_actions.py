import pytest

from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit.models import Event as Row
from giaoban.trust.files import actions, queries
from giaoban.trust.files.models import StoredFile

PDF = b"%PDF-1.7\nnoi dung don\n"
REF = RecordRef("petition", 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_content_is_kept_once(actor, tmp_path) -> None:
    first = actions.store(content=PDF, name="a.pdf", by=actor)
    assert actions.store(content=PDF, name="b.pdf", by=actor).pk == first.pk
    assert [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()] == [PDF]
    assert Row.objects.count() == 1
    assert queries.content_of(first) == PDF


def test_name_of_the_file_is_not_in_the_ledger(actor) -> None:
    file = actions.store(content=PDF, name="Đơn của Lò Thị Mẫu.pdf", by=actor)
    actions.attach(file=file, ref=REF, title="Đơn của Lò Thị Mẫu.pdf", sealed=True, by=actor)
    assert not any("Mẫu" in str(row.details) for row in Row.objects.all())


def test_too_large_file_is_refused(actor, settings) -> None:
    settings.MAX_FILE_BYTES = 2**20
    with pytest.raises(InvalidInput, match="lớn hơn mức nhận 1 MB"):
        actions.store(content=PDF + b"x" * 2**20, name="a.pdf", by=actor)


def test_refused_file_leaves_nothing(actor, tmp_path) -> None:
    with pytest.raises(InvalidInput):
        actions.store(content=b"MZ\x00", name="a.pdf", by=actor)
    assert (StoredFile.objects.count(), list(tmp_path.iterdir())) == (0, [])


def test_shortened_file_is_written_again(actor) -> None:
    file = actions.store(content=PDF, name="a.pdf", by=actor)
    queries.path_of(file.sha256).write_bytes(b"%PDF")
    actions.store(content=PDF, name="a.pdf", by=actor)
    assert queries.content_of(file) == PDF


def test_changed_or_missing_content_is_told(actor) -> None:
    file = actions.store(content=PDF, name="a.pdf", by=actor)
    queries.path_of(file.sha256).write_bytes(PDF.upper())
    with pytest.raises(Conflict, match="bị thay đổi"):
        queries.content_of(file)
    queries.path_of(file.sha256).unlink()
    with pytest.raises(NotFound, match="sao lưu"):
        queries.content_of(file)


def test_attachment_title_is_cleaned(actor) -> None:
    file = actions.store(content=PDF, name="a.pdf", by=actor)
    row = actions.attach(file=file, ref=REF, title="..\\don\u202egnp.pdf", by=actor)
    assert [a.title for a in queries.attachments_of(REF)] == [row.title] == ["dongnp.pdf"]


@pytest.mark.parametrize("role", ["specialist", "reporter", "leader", "administrator", "auditor"])
def test_sealed_attachment_stays_shut(actor, make_actor, role) -> None:
    file = actions.store(content=PDF, name="a.pdf", by=actor)
    sealed = actions.attach(file=file, ref=REF, title="Đơn", sealed=True, by=actor)
    with pytest.raises(NotAllowed):
        actions.open_attachment(attachment=sealed, by=make_actor(role, 7))
    assert not Row.objects.filter(event="files.opened").exists()


def test_sealed_attachment_opens_with_the_right_and_a_trace(actor, make_actor) -> None:
    file = actions.store(content=PDF, name="a.pdf", by=actor)
    plain, sealed = (actions.attach(file=file, ref=REF, title="Đơn", sealed=s, by=actor) for s in (False, True))
    approver = make_actor("approver", 7, user_id=44)
    assert actions.open_attachment(attachment=plain, by=approver) == PDF
    assert not Row.objects.filter(event="files.opened").exists()
    assert actions.open_attachment(attachment=sealed, by=approver) == PDF
    assert Row.objects.get(event="files.opened").actor_id == 44


def test_plain_content_leaves_the_disk_when_sealed(actor, django_capture_on_commit_callbacks) -> None:
    file = actions.store(content=PDF, name="a.pdf", by=actor)
    plain = queries.path_of(file.sha256)
    row = actions.attach(file=file, ref=REF, title="Đơn của Lò Thị Mẫu.pdf", by=actor)
    with django_capture_on_commit_callbacks(execute=True):
        row = actions.seal_attachment(attachment=row, box=b"box of bytes", title="tai-lieu-1.pdf", mark="ab", by=actor)
    assert not plain.exists()
    assert (row.sealed, row.title, queries.content_of(row.file)) == (True, "tai-lieu-1.pdf", b"box of bytes")
    assert Row.objects.get(event="files.sealed").details["removed"] is True


def test_content_another_record_holds_stays(actor, django_capture_on_commit_callbacks) -> None:
    file = actions.store(content=PDF, name="a.pdf", by=actor)
    mine, other = (actions.attach(file=file, ref=RecordRef("petition", n), title="a.pdf", by=actor) for n in (1, 2))
    with django_capture_on_commit_callbacks(execute=True):
        actions.seal_attachment(attachment=mine, box=b"box", title="tai-lieu-1.pdf", mark="", by=actor)
    assert queries.content_of(other.file) == PDF
