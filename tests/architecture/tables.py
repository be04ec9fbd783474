"""Who owns which table: the capability that selects from it and writes it. Everybody else asks its queries and service.

A table of people or of the machine is the ground's, and stands with all who keep it.
"""

OWNERS: dict[str, str] = {
    "User UserRoleRow Coach CoachPhoto": "coaches admin account profile shell portal demo",
    "LoginSession Password MailedLink Throttle": "auth account",
    "AuditEntry": "account admin setter demo",
    "OutboxMail": "integrations outgoing",
    "Heartbeat": "jobs web",
    "Client Tag ClientTag ClientMerge ClientMergeRow": "clients",
    "Booking": "bookings",
    "BusyBlock AppointmentType AppointmentReason PlanningSettings WeeklyHours DateException": "availability",
    "BookingSeries": "appointments",
    "Session Moment Summary SummaryDraft RawSummary PrivateNote": "sessions",
    "Goal GoalMeasurement": "goals",
    "Action": "actions",
    "ClientNote": "notes",
    "Conversation Message": "messaging",
    "Import ImportPart": "uploads",
    "ImportedClient OutsideEvent CalendarFeed": "importing",
    "Lead LeadCall LeadEvent LeadMessage SetterSecret SetterSettings InboundEvent DeadLetter IntakeVolume "
    "RefusedHooks AcquisitionCost KpiCell KpiMark KpiState": "setter",
}
"""Tables → the folders that may name them in a statement."""

SHARED: dict[str, dict[str, str]] = {
    "bookings/queries.py": {
        "Client": "a session is shown with its client, and each racer for a slot runs one statement",
        "BusyBlock": "each racer for a slot runs one statement",
    },
    "bookings/start.py": {"Session": "starting or ending a booking makes the row that notes hang from"},
    "bookings/reopen.py": {
        "Session Summary RawSummary": "a summary stands in the way of an undo, whoever asks for it",
    },
    "availability/queries.py": {"Coach": "a booking reads zone, rules, type and reason in one statement"},
    "sessions/shared.py": {"Booking": "what a session left is dated by its booking"},
    "sessions/queries.py": {"Booking": "what a session left is dated by its booking"},
    "sessions/timeline.py": {"Booking": "what a session left is dated by its booking"},
    "earnings/queries.py": {"Booking": "a session's price is on its booking, until there is a journal"},
    "appointments/queries.py": {"Booking": "a series is its bookings"},
    "planning/queries.py": {"Booking Client AppointmentType": "the calendar is one statement, whatever is filtered"},
    "client_list/queries.py": {"Client": "the list is one statement: who they are, and what the diary says of each"},
    "portal/queries.py": {"Booking Client": "a client's own policies decide: across coaches, without their notes"},
    "profile/queries.py": {"Lead": "a change of zone asks whether there are figures to add up anew"},
    "importing": {
        "Booking BusyBlock Client Session Moment Summary SummaryDraft RawSummary PrivateNote": "an import compares "
        "with all that is there, and its undo looks for what hangs from what it made",
        "Import": "an event belongs to the calendar that its file names",
    },
    "setter/figures/queries/span.py": {"Coach": "the practice's zone is a column of the figures' statement"},
    "admin/dead_letters": {"DeadLetter IntakeVolume": "an administrator reads across practices"},
    "admin/service.py": {"OutboxMail": "an invitation is written with its mail"},
    "demo/leads": {"Lead AcquisitionCost": "a past that no service would write in seconds"},
    "setter/intake/silence.py": {"OutboxMail": "told with the mark that it was told"},
}
"""Files or folders of others that name a table all the same, and why."""
