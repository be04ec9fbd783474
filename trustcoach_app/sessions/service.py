"""What a coach keeps of a session: private notes, marked moments, and the summary she signs (decisions 14 to 16)."""

from trustcoach_app.sessions.moments import (
    LONGEST_SESSION_SECONDS,
    MOST_MOMENTS,
    change_moment,
    mark_moment,
    put_back_moment,
    remove_moment,
    shift_moment,
)
from trustcoach_app.sessions.notes import save_note
from trustcoach_app.sessions.summaries import (
    save_summary_draft,
    share_summary,
    sign_draft,
    sign_summary,
    take_signature_back,
    unshare_summary,
)

__all__ = [
    "LONGEST_SESSION_SECONDS",
    "MOST_MOMENTS",
    "change_moment",
    "mark_moment",
    "put_back_moment",
    "remove_moment",
    "save_note",
    "save_summary_draft",
    "share_summary",
    "shift_moment",
    "sign_draft",
    "sign_summary",
    "take_signature_back",
    "unshare_summary",
]
