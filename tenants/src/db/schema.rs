// @generated automatically by Diesel CLI.

diesel::table! {
    use diesel::sql_types::*;

    account_links (secret_hash) {
        secret_hash -> Bytea,
        account_id -> Uuid,
        basis -> Bytea,
        kind -> Text,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    accounts (region_id, id) {
        region_id -> Uuid,
        id -> Uuid,
        owner_community -> Nullable<Uuid>,
        login -> Text,
        name -> Text,
        password_hash -> Text,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        revoked_version -> Int4,
        revoked_at -> Nullable<Timestamptz>,
        revoked_in -> Nullable<Int8>,
        email -> Nullable<Text>,
        second_factor_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    appeal_counters (community_id, metric) {
        community_id -> Uuid,
        metric -> Text,
        region_id -> Uuid,
        value -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    appeals (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        region_id -> Uuid,
        number -> Int8,
        tracking_code -> Text,
        kind -> Text,
        state -> Text,
        result -> Nullable<Text>,
        service_code -> Text,
        urgency -> Text,
        building_id -> Nullable<Uuid>,
        place -> Text,
        responsible_utility_id -> Nullable<Uuid>,
        utility_id -> Nullable<Uuid>,
        callers -> Int4,
        returns -> Int4,
        registered_at -> Timestamptz,
        registered_by -> Nullable<Uuid>,
        acknowledge_due_at -> Nullable<Timestamptz>,
        resolve_due_at -> Nullable<Timestamptz>,
        due_at -> Timestamptz,
        acknowledged_at -> Nullable<Timestamptz>,
        reported_at -> Nullable<Timestamptz>,
        closed_at -> Nullable<Timestamptz>,
        acknowledge_missed_at -> Nullable<Timestamptz>,
        resolve_missed_at -> Nullable<Timestamptz>,
        sent_handover_id -> Nullable<Uuid>,
        received_handover_id -> Nullable<Uuid>,
        version -> Int4,
        arrive_due_at -> Nullable<Timestamptz>,
        attended_at -> Nullable<Timestamptz>,
        arrive_missed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    assignments (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        region_id -> Uuid,
        appeal_id -> Uuid,
        appeal_number -> Int8,
        utility_id -> Uuid,
        state -> Text,
        service_code -> Text,
        urgency -> Text,
        place -> Text,
        flat -> Nullable<Text>,
        words -> Text,
        contact_name -> Nullable<Text>,
        contact_phone -> Nullable<Text>,
        offered_at -> Timestamptz,
        offered_by -> Nullable<Uuid>,
        acknowledge_due_at -> Nullable<Timestamptz>,
        resolve_due_at -> Nullable<Timestamptz>,
        due_at -> Timestamptz,
        accepted_at -> Nullable<Timestamptz>,
        decline_reason -> Nullable<Text>,
        decline_addressee -> Nullable<Text>,
        report_text -> Nullable<Text>,
        reported_at -> Nullable<Timestamptz>,
        return_reason -> Nullable<Text>,
        ended_at -> Nullable<Timestamptz>,
        version -> Int4,
        arrive_due_at -> Nullable<Timestamptz>,
        arrived_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    buildings (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        street_id -> Uuid,
        number -> Text,
        number_key -> Text,
        latitude -> Nullable<Float8>,
        longitude -> Nullable<Float8>,
        multi_flat -> Bool,
        source_ref -> Nullable<Text>,
        state -> Text,
        version -> Int4,
        storeys -> Nullable<Int4>,
        lifts -> Nullable<Int4>,
        flats -> Nullable<Int4>,
        management -> Nullable<Text>,
        manager -> Nullable<Text>,
        electricity_queue -> Nullable<Text>,
        feeder -> Nullable<Text>,
        boiler_house -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    calls (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        appeal_id -> Uuid,
        outcome -> Text,
        applicant_name -> Nullable<Text>,
        applicant_phone -> Nullable<Text>,
        flat -> Nullable<Text>,
        words -> Text,
        taken_at -> Timestamptz,
        taken_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    communities (region_id, id) {
        region_id -> Uuid,
        id -> Uuid,
        katottg -> Text,
        name_uk -> Text,
        name_en -> Text,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    entrances (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        building_id -> Uuid,
        number -> Int4,
        first_flat -> Nullable<Int4>,
        last_flat -> Nullable<Int4>,
        state -> Text,
        version -> Int4,
        riser -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    flat_queues (community_id, building_id, first_flat) {
        community_id -> Uuid,
        building_id -> Uuid,
        first_flat -> Int4,
        last_flat -> Int4,
        queue -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    guess_limits (key) {
        key -> Bytea,
        spent_until -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    handovers (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        region_id -> Uuid,
        appeal_id -> Uuid,
        appeal_number -> Int8,
        to_community_id -> Uuid,
        state -> Text,
        service_code -> Text,
        place -> Text,
        reason -> Text,
        flat -> Nullable<Text>,
        words -> Text,
        contact_name -> Nullable<Text>,
        contact_phone -> Nullable<Text>,
        offered_at -> Timestamptz,
        offered_by -> Nullable<Uuid>,
        decided_at -> Nullable<Timestamptz>,
        refusal_reason -> Nullable<Text>,
        proposed_community_id -> Nullable<Uuid>,
        receiver_appeal_id -> Nullable<Uuid>,
        receiver_appeal_number -> Nullable<Int8>,
        receiver_result -> Nullable<Text>,
        completed_at -> Nullable<Timestamptz>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    idempotency_keys (actor_id, key) {
        actor_id -> Uuid,
        key -> Text,
        fingerprint -> Bytea,
        status -> Int2,
        etag -> Nullable<Text>,
        location -> Nullable<Text>,
        body -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    import_rows (community_id, import_id, kind, part) {
        community_id -> Uuid,
        import_id -> Uuid,
        kind -> Text,
        part -> Int4,
        csv -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    imports (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        region_id -> Uuid,
        holds -> Text,
        file -> Text,
        mapping -> Text,
        dry_run -> Bool,
        state -> Text,
        rows_read -> Int8,
        rows_all -> Int8,
        refused -> Int8,
        suspicious -> Int8,
        report -> Nullable<Text>,
        reason -> Nullable<Text>,
        started_at -> Timestamptz,
        told_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ledger_events (community_id, position) {
        community_id -> Uuid,
        position -> Int8,
        id -> Uuid,
        kind -> Text,
        subject_id -> Uuid,
        actor_id -> Nullable<Uuid>,
        actor_role -> Text,
        utility_id -> Nullable<Uuid>,
        occurred_at -> Timestamptz,
        body -> Text,
        hash -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ledger_followers (community_id, follower) {
        community_id -> Uuid,
        follower -> Text,
        position -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ledger_heads (community_id) {
        community_id -> Uuid,
        position -> Int8,
        hash -> Bytea,
        sealed_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ledger_inbox (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        seq -> Int8,
        kind -> Text,
        subject_id -> Uuid,
        actor_id -> Nullable<Uuid>,
        actor_role -> Text,
        utility_id -> Nullable<Uuid>,
        occurred_at -> Timestamptz,
        body -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    memberships (region_id, id) {
        region_id -> Uuid,
        id -> Uuid,
        account_id -> Uuid,
        owner_community -> Nullable<Uuid>,
        role -> Text,
        in_community -> Nullable<Uuid>,
        in_utility -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    outbox (region_id, id) {
        region_id -> Uuid,
        id -> Uuid,
        owner_community -> Nullable<Uuid>,
        channel -> Text,
        kind -> Text,
        account_id -> Uuid,
        state -> Text,
        attempts -> Int4,
        due_at -> Timestamptz,
        reason -> Nullable<Text>,
        created_at -> Timestamptz,
        settled_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    password_reset_requests (id) {
        id -> Uuid,
        email -> Text,
        asked_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    places (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        settlement_id -> Uuid,
        kind -> Text,
        name -> Text,
        search_key -> Text,
        latitude -> Nullable<Float8>,
        longitude -> Nullable<Float8>,
        street_id -> Nullable<Uuid>,
        crossing_street_id -> Nullable<Uuid>,
        state -> Text,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    recovery_codes (account_id, code_hash) {
        account_id -> Uuid,
        code_hash -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    regions (id) {
        id -> Uuid,
        katottg -> Text,
        name_uk -> Text,
        name_en -> Text,
        version -> Int4,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    responsibilities (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        region_id -> Uuid,
        service_code -> Text,
        utility_id -> Uuid,
        place_kind -> Text,
        building_id -> Nullable<Uuid>,
        street_id -> Nullable<Uuid>,
        settlement_id -> Nullable<Uuid>,
        boundary -> Nullable<Text>,
        valid_from -> Timestamptz,
        valid_to -> Nullable<Timestamptz>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    second_factors (account_id) {
        account_id -> Uuid,
        sealed_secret -> Bytea,
        last_step -> Int8,
        confirmed_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    service_overrides (community_id, service_code) {
        community_id -> Uuid,
        region_id -> Uuid,
        service_code -> Text,
        state -> Text,
        name_uk -> Nullable<Text>,
        name_en -> Nullable<Text>,
        has_times -> Bool,
        acknowledge_minutes -> Nullable<Int4>,
        arrive_minutes -> Nullable<Int4>,
        resolve_hours -> Nullable<Int4>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    services (region_id, code) {
        region_id -> Uuid,
        code -> Text,
        position -> Int4,
        name_uk -> Text,
        name_en -> Text,
        group_code -> Text,
        urgency -> Text,
        acknowledge_minutes -> Nullable<Int4>,
        arrive_minutes -> Nullable<Int4>,
        resolve_hours -> Nullable<Int4>,
        works_on_days_off -> Bool,
        route_by -> Text,
        executor_uk -> Text,
        executor_en -> Text,
        caller_uk -> Text,
        caller_en -> Text,
        matches_events -> Text,
        routes_to -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    session_tokens (token_hash) {
        token_hash -> Bytea,
        session_id -> Uuid,
        replaces -> Nullable<Bytea>,
        issued_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sessions (id) {
        id -> Uuid,
        account_id -> Uuid,
        kind -> Text,
        started_at -> Timestamptz,
        expires_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        end_reason -> Nullable<Text>,
        active_at -> Timestamptz,
        account_version -> Int4,
        ended_in -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    settlement_names (region_id, in_community, katottg) {
        region_id -> Uuid,
        in_community -> Uuid,
        katottg -> Text,
        name -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    settlements (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        katottg -> Text,
        name -> Text,
        category -> Text,
        state -> Text,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    street_aliases (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        street_id -> Uuid,
        kind -> Text,
        name -> Text,
        search_key -> Text,
        state -> Text,
        version -> Int4,
        used_from -> Nullable<Date>,
        used_to -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    street_words (community_id, spelling, settlement_id, street_id) {
        community_id -> Uuid,
        spelling -> Text,
        settlement_id -> Uuid,
        street_id -> Uuid,
        whole -> Bool,
        words -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    streets (community_id, id) {
        community_id -> Uuid,
        id -> Uuid,
        settlement_id -> Uuid,
        kind -> Text,
        name -> Text,
        search_key -> Text,
        source_ref -> Nullable<Text>,
        state -> Text,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    utilities (region_id, id) {
        region_id -> Uuid,
        id -> Uuid,
        owner_community -> Nullable<Uuid>,
        kind -> Text,
        name -> Text,
        duty_phone -> Nullable<Text>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        closed_during -> Tstzmultirange,
    }
}

diesel::joinable!(accounts -> regions (region_id));
diesel::joinable!(communities -> regions (region_id));
diesel::joinable!(services -> regions (region_id));
diesel::joinable!(session_tokens -> sessions (session_id));
diesel::joinable!(utilities -> regions (region_id));

diesel::allow_tables_to_appear_in_same_query!(
    account_links,
    accounts,
    appeal_counters,
    appeals,
    assignments,
    buildings,
    calls,
    communities,
    entrances,
    flat_queues,
    guess_limits,
    handovers,
    idempotency_keys,
    import_rows,
    imports,
    ledger_events,
    ledger_followers,
    ledger_heads,
    ledger_inbox,
    memberships,
    outbox,
    password_reset_requests,
    places,
    recovery_codes,
    regions,
    responsibilities,
    second_factors,
    service_overrides,
    services,
    session_tokens,
    sessions,
    settlement_names,
    settlements,
    street_aliases,
    street_words,
    streets,
    utilities,
);
