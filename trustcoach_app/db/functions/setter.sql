-- How a practice's events get from the webhook to the jobs.

-- The job enters the queue in the caller's own transaction: there is one if and only if the ledger keeps the events.
-- One batch of a practice at a time (the lock), so that they do not wait for each other with a worker in hand.
CREATE FUNCTION hook_enqueue(p_batch_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, queue, pg_temp AS $$
DECLARE
    v_coach_id uuid := nullif(current_setting('app.coach_id', true), '')::uuid;
BEGIN
    IF v_coach_id IS NULL OR p_batch_id IS NULL THEN
        RAISE EXCEPTION 'a batch belongs to a practice';
    END IF;
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args)
    VALUES ('default', 'apply_setter_events', 'setter:' || v_coach_id,
            jsonb_build_object('coach_id', v_coach_id, 'batch_id', p_batch_id));
END
$$;

CREATE FUNCTION find_unapplied_batches(p_before timestamptz, p_limit int) RETURNS TABLE (coach_id uuid, batch_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT e.coach_id, e.batch_id FROM inbound_events e
    WHERE e.applied_at IS NULL AND e.received_at <= p_before
    GROUP BY e.coach_id, e.batch_id ORDER BY min(e.received_at) LIMIT p_limit
$$;
