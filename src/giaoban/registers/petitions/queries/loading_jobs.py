"""Files of letters being loaded, and the remembered ways of reading them."""

import json

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.models import LoadingJob, LoadingPlan
from giaoban.registers.petitions.rules.plans import Plan, plan_of
from giaoban.trust.accounts.queries import visible_to


def jobs(actor: Actor) -> list[LoadingJob]:
    """One's own files, the newest first, without their contents."""
    rows = visible_to(actor, LoadingJob.objects.filter(user_ref=actor.user_id))
    return list(rows.defer("box", "bad_box", "repeats").order_by("-pk"))


def job_of(actor: Actor, id: int) -> LoadingJob:
    """One of one's own files. Raises NotFound."""
    row = visible_to(actor, LoadingJob.objects.filter(user_ref=actor.user_id, pk=id)).first()
    if row is None:
        raise NotFound("Không có tệp này hoặc đồng chí không phải người nạp.")
    return row


def content_of(job: LoadingJob) -> bytes:
    """The uploaded file. Raises NotFound when it is no longer kept."""
    if job.box is None:
        raise NotFound("Tệp đã nạp xong và không còn giữ.")
    return sealing.open_content(bytes(job.box))[0]


def refused_rows(job: LoadingJob) -> bytes:
    """The workbook of refused rows. Raises NotFound when nothing was refused."""
    if job.bad_box is None:
        raise NotFound("Tệp này không có dòng bị trả lại.")
    return sealing.open_content(bytes(job.bad_box))[0]


def first_errors(job: LoadingJob) -> list[list[str]]:
    """(sheet, row, field, sentence) of the first refused rows."""
    found: list[list[str]] = json.loads(sealing.open_content(bytes(job.bad_box))[1]["errors"]) if job.bad_box else []
    return found


def remembered(actor: Actor, signature: str) -> tuple[str, Plan] | None:
    """The name and the plan with which the agency reads sheets of these headings."""
    row = LoadingPlan.objects.filter(agency_ref=actor.agency_id or 0, signature=signature).first()
    return (row.name, plan_of(row.plan)) if row else None
