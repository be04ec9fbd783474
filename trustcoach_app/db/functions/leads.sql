-- Which leads of the acting practice hold these words. Under row-level security no index may answer @@, which is not
-- leakproof: a coach with 100,000 leads would wait for every one of them to be read. Of many, p_most; null is all.
-- Planned for its words each time: a plan for any words walks through all leads, which takes a second for a rare one.
CREATE FUNCTION leads_found(p_words tsquery, p_most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
    SELECT l.id FROM leads l
    WHERE l.coach_id = nullif(current_setting('app.coach_id', true), '')::uuid
      AND to_tsvector('simple', l.search_key) @@ p_words
    LIMIT p_most
$$;
