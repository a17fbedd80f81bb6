"""Every act on receptions and petitions: one function per verb."""

from .attachments import add_paper, open_paper
from .dialogues import hold_dialogue, notify_dialogue, plan_dialogue
from .duplicates import rebuild_duplicates, refuse_duplicate, take_back_refusal
from .execution import carry_out
from .handling import accept, case_of, check, dispose, fulfil, not_accept, proposal_for
from .importing import ImportReceipt, import_file, preview_file
from .intake import change, link_duplicate, register, register_from, unlink_duplicate
from .letters import write_letter
from .loading import LoadResult, load, load_receptions
from .loading_jobs import begin_load, forget_file, keep_plan, run_load, stop_load, take_file
from .procedure import Part, add_forwarder, answer_forwarder, link_earlier, return_originals, split
from .protection import (
    ToProtect,
    ask_protection,
    decide_protection,
    end_protection,
    file_protection_paper,
    refuse_protection,
    write_protection,
)
from .receipts import IssuedReceipt, issue_receipt, look_up, rate
from .reception import answer_reception, change_reception, notice_sent, receive, refuse_to_receive
from .reception_conclusions import conclude
from .reception_days import DayRow, hold_day, load_days, plan_day, post_days, postpone_day, prepare_online, skip_day
from .reception_papers import Handed, keep_session, result_known, take_items, tell_citizen
from .redacting import Redaction, draft_transcript, release_redacted
from .results import Consequences, close, decide, execute, extend, resume, suspend, terminate, withdraw
from .secrecy import answer_reveal, ask_reveal, protect, request_seal, reveal, shut_reveal, waive_seal

__all__ = [
    "Consequences",
    "DayRow",
    "Handed",
    "ImportReceipt",
    "IssuedReceipt",
    "LoadResult",
    "Part",
    "Redaction",
    "ToProtect",
    "accept",
    "add_forwarder",
    "add_paper",
    "answer_forwarder",
    "answer_reception",
    "answer_reveal",
    "ask_protection",
    "ask_reveal",
    "begin_load",
    "carry_out",
    "case_of",
    "change",
    "change_reception",
    "check",
    "close",
    "conclude",
    "decide",
    "decide_protection",
    "dispose",
    "draft_transcript",
    "end_protection",
    "execute",
    "extend",
    "file_protection_paper",
    "forget_file",
    "fulfil",
    "hold_day",
    "hold_dialogue",
    "import_file",
    "issue_receipt",
    "keep_plan",
    "keep_session",
    "link_duplicate",
    "link_earlier",
    "load",
    "load_days",
    "load_receptions",
    "look_up",
    "not_accept",
    "notice_sent",
    "notify_dialogue",
    "open_paper",
    "plan_day",
    "plan_dialogue",
    "post_days",
    "postpone_day",
    "prepare_online",
    "preview_file",
    "proposal_for",
    "protect",
    "rate",
    "rebuild_duplicates",
    "receive",
    "refuse_duplicate",
    "refuse_protection",
    "refuse_to_receive",
    "register",
    "register_from",
    "release_redacted",
    "request_seal",
    "result_known",
    "resume",
    "return_originals",
    "reveal",
    "run_load",
    "shut_reveal",
    "skip_day",
    "split",
    "stop_load",
    "suspend",
    "take_back_refusal",
    "take_file",
    "take_items",
    "tell_citizen",
    "terminate",
    "unlink_duplicate",
    "waive_seal",
    "withdraw",
    "write_letter",
    "write_protection",
]
