-- What an administrator may do and count beyond the rows that the policies show: never content (decision 19).

-- The earlier invitation ends. Nobody is invited whose address is proved: the link would open an account that is theirs.
CREATE FUNCTION admin_invite(
    p_link_id uuid, p_user_id uuid, p_token_hash text, p_now timestamptz, p_expires_at timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM users u
    WHERE u.id = p_user_id AND u.email_verified_at IS NULL AND u.disabled_at IS NULL
      AND NOT EXISTS (SELECT FROM passwords p WHERE p.user_id = u.id)
    FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE mailed_links SET consumed_at = p_now
    WHERE user_id = p_user_id AND kind = 'invitation' AND consumed_at IS NULL;
    INSERT INTO mailed_links (id, kind, user_id, token_hash, attempts, expires_at)
    VALUES (p_link_id, 'invitation', p_user_id, p_token_hash, 0, p_expires_at);
    RETURN true;
END
$$;

-- Whoever is signed out by an administrator is so at once, and by no open link back in.
CREATE FUNCTION admin_end_access(p_user_id uuid, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE login_sessions SET revoked_at = p_now WHERE user_id = p_user_id AND revoked_at IS NULL;
    UPDATE mailed_links SET consumed_at = p_now WHERE user_id = p_user_id AND consumed_at IS NULL;
$$;

-- Counts of some practices. The month is the coach's own; a session counts when it was held.
CREATE FUNCTION admin_coach_figures(p_coach_ids uuid[], p_now timestamptz)
RETURNS TABLE (coach_id uuid, clients bigint, sessions bigint, last_seen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.id,
           (SELECT count(*) FROM clients k
            WHERE k.coach_id = c.id AND k.stage = 'client' AND k.merged_into IS NULL AND k.archived_at IS NULL),
           (SELECT count(*) FROM bookings b
            WHERE b.coach_id = c.id AND b.status = 'completed' AND b.starts_at <= p_now
              AND b.starts_at >= date_trunc('month', p_now AT TIME ZONE c.timezone) AT TIME ZONE c.timezone),
           (SELECT max(s.last_seen_at) FROM login_sessions s WHERE s.user_id = c.user_id)
    FROM coaches c WHERE c.id = ANY (p_coach_ids)
$$;

-- Opening a dead letter needs a reason, and the log keeps both (decision 19): who reads it is whoever acts.
CREATE FUNCTION admin_open_letter(
    p_coach_id uuid, p_id uuid, p_reason text, p_audit_id uuid, p_now timestamptz
) RETURNS bytea
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH letter AS (
        SELECT l.id, l.coach_id, l.body, c.user_id FROM dead_letters l JOIN coaches c ON c.id = l.coach_id
        WHERE l.coach_id = p_coach_id AND l.id = p_id AND char_length(trim(p_reason)) >= 10
          AND nullif(current_setting('app.user_id', true), '') IS NOT NULL
    ), noted AS (
        INSERT INTO audit_log (id, at, actor_id, coach_id, action, target_id, detail)
        SELECT p_audit_id, p_now, current_setting('app.user_id')::uuid, coach_id, 'letter_opened', user_id,
               jsonb_build_object('letter', id, 'reason', trim(p_reason))
        FROM letter
    )
    SELECT body FROM letter
$$;
