-- What the DOOR principal may do before anyone is signed in: these named questions and nothing else.
-- Each runs as trustcoach_definer. Tokens and codes arrive as keyed hashes; the clock is the application's.

CREATE FUNCTION door_account(p_email text)
RETURNS TABLE (user_id uuid, password_hash text, may_enter boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT u.id, p.hash, u.disabled_at IS NULL
    FROM users u LEFT JOIN passwords p ON p.user_id = u.id
    WHERE u.email = p_email
$$;

CREATE FUNCTION door_open_session(
    p_id uuid, p_user_id uuid, p_token_hash text, p_now timestamptz, p_expires_at timestamptz,
    p_ip inet, p_user_agent text, p_audit_id uuid, p_how text
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO login_sessions (id, user_id, token_hash, signed_in_at, last_seen_at, expires_at, ip, user_agent)
    VALUES (p_id, p_user_id, p_token_hash, p_now, p_now, p_expires_at, p_ip, p_user_agent);
    INSERT INTO audit_log (id, at, actor_id, action, target_id, ip, detail)
    VALUES (p_audit_id, p_now, p_user_id, 'sign_in', p_id, p_ip, jsonb_build_object('how', p_how));
$$;

CREATE FUNCTION door_session(p_token_hash text, p_now timestamptz)
RETURNS TABLE (session_id uuid, user_id uuid, roles text[], coach_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE login_sessions SET last_seen_at = p_now
    WHERE token_hash = p_token_hash AND revoked_at IS NULL AND last_seen_at < p_now - interval '5 minutes'
      AND expires_at > p_now;
    SELECT s.id, u.id,
           array(SELECT r.role::text FROM user_roles r
                 WHERE r.user_id = u.id AND (r.role <> 'coach' OR c.id IS NOT NULL) ORDER BY 1),
           c.id
    FROM login_sessions s
    JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
    LEFT JOIN coaches c ON c.user_id = u.id AND c.deactivated_at IS NULL
    WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.expires_at > p_now
$$;

CREATE FUNCTION door_close_session(p_token_hash text, p_now timestamptz, p_audit_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH closed AS (
        UPDATE login_sessions SET revoked_at = p_now
        WHERE token_hash = p_token_hash AND revoked_at IS NULL RETURNING id, user_id
    )
    INSERT INTO audit_log (id, at, actor_id, action, target_id)
    SELECT p_audit_id, p_now, user_id, 'sign_out', id FROM closed
$$;

CREATE FUNCTION door_note_refusal(p_audit_id uuid, p_email text, p_now timestamptz, p_ip inet) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO audit_log (id, at, action, target_id, ip)
    VALUES (p_audit_id, p_now, 'sign_in_refused', (SELECT id FROM users WHERE email = p_email), p_ip)
$$;

CREATE FUNCTION door_issue_link(
    p_kind link_kind, p_email text, p_link_id uuid, p_token_hash text, p_code_hash text, p_browser_hash text,
    p_now timestamptz, p_expires_at timestamptz, p_mail_id uuid, p_subject text, p_body bytea
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH link AS (
        INSERT INTO mailed_links (id, kind, user_id, token_hash, code_hash, browser_hash, attempts, expires_at)
        SELECT p_link_id, p_kind, u.id, p_token_hash, p_code_hash, p_browser_hash, 0, p_expires_at
        FROM users u WHERE u.email = p_email AND u.disabled_at IS NULL
        RETURNING id
    )
    INSERT INTO outbox (id, recipient, subject, body, queued_at, next_attempt_at, attempts, last_error)
    SELECT p_mail_id, p_email, p_subject, p_body, p_now, p_now, 0, '' FROM link
$$;

-- Using a link that was mailed proves the address.
CREATE FUNCTION door_use_link(p_kind link_kind, p_token_hash text, p_browser_hash text, p_now timestamptz) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH used AS (
        UPDATE mailed_links l SET consumed_at = p_now
        FROM users u
        WHERE l.kind = p_kind AND l.token_hash = p_token_hash AND l.consumed_at IS NULL AND l.expires_at > p_now
          AND (l.browser_hash IS NULL OR l.browser_hash = p_browser_hash)
          AND u.id = l.user_id AND u.disabled_at IS NULL
        RETURNING l.user_id
    )
    UPDATE users SET email_verified_at = coalesce(email_verified_at, p_now)
    FROM used WHERE users.id = used.user_id
    RETURNING users.id
$$;

CREATE FUNCTION door_use_code(p_browser_hash text, p_code_hash text, p_now timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_link mailed_links%ROWTYPE;
BEGIN
    SELECT l.* INTO v_link FROM mailed_links l JOIN users u ON u.id = l.user_id AND u.disabled_at IS NULL
    WHERE l.kind = 'sign_in' AND l.browser_hash = p_browser_hash AND l.consumed_at IS NULL
      AND l.expires_at > p_now AND l.attempts < 5
    ORDER BY l.created_at DESC, l.id DESC LIMIT 1 FOR UPDATE OF l;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    UPDATE mailed_links SET attempts = attempts + 1,
        consumed_at = CASE WHEN code_hash = p_code_hash THEN p_now END
    WHERE id = v_link.id;
    IF v_link.code_hash IS DISTINCT FROM p_code_hash THEN
        RETURN NULL;
    END IF;
    UPDATE users SET email_verified_at = coalesce(email_verified_at, p_now) WHERE id = v_link.user_id;
    RETURN v_link.user_id;
END
$$;

CREATE FUNCTION door_link_owner(p_kind link_kind, p_token_hash text, p_now timestamptz)
RETURNS TABLE (email text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT u.email::text, u.name::text FROM mailed_links l JOIN users u ON u.id = l.user_id AND u.disabled_at IS NULL
    WHERE l.kind = p_kind AND l.token_hash = p_token_hash AND l.consumed_at IS NULL AND l.expires_at > p_now
$$;

-- Uses up a reset or invitation link: sets the password, proves the address, and ends every other session.
CREATE FUNCTION door_accept_password(
    p_kind link_kind, p_token_hash text, p_password_hash text, p_now timestamptz, p_audit_id uuid
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_user_id uuid;
BEGIN
    IF p_kind NOT IN ('reset', 'invitation') THEN
        RETURN NULL;
    END IF;
    v_user_id := door_use_link(p_kind, p_token_hash, NULL, p_now);
    IF v_user_id IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO passwords (user_id, hash, changed_at) VALUES (v_user_id, p_password_hash, p_now)
    ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at;
    UPDATE login_sessions SET revoked_at = p_now WHERE user_id = v_user_id AND revoked_at IS NULL;
    UPDATE mailed_links SET consumed_at = p_now WHERE user_id = v_user_id AND consumed_at IS NULL;
    INSERT INTO audit_log (id, at, actor_id, action, target_id)
    VALUES (p_audit_id, p_now, v_user_id, 'password_set', v_user_id);
    RETURN v_user_id;
END
$$;

-- The signed-in person changes their own password: the live session is the proof; other sessions and mailed links end.
CREATE FUNCTION door_change_password(p_token_hash text, p_password_hash text, p_now timestamptz, p_audit_id uuid)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_user_id uuid;
BEGIN
    SELECT u.id INTO v_user_id FROM login_sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
    WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.expires_at > p_now;
    IF v_user_id IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO passwords (user_id, hash, changed_at) VALUES (v_user_id, p_password_hash, p_now)
    ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at;
    UPDATE login_sessions SET revoked_at = p_now
    WHERE user_id = v_user_id AND token_hash <> p_token_hash AND revoked_at IS NULL;
    UPDATE mailed_links SET consumed_at = p_now WHERE user_id = v_user_id AND consumed_at IS NULL;
    INSERT INTO audit_log (id, at, actor_id, action, target_id)
    VALUES (p_audit_id, p_now, v_user_id, 'password_changed', v_user_id);
    RETURN true;
END
$$;

-- After a sign-in: the same password under the library's present parameters.
CREATE FUNCTION door_rehash(p_user_id uuid, p_old_hash text, p_new_hash text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE passwords SET hash = p_new_hash WHERE user_id = p_user_id AND hash = p_old_hash
$$;

-- One step of the generic cell rate algorithm: 0 = go ahead, else the seconds to wait. A refused try costs nothing more.
CREATE FUNCTION door_throttle(p_key text, p_every interval, p_burst int, p_now timestamptz) RETURNS double precision
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_full_until timestamptz;
BEGIN
    INSERT INTO throttles (key, full_until) VALUES (p_key, p_now) ON CONFLICT (key) DO NOTHING;
    SELECT greatest(full_until, p_now) INTO v_full_until FROM throttles WHERE key = p_key FOR UPDATE;
    IF v_full_until - p_now > p_every * (p_burst - 1) THEN
        RETURN extract(epoch FROM v_full_until - p_now - p_every * (p_burst - 1));
    END IF;
    UPDATE throttles SET full_until = v_full_until + p_every WHERE key = p_key;
    RETURN 0;
END
$$;

CREATE FUNCTION door_forgive(p_key text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM throttles WHERE key = p_key
$$;

-- What a practice's setter may sign with, sealed; nothing for a closed practice, as for one that is not there.
CREATE FUNCTION door_setter_secrets(p_coach_id uuid, p_now timestamptz, p_most int) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.secret FROM setter_secrets s JOIN coaches c ON c.id = s.coach_id AND c.deactivated_at IS NULL
    WHERE s.coach_id = p_coach_id AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > p_now)
    ORDER BY s.expires_at DESC NULLS FIRST LIMIT p_most
$$;

-- Refused events leave a count and nothing else: one row an hour, for a month.
CREATE FUNCTION door_count_refused(p_hour timestamptz, p_refused int) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM refused_hooks WHERE hour < p_hour - interval '31 days';
    INSERT INTO refused_hooks AS r (hour, refused) VALUES (p_hour, p_refused)
    ON CONFLICT (hour) DO UPDATE SET refused = r.refused + excluded.refused;
$$;

CREATE FUNCTION door_refused(p_hour timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(sum(refused), 0) FROM refused_hooks WHERE hour = p_hour
$$;

-- Whose public page an address is: that of a practice which nobody has closed.
CREATE FUNCTION door_public_practice(p_slug text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM coaches WHERE slug = p_slug AND deactivated_at IS NULL
$$;
