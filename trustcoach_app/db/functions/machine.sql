-- What the jobs find across tenants (ids only; they act inside one tenant afterwards), and what health shows.

CREATE FUNCTION find_lapsed_holds(p_now timestamptz, p_limit int) RETURNS TABLE (coach_id uuid, booking_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT b.coach_id, b.id FROM bookings b
    WHERE b.status = 'pending' AND b.hold_expires_at <= p_now ORDER BY b.hold_expires_at LIMIT p_limit
$$;

CREATE FUNCTION find_ended_bookings(p_now timestamptz, p_grace interval, p_limit int)
RETURNS TABLE (coach_id uuid, booking_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT b.coach_id, b.id FROM bookings b
    WHERE (b.status = 'in_progress' AND b.ends_at <= p_now)
       OR (b.status = 'confirmed' AND b.ends_at <= p_now - p_grace)
    ORDER BY b.ends_at LIMIT p_limit
$$;

-- Coaches with calendars that are due, who waits longest first; and whether one of these could not be read last time.
CREATE FUNCTION find_due_calendars(p_before timestamptz, p_limit int)
RETURNS TABLE (coach_id uuid, has_failed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f.coach_id, bool_or(f.problem <> '') FROM calendar_feeds f
    WHERE f.polled_at IS NULL OR f.polled_at <= p_before
    GROUP BY f.coach_id ORDER BY min(f.polled_at) NULLS FIRST LIMIT p_limit
$$;

-- The topic is the coach's id, or the id and a part of the practice: a busy setter does not redraw the diary.
CREATE FUNCTION notify_coach() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('trustcoach_changes', concat_ws(':', coalesce(NEW.coach_id, OLD.coach_id), TG_ARGV[0]));
    RETURN NULL;
END
$$;

-- A login session that ended, however it did, empties its open tabs (live.py).
CREATE FUNCTION notify_session_end() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('trustcoach_changes', 'session:' || OLD.id);
    RETURN NULL;
END
$$;

-- In plpgsql, so that it can be declared before the migration that makes the queue.
CREATE FUNCTION door_queue_depth() RETURNS TABLE (todo bigint, doing bigint, failed bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'),
           count(*) FILTER (WHERE status = 'failed')
    FROM queue.procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed');
END
$$;

-- For how long the oldest job of each queue could have run: it is due, and none with its lock is at work.
CREATE FUNCTION door_queue_waits() RETURNS TABLE (queue text, seconds double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT j.queue_name::text, extract(epoch FROM clock_timestamp() - min(coalesce(j.scheduled_at, (
        SELECT max(e.at) FROM queue.procrastinate_events e
        WHERE e.job_id = j.id AND e.type IN ('deferred', 'deferred_for_retry', 'retried')
    ))))::double precision
    FROM queue.procrastinate_jobs j
    WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= clock_timestamp())
      AND NOT EXISTS (SELECT FROM queue.procrastinate_jobs d WHERE d.lock = j.lock AND d.status = 'doing')
    GROUP BY j.queue_name;
END
$$;

CREATE FUNCTION door_revision() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT version_num::text FROM alembic_version
$$;

-- Retention of what no tenant owns (decision 18): each deletes what ended before an instant and says how much.
CREATE FUNCTION prune_throttles(p_before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH gone AS (DELETE FROM throttles WHERE full_until < p_before RETURNING 1) SELECT count(*) FROM gone
$$;

CREATE FUNCTION prune_connection_logs(p_before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH sessions AS (
        DELETE FROM login_sessions WHERE coalesce(revoked_at, expires_at) < p_before RETURNING 1
    ), links AS (
        DELETE FROM mailed_links WHERE expires_at < p_before RETURNING 1
    ), lines AS (
        DELETE FROM audit_log WHERE action IN ('sign_in', 'sign_in_refused', 'sign_out') AND at < p_before RETURNING 1
    )
    SELECT (SELECT count(*) FROM sessions) + (SELECT count(*) FROM links) + (SELECT count(*) FROM lines)
$$;

-- What the setter left behind.
CREATE FUNCTION prune_inbound_events(p_before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH gone AS (DELETE FROM inbound_events WHERE received_at < p_before RETURNING 1) SELECT count(*) FROM gone
$$;

CREATE FUNCTION prune_dead_letters(p_before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE intake_volumes SET letters_left_out = 0, left_out_at = NULL WHERE left_out_at < p_before;
    WITH gone AS (DELETE FROM dead_letters WHERE received_at < p_before RETURNING 1) SELECT count(*) FROM gone
$$;

-- Leads that never became clients, with what was said.
CREATE FUNCTION prune_leads(p_before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH gone AS (DELETE FROM leads WHERE client_id IS NULL AND active_at < p_before RETURNING 1)
    SELECT count(*) FROM gone
$$;

-- What a merge of clients wrote over and moved: of what can no longer be undone. That it was done stays.
CREATE FUNCTION prune_client_merges(p_before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM client_merge_rows r USING client_merges m
    WHERE m.coach_id = r.coach_id AND m.id = r.merge_id AND m.merged_at < p_before;
    WITH gone AS (
        UPDATE client_merges SET before = '{}', after = '{}' WHERE merged_at < p_before AND before <> '{}' RETURNING 1
    )
    SELECT count(*) FROM gone
$$;

-- Practices whose setter was heard and has fallen silent (a trial event is no sign of it), each once a silence: an event since the alert begins a new one.
CREATE FUNCTION find_silent_setters(p_now timestamptz, p_limit int)
RETURNS TABLE (coach_id uuid, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.id, heard.at
    FROM coaches c
    LEFT JOIN setter_settings s ON s.coach_id = c.id
    CROSS JOIN LATERAL (
        SELECT e.received_at AS at FROM inbound_events e
        WHERE e.coach_id = c.id AND e.instagram_id <> 'trustcoach-essai' ORDER BY e.received_at DESC LIMIT 1
    ) heard
    WHERE c.deactivated_at IS NULL AND heard.at <= p_now - coalesce(s.silence_hours, 24) * interval '1 hour'
      AND (s.silence_alerted_at IS NULL OR s.silence_alerted_at < heard.at)
    ORDER BY heard.at LIMIT p_limit
$$;

-- Who is told: the coach, and every administrator who may sign in.
CREATE FUNCTION find_alert_readers(p_coach_id uuid) RETURNS TABLE (email text, name text, is_coach boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT u.email::text, u.name::text, true FROM coaches c JOIN users u ON u.id = c.user_id WHERE c.id = p_coach_id
    UNION ALL
    SELECT u.email::text, u.name::text, false
    FROM user_roles r JOIN users u ON u.id = r.user_id WHERE r.role = 'admin' AND u.disabled_at IS NULL
$$;
