"""A file of letters from upload to end: kept under lock, read by a plan, loaded with its progress told, looked through for repeats."""

import json
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import PurePath

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, GiaoBanError, InvalidInput
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event, JobState
from giaoban.registers.petitions.models import LoadingJob, LoadingPlan, Petition
from giaoban.registers.petitions.queries.duplicates import suspected
from giaoban.registers.petitions.rules.plans import Plan
from giaoban.registers.petitions.rules.sheets import sheets_of
from giaoban.trust.audit import actions as audit

from .importing import ImportReceipt, import_file

KEPT_JOBS = 5
ERRORS_KEPT = 200
REPEATS_KEPT = 100
COMPARE_SECONDS = 20.0
STILL = timedelta(minutes=10)


def _tell(event: Event, job: LoadingJob, by: Actor) -> None:
    """The file by its number only: names of files name people."""
    audit.record(event=event, ref=RecordRef("user", by.user_id or 0), details={"file": job.pk}, by=by)


@transaction.atomic
def take_file(*, content: bytes, name: str, by: Actor) -> LoadingJob:
    """Keep a file under lock until it is loaded; of one person's earlier files the last few are kept. Raises InvalidInput for no table."""
    by.require("petitions.write")
    if not sheets_of(content, name):
        raise InvalidInput("Tệp “%(name)s” không có dòng nào.", name=name, field="file")
    own = LoadingJob.objects.filter(user_ref=by.user_id)
    old = own.exclude(state=JobState.DANG_NAP).order_by("-pk").values_list("pk", flat=True)[KEPT_JOBS - 1 :]
    own.filter(pk__in=list(old)).delete()
    box = sealing.lock_content(content, {})
    job = LoadingJob.objects.create(user_ref=by.user_id, kind=PurePath(name).suffix.lower()[:10], box=box, begun_at=by.at)
    _tell(Event.FILE_TAKEN, job, by)
    return job


@transaction.atomic
def keep_plan(*, signature: str, name: str, plan: Plan, by: Actor) -> LoadingPlan:
    """Remember how sheets with these headings are read, for the whole agency."""
    by.require("petitions.write")
    given = {"name": clean_line(name, 80, "plan_name") or "Bảng", "plan": plan.kept()}
    kept, _ = LoadingPlan.objects.update_or_create(agency_ref=by.agency_id or 0, signature=signature, defaults=given)
    audit.record(event=Event.PLAN_KEPT, ref=RecordRef("user", by.user_id or 0), details={"plan": kept.pk}, by=by)
    return kept


@transaction.atomic
def begin_load(*, job: LoadingJob, plan: Plan, by: Actor) -> LoadingJob:
    """Say that the loading begins. Raises Conflict when it runs already, InvalidInput when the file is gone."""
    by.require("petitions.write")
    row = LoadingJob.objects.select_for_update().get(pk=job.pk)
    if row.state == JobState.DANG_NAP:
        raise Conflict("Tệp này đang được nạp.")
    if row.box is None:
        raise InvalidInput("Tệp đã nạp xong và không còn giữ. Tải tệp lên lần nữa; dòng đã nạp không vào sổ hai lần.")
    row.state, row.plan, row.fault, row.done, row.told_at = JobState.DANG_NAP, plan.kept(), "", 0, by.at
    row.save()
    _tell(Event.LOAD_BEGUN, row, by)
    return row


@transaction.atomic
def stop_load(*, job: LoadingJob, by: Actor) -> LoadingJob:
    """Give up on a loading that no longer moves, so that it may begin again. Raises Conflict while it still moves."""
    by.require("petitions.write")
    row = LoadingJob.objects.select_for_update().get(pk=job.pk)
    if row.state == JobState.DANG_NAP and row.told_at and by.at - row.told_at < STILL:
        raise Conflict("Tệp này vẫn đang được nạp. Chờ thêm vài phút.")
    row.state = JobState.DUNG if row.box is not None else JobState.XONG
    row.save(update_fields=["state"])
    _tell(Event.LOAD_STOPPED, row, by)
    return row


def run_load(*, job: LoadingJob, plan: Plan, seconds: float = COMPARE_SECONDS, by: Actor) -> LoadingJob:
    """Load the file, telling the progress after each piece; every batch is a transaction of its own, so that good rows stay. Never raises
    for a bad file: the reason is kept with the job."""

    def told(done: int, total: int) -> None:
        LoadingJob.objects.filter(pk=job.pk).update(done=done, total=total, told_at=by.at)

    try:
        content, _ = sealing.open_content(bytes(job.box or b""))
        receipt = import_file(content=content, name=job.name, plan=plan, progress=told, by=by)
    except GiaoBanError as fault:
        _stop(job, fault.text())
        return job
    except Exception:
        _stop(job, "Máy chủ dừng giữa chừng. Nạp lại tệp: các dòng đã vào sổ không vào lần nữa.")
        raise
    _finish(job, receipt)
    LoadingJob.objects.filter(pk=job.pk).update(state=JobState.DANG_SO)
    _look_for_repeats(job, receipt.ids.values(), began=time.monotonic(), seconds=seconds, by=by)
    job.refresh_from_db()
    return job


def _stop(job: LoadingJob, fault: str) -> None:
    LoadingJob.objects.filter(pk=job.pk).update(state=JobState.DUNG, fault=fault[:300])


def _finish(job: LoadingJob, receipt: ImportReceipt) -> None:
    errors = [[e.sheet, e.row, e.field, e.message] for e in receipt.refused[:ERRORS_KEPT]]
    told = {"errors": json.dumps(errors, ensure_ascii=False)}  # what was typed stands in them: under lock like the rows
    bad = sealing.lock_content(receipt.bad_rows_xlsx, told) if receipt.bad_rows_xlsx else None
    LoadingJob.objects.filter(pk=job.pk).update(
        total=receipt.read, done=receipt.read, loaded=receipt.loaded, skipped=receipt.skipped, refused=receipt.refused_rows,
        receipt=receipt.receipt, bad_box=bad, box=None,
    )  # fmt: skip


def _look_for_repeats(job: LoadingJob, ids: Iterable[int], *, began: float, seconds: float, by: Actor) -> None:
    """Letters just loaded that repeat another one, the newest first, for as long as the seconds last."""
    found: list[list[object]] = []
    compared = 0
    for row in Petition.objects.filter(pk__in=sorted(ids, reverse=True)[:20_000]).order_by("-pk").iterator(chunk_size=500):
        if time.monotonic() - began > seconds or len(found) >= REPEATS_KEPT:
            break
        compared += 1
        for one in suspected(row, by, limit=1):
            if one.verdict == "duplicate":
                found.append([row.pk, row.number, one.told])
    LoadingJob.objects.filter(pk=job.pk).update(state=JobState.XONG, repeats=found, compared=compared)


@transaction.atomic
def forget_file(*, job: LoadingJob, by: Actor) -> None:
    """Throw away an uploaded file and what was refused of it; letters already loaded stay."""
    by.require("petitions.write")
    _tell(Event.FILE_FORGOTTEN, job, by)
    LoadingJob.objects.filter(pk=job.pk, user_ref=by.user_id).delete()
