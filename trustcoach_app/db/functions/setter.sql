-- How a practice's events get from the webhook to the jobs, and how much of them is kept.

-- The practice whose setter writes.
CREATE FUNCTION hook_practice() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_coach_id uuid := nullif(current_setting('app.coach_id', true), '')::uuid;
BEGIN
    IF v_coach_id IS NULL THEN
        RAISE EXCEPTION 'events belong to a practice';
    END IF;
    RETURN v_coach_id;
END
$$;

-- The weight of a practice's ledger follows its rows, whoever writes or erases them.
CREATE FUNCTION hook_weigh_new() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO intake_volumes (coach_id, ledger_bytes)
    SELECT coach_id, sum(size) FROM new_rows GROUP BY coach_id
    ON CONFLICT (coach_id) DO UPDATE SET ledger_bytes = intake_volumes.ledger_bytes + excluded.ledger_bytes;
    RETURN NULL;
END
$$;

CREATE FUNCTION hook_weigh_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE intake_volumes v SET ledger_bytes = v.ledger_bytes - gone.size
    FROM (SELECT coach_id, sum(size) AS size FROM old_rows GROUP BY coach_id) AS gone
    WHERE v.coach_id = gone.coach_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER weigh_new AFTER INSERT ON inbound_events REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION hook_weigh_new();
CREATE TRIGGER weigh_gone AFTER DELETE ON inbound_events REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION hook_weigh_gone();

-- From here to the end of its transaction a practice's requests go one at a time: what they add is bounded without a gap.
-- Where the ledger is full, its oldest applied events go, down to nine tenths, so that not every request has to make room.
-- False: all that is left still waits to be applied.
CREATE FUNCTION hook_make_room(p_bytes bigint, p_most bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_coach_id uuid := hook_practice();
    v_wanted bigint := p_most * 9 / 10 - p_bytes;
    v_kept bigint;
BEGIN
    INSERT INTO intake_volumes (coach_id, ledger_bytes) VALUES (v_coach_id, 0)
    ON CONFLICT (coach_id) DO UPDATE SET ledger_bytes = intake_volumes.ledger_bytes
    RETURNING ledger_bytes INTO v_kept;
    IF v_kept + p_bytes <= p_most THEN
        RETURN true;
    END IF;
    WHILE v_kept > v_wanted LOOP
        DELETE FROM inbound_events WHERE coach_id = v_coach_id AND id IN (
            SELECT id FROM (
                SELECT oldest.id, sum(oldest.size) OVER (ORDER BY oldest.received_at, oldest.id) - oldest.size AS before
                FROM (
                    SELECT e.id, e.size, e.received_at FROM inbound_events e
                    WHERE e.coach_id = v_coach_id AND e.applied_at IS NOT NULL
                    ORDER BY e.received_at, e.id LIMIT 1000
                ) AS oldest
            ) AS weighed
            WHERE weighed.before < v_kept - v_wanted
        );
        EXIT WHEN NOT FOUND;
        SELECT ledger_bytes INTO v_kept FROM intake_volumes WHERE coach_id = v_coach_id;
    END LOOP;
    RETURN v_kept + p_bytes <= p_most;
END
$$;

CREATE FUNCTION hook_known_letters(p_digests text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT digest::text FROM dead_letters WHERE coach_id = hook_practice() AND digest = ANY (p_digests)
$$;

-- How many letters still fit, of how many bytes, when so much more comes: settled ones make way for it, oldest first.
CREATE FUNCTION hook_letter_room(p_letters int, p_bytes bigint, p_most int, p_most_bytes bigint)
RETURNS TABLE (letters bigint, bytes bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_coach_id uuid := hook_practice();
    v_letters bigint;
    v_bytes bigint;
BEGIN
    LOOP
        SELECT count(*), coalesce(sum(size), 0) INTO v_letters, v_bytes FROM dead_letters WHERE coach_id = v_coach_id;
        EXIT WHEN v_letters + p_letters <= p_most AND v_bytes + p_bytes <= p_most_bytes;
        DELETE FROM dead_letters WHERE coach_id = v_coach_id AND id IN (
            SELECT l.id FROM dead_letters l WHERE l.coach_id = v_coach_id AND l.settled_at IS NOT NULL
            ORDER BY l.settled_at LIMIT 50
        );
        EXIT WHEN NOT FOUND;
    END LOOP;
    RETURN QUERY SELECT p_most - v_letters, p_most_bytes - v_bytes;
END
$$;

-- Letters beyond that are counted, and leave nothing else.
CREATE FUNCTION hook_leave_out(p_letters bigint, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE intake_volumes SET letters_left_out = letters_left_out + p_letters, left_out_at = p_now
    WHERE coach_id = hook_practice()
$$;

-- The job enters the queue in the caller's own transaction: there is one that has yet to look if and only if the ledger
-- keeps the events. At most one of a practice waits, however many requests came. Whoever finds one waiting may commit
-- after it has begun: so it begins by waiting for all who hold this lock.
CREATE FUNCTION hook_enqueue() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, queue, pg_temp AS $$
DECLARE
    v_practice text := 'setter:' || public.hook_practice();
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(v_practice, 0));
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
    VALUES ('timely', 'apply_setter_events', v_practice, v_practice,
            jsonb_build_object('coach_id', public.hook_practice()))
    ON CONFLICT DO NOTHING;
END
$$;

-- Practices with events that are due. What never failed has no hour of its own.
CREATE FUNCTION find_waiting_setters(p_now timestamptz, p_limit int) RETURNS TABLE (coach_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT e.coach_id FROM inbound_events e
    WHERE e.applied_at IS NULL AND (e.next_attempt_at IS NULL OR e.next_attempt_at <= p_now)
    GROUP BY e.coach_id ORDER BY min(e.received_at) LIMIT p_limit
$$;
