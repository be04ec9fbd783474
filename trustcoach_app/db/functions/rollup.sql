-- The rollup of the setter's figures: what wakes it, what it finds, what health and a BI tool see of it.
-- What marks the rows is made from models/marks.py.

CREATE FUNCTION notify_rollup_of_marks() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('trustcoach_marks', '') WHERE EXISTS (SELECT FROM new_rows);
    RETURN NULL;
END
$$;

CREATE TRIGGER notify_rollup AFTER INSERT ON kpi_marks REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION notify_rollup_of_marks();

CREATE FUNCTION notify_rollup_of_zone() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('trustcoach_marks', '');
    RETURN NULL;
END
$$;

CREATE TRIGGER notify_rollup AFTER UPDATE OF timezone ON coaches
FOR EACH ROW WHEN (OLD.timezone <> NEW.timezone) EXECUTE FUNCTION notify_rollup_of_zone();

CREATE FUNCTION find_coaches_with_figures() RETURNS TABLE (coach_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.coach_id FROM kpi_states s ORDER BY 1
$$;

-- For a backfill: whoever has something to count.
CREATE FUNCTION find_coaches() RETURNS TABLE (coach_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.id FROM coaches c WHERE EXISTS (SELECT FROM leads l WHERE l.coach_id = c.id)
       OR EXISTS (SELECT FROM kpi_states s WHERE s.coach_id = c.id) ORDER BY 1
$$;

-- Those whose figures are by older rules than these.
CREATE FUNCTION find_outdated_figures(p_rules int) RETURNS TABLE (coach_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.coach_id FROM kpi_states s WHERE s.rules_version < p_rules ORDER BY 1
$$;

-- Marks are worked off within seconds, so there are few to look at.
CREATE FUNCTION door_rollup() RETURNS TABLE (waiting_since timestamptz, drift bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (SELECT min(marked_at) FROM kpi_marks), (SELECT coalesce(sum(s.drift), 0)::bigint FROM kpi_states s)
$$;

-- One row for each day with figures, in the practice's own days: for a BI tool, and for SQL by hand.
CREATE VIEW kpi_daily WITH (security_invoker = true) AS
SELECT c.coach_id, c.day AS date,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'sent'), 0)::bigint AS total_dms,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'leads'), 0)::bigint AS new_leads,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'qualified'), 0)::bigint AS qualified_leads,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'magnets'), 0)::bigint AS lead_magnets_sent,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'emails'), 0)::bigint AS emails_captured,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'proposed'), 0)::bigint AS calls_proposed,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'booked'), 0)::bigint AS calls_booked,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'held'), 0)::bigint AS calls_held,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'no_show'), 0)::bigint AS calls_no_show,
       round(coalesce(sum(c.value) FILTER (WHERE c.metric = 'replied_number' AND c.dimension = '1'), 0)
             / sum(c.value) FILTER (WHERE c.metric = 'sent_number' AND c.dimension = '1'), 4) AS response_rate_msg1,
       round(coalesce(sum(c.value) FILTER (WHERE c.metric = 'replied_number' AND c.dimension = '2'), 0)
             / sum(c.value) FILTER (WHERE c.metric = 'sent_number' AND c.dimension = '2'), 4) AS response_rate_msg2,
       round(coalesce(sum(c.value) FILTER (WHERE c.metric = 'replied_number' AND c.dimension = '3'), 0)
             / sum(c.value) FILTER (WHERE c.metric = 'sent_number' AND c.dimension = '3'), 4) AS response_rate_msg3,
       round(coalesce(sum(c.value) FILTER (WHERE c.metric = 'replied_number' AND c.dimension = '4'), 0)
             / sum(c.value) FILTER (WHERE c.metric = 'sent_number' AND c.dimension = '4'), 4) AS response_rate_msg4,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'won'), 0)::bigint AS leads_won,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'lost'), 0)::bigint AS leads_lost,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'deals'), 0)::bigint AS deals_closed,
       coalesce(sum(c.value) FILTER (WHERE c.metric = 'revenue'), 0)::bigint AS total_revenue_cents,
       min(s.last_updated) AS last_updated
FROM kpi_cells c JOIN kpi_states s ON s.coach_id = c.coach_id AND s.timezone = c.timezone
GROUP BY c.coach_id, c.day;

GRANT SELECT ON kpi_daily TO trustcoach_coach, trustcoach_bi;
