"""Every act on receptions and petitions: one function per verb."""

from .duplicates import rebuild_duplicates, refuse_duplicate, take_back_refusal
from .handling import accept, case_of, check, dispose, fulfil, not_accept, proposal_for
from .importing import ImportReceipt, import_file
from .intake import change, link_duplicate, register, register_from, unlink_duplicate
from .letters import write_letter
from .loading import LoadResult, load, load_receptions
from .receipts import IssuedReceipt, issue_receipt, look_up, rate
from .reception import answer_reception, change_reception, notice_sent, receive, refuse_to_receive
from .reception_conclusions import conclude
from .reception_days import DayRow, hold_day, load_days, plan_day, post_days, postpone_day, prepare_online, skip_day
from .reception_papers import Handed, keep_session, result_known, take_items, tell_citizen
from .results import Consequences, close, decide, execute, extend, resume, suspend, terminate, withdraw
from .secrecy import protect, request_seal, reveal, waive_seal

__all__ = [
    "Consequences",
    "DayRow",
    "Handed",
    "ImportReceipt",
    "IssuedReceipt",
    "LoadResult",
    "accept",
    "answer_reception",
    "case_of",
    "change",
    "change_reception",
    "check",
    "close",
    "conclude",
    "decide",
    "dispose",
    "execute",
    "extend",
    "fulfil",
    "hold_day",
    "import_file",
    "issue_receipt",
    "keep_session",
    "link_duplicate",
    "load",
    "load_days",
    "load_receptions",
    "look_up",
    "not_accept",
    "notice_sent",
    "plan_day",
    "post_days",
    "postpone_day",
    "prepare_online",
    "proposal_for",
    "protect",
    "rate",
    "rebuild_duplicates",
    "receive",
    "refuse_duplicate",
    "refuse_to_receive",
    "register",
    "register_from",
    "request_seal",
    "result_known",
    "resume",
    "reveal",
    "skip_day",
    "suspend",
    "take_back_refusal",
    "take_items",
    "tell_citizen",
    "terminate",
    "unlink_duplicate",
    "waive_seal",
    "withdraw",
    "write_letter",
]
