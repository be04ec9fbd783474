-- What a client may know of their coaches beyond the coach's row: the name. The rest of the person's row stays closed.

CREATE FUNCTION portal_coaches() RETURNS TABLE (coach_id uuid, name text, specialty text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.id, u.name::text, c.specialty::text
    FROM coaches c JOIN users u ON u.id = c.user_id
    WHERE c.id IN (SELECT k.coach_id FROM clients k
                   WHERE k.user_id = nullif(current_setting('app.user_id', true), '')::uuid)
$$;
