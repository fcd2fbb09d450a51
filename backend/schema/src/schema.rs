//! Tables as diesel sees them: one schema for both databases. Columns stand in the migrations' order.

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    settings (key) {
        key -> Text,
        value -> JsonDoc,
        updated_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    key_canaries (key_id) {
        key_id -> Text,
        purpose -> Text,
        canary -> Binary,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    audit_log (id) {
        id -> Uid,
        at -> Stamp,
        actor_kind -> Text,
        actor_user -> Nullable<Uid>,
        actor_job -> Nullable<Text>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Nullable<Text>,
        detail -> JsonDoc,
        trace_id -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    audit_unsealed (audit_id) {
        audit_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    audit_chain (idx) {
        idx -> BigInt,
        audit_id -> Uid,
        sealed_at -> Stamp,
        prev -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    audit_heads (id) {
        id -> Uid,
        idx -> BigInt,
        hash -> Binary,
        signed_at -> Stamp,
        key_id -> Text,
        signature -> Binary,
        reason -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    access_log (id) {
        id -> Uid,
        at -> Stamp,
        actor_user -> Nullable<Uid>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Nullable<Uid>,
        purpose -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    jobs (id) {
        id -> Uid,
        kind -> Text,
        dedupe_key -> Nullable<Text>,
        state -> Text,
        payload -> JsonDoc,
        progress -> JsonDoc,
        progress_seq -> BigInt,
        result -> Nullable<JsonDoc>,
        error -> Nullable<JsonDoc>,
        run_at -> Stamp,
        lease_owner -> Nullable<Text>,
        lease_until -> Nullable<Stamp>,
        fence -> BigInt,
        attempts -> Integer,
        cancel_requested -> Bool,
        branch_id -> Nullable<Uid>,
        created_by -> Nullable<Uid>,
        created_at -> Stamp,
        finished_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    schedules (kind) {
        kind -> Text,
        last_due -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    leases (name) {
        name -> Text,
        owner -> Text,
        lease_until -> Stamp,
        fence -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    files (id) {
        id -> Uid,
        content_mac -> Binary,
        media_type -> Text,
        purpose -> Text,
        size -> BigInt,
        chunks -> Integer,
        key_id -> Text,
        created_by -> Nullable<Uid>,
        created_at -> Stamp,
        expires_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    file_chunks (file_id, idx) {
        file_id -> Uid,
        idx -> Integer,
        body -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    idempotency_keys (actor, key) {
        actor -> Text,
        key -> Text,
        operation -> Text,
        request_mac -> Binary,
        result -> JsonDoc,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    approval_requests (id) {
        id -> Uid,
        kind -> Text,
        subject_kind -> Text,
        subject_id -> Uid,
        branch_id -> Nullable<Uid>,
        base_version -> BigInt,
        payload -> JsonDoc,
        payload_hash -> Binary,
        proposer_user -> Uid,
        proposer_employee -> Nullable<Uid>,
        reason -> Text,
        state -> Text,
        version -> BigInt,
        created_at -> Stamp,
        decided_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    approval_gainers (request_id, employee_id) {
        request_id -> Uid,
        employee_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    approval_steps (request_id, idx) {
        request_id -> Uid,
        idx -> Integer,
        role -> Text,
        scope_org -> Nullable<Uid>,
        decision -> Nullable<Text>,
        decided_by -> Nullable<Uid>,
        decided_employee -> Nullable<Uid>,
        reason -> Nullable<Text>,
        decided_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    deputies (id) {
        id -> Uid,
        employee_id -> Uid,
        deputy_employee_id -> Uid,
        role -> Text,
        org_unit_id -> Uid,
        valid_from -> Date,
        valid_to -> Date,
        created_by -> Uid,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    policy_versions (id) {
        id -> Uid,
        number -> BigInt,
        effective_from -> Date,
        body -> JsonDoc,
        note -> Text,
        state -> Text,
        proposed_by -> Nullable<Uid>,
        created_at -> Stamp,
        adopted_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    calendar_days (day) {
        day -> Date,
        kind -> Text,
        name -> Text,
        source -> Text,
        confirmed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    notices (id) {
        id -> Uid,
        user_id -> Uid,
        at -> Stamp,
        code -> Text,
        params -> JsonDoc,
        link -> Nullable<Text>,
        read_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    search_tokens (kind, token, subject_id) {
        kind -> Text,
        token -> Text,
        subject_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    org_units (id) {
        id -> Uid,
        code -> Text,
        name -> Text,
        sort_key -> Text,
        kind -> Text,
        parent_id -> Nullable<Uid>,
        branch_id -> Nullable<Uid>,
        district -> Nullable<Text>,
        opened_on -> Date,
        closed_on -> Nullable<Date>,
        version -> BigInt,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    employees (id) {
        id -> Uid,
        employee_no -> Text,
        name -> Text,
        sort_key -> Text,
        org_unit_id -> Uid,
        branch_id -> Nullable<Uid>,
        hire_kind -> Text,
        hired_on -> Date,
        left_on -> Nullable<Date>,
        version -> BigInt,
        created_at -> Stamp,
        changed_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    users (id) {
        id -> Uid,
        username -> Text,
        employee_id -> Nullable<Uid>,
        kind -> Text,
        password_hash -> Nullable<Text>,
        password_changed_at -> Nullable<Stamp>,
        state -> Text,
        locale -> Text,
        version -> BigInt,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    user_totps (user_id) {
        user_id -> Uid,
        secret -> Binary,
        key_id -> Text,
        last_step -> BigInt,
        confirmed_at -> Nullable<Stamp>,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    positions (id) {
        id -> Uid,
        employee_id -> Uid,
        role -> Text,
        org_unit_id -> Uid,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        request_id -> Nullable<Uid>,
        version -> BigInt,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    sessions (id) {
        id -> Uid,
        user_id -> Uid,
        created_at -> Stamp,
        last_used_at -> Stamp,
        expires_at -> Stamp,
        auth_at -> Stamp,
        auth_strength -> Text,
        ended_at -> Nullable<Stamp>,
        ended_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    refresh_tokens (id) {
        id -> Uid,
        session_id -> Uid,
        issued_at -> Stamp,
        expires_at -> Stamp,
        used_at -> Nullable<Stamp>,
        successor_id -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    login_attempts (subject_mac) {
        subject_mac -> Binary,
        failures -> Integer,
        first_at -> Stamp,
        last_at -> Stamp,
        blocked_until -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    invites (id) {
        id -> Uid,
        user_id -> Uid,
        token_mac -> Binary,
        created_at -> Stamp,
        expires_at -> Stamp,
        used_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    managers (id) {
        id -> Uid,
        manager_no -> Text,
        name -> Text,
        sort_key -> Text,
        employee_id -> Nullable<Uid>,
        class -> Text,
        b_kind -> Nullable<Text>,
        grade -> Nullable<Text>,
        branch_id -> Uid,
        outlet_id -> Nullable<Uid>,
        state -> Text,
        term_from -> Date,
        term_to -> Nullable<Date>,
        reason -> Nullable<Text>,
        version -> BigInt,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    manager_history (id) {
        id -> Uid,
        manager_id -> Uid,
        version -> BigInt,
        class -> Text,
        b_kind -> Nullable<Text>,
        grade -> Nullable<Text>,
        branch_id -> Uid,
        state -> Text,
        term_from -> Date,
        term_to -> Nullable<Date>,
        valid_from -> Date,
        known_from -> Stamp,
        reason -> Text,
        changed_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    manager_maintainers (id) {
        id -> Uid,
        manager_id -> Uid,
        employee_id -> Uid,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        reason -> Text,
        created_by -> Nullable<Uid>,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    clients (id) {
        id -> Uid,
        client_no -> Text,
        kind -> Text,
        name -> Text,
        sort_key -> Text,
        branch_id -> Uid,
        outlet_id -> Nullable<Uid>,
        industry -> Nullable<Text>,
        place -> Nullable<Text>,
        equipment -> Nullable<Text>,
        standing -> Nullable<Text>,
        size -> Nullable<Text>,
        identity_kind -> Nullable<Text>,
        identity_ct -> Nullable<Binary>,
        identity_key -> Nullable<Text>,
        identity_last4 -> Nullable<Text>,
        state -> Text,
        opened_on -> Date,
        owner_version -> BigInt,
        version -> BigInt,
        import_id -> Nullable<Uid>,
        created_at -> Stamp,
        updated_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    client_identities (identity_kind, mac) {
        identity_kind -> Text,
        mac -> Binary,
        key_id -> Text,
        client_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    client_contacts (id) {
        id -> Uid,
        client_id -> Uid,
        kind -> Text,
        label -> Nullable<Text>,
        ct -> Nullable<Binary>,
        key_id -> Nullable<Text>,
        last4 -> Nullable<Text>,
        created_at -> Stamp,
        removed_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    client_ratings (id) {
        id -> Uid,
        client_id -> Uid,
        axis -> Text,
        value -> Nullable<Text>,
        valid_from -> Date,
        known_from -> Stamp,
        known_to -> Nullable<Stamp>,
        reason -> Text,
        rated_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    client_flags (client_id, flag) {
        client_id -> Uid,
        flag -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    client_locks (client_id) {
        client_id -> Uid,
        holder_kind -> Text,
        holder_id -> Uid,
        since -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    accounts (key) {
        key -> BigInt,
        id -> Uid,
        account_no -> Text,
        client_id -> Uid,
        branch_id -> Uid,
        outlet_id -> Nullable<Uid>,
        kind -> Text,
        product -> Text,
        currency -> Text,
        credit_kind -> Bool,
        opened_on -> Date,
        closed_on -> Nullable<Date>,
        is_natural -> Bool,
        won_confirmed_on -> Nullable<Date>,
        won_confirmed_by -> Nullable<Uid>,
        owner_version -> BigInt,
        version -> BigInt,
        import_id -> Nullable<Uid>,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    loans (account_id) {
        account_id -> Uid,
        granted_on -> Date,
        due_on -> Nullable<Date>,
        principal_minor -> BigInt,
        months -> Nullable<Integer>,
        loan_class -> Text,
        status -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    balance_changes (account_key, day, seq, known) {
        account_key -> BigInt,
        day -> Date,
        seq -> Integer,
        known -> Integer,
        balance_minor -> BigInt,
        amount_minor -> Nullable<BigInt>,
        import_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    imports (id) {
        id -> Uid,
        kind -> Text,
        state -> Text,
        all_or_nothing -> Bool,
        dry_run -> Bool,
        restate -> Bool,
        hidden -> Bool,
        file_id -> Nullable<Uid>,
        file_rows -> Nullable<BigInt>,
        cursor_line -> BigInt,
        rows_loaded -> BigInt,
        rows_skipped -> BigInt,
        rows_rejected -> BigInt,
        rejects_file_id -> Nullable<Uid>,
        error -> Nullable<JsonDoc>,
        job_id -> Nullable<Uid>,
        branch_id -> Nullable<Uid>,
        created_by -> Nullable<Uid>,
        version -> BigInt,
        created_at -> Stamp,
        finished_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    import_contents (kind, natural_key) {
        kind -> Text,
        natural_key -> Text,
        content -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    import_rejects (import_id, line, idx) {
        import_id -> Uid,
        line -> BigInt,
        idx -> Integer,
        col -> Text,
        code -> Text,
        params -> JsonDoc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    ownerships (id) {
        id -> Uid,
        subject_kind -> Text,
        subject_id -> Uid,
        branch_id -> Uid,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        known_from -> Stamp,
        known_to -> Nullable<Stamp>,
        source_kind -> Text,
        source_id -> Nullable<Uid>,
        reason -> Text,
        created_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    ownership_shares (ownership_id, manager_id) {
        ownership_id -> Uid,
        manager_id -> Uid,
        bps -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::Uid;

    adjustment_managers (adjustment_id, manager_id) {
        adjustment_id -> Uid,
        manager_id -> Uid,
        before_bps -> Integer,
        after_bps -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    adjustments (id) {
        id -> Uid,
        client_id -> Uid,
        applicant_manager -> Uid,
        shares -> JsonDoc,
        reason -> Text,
        effective_on -> Date,
        base_owner_version -> BigInt,
        state -> Text,
        request_id -> Nullable<Uid>,
        branch_id -> Uid,
        version -> BigInt,
        created_by -> Uid,
        created_at -> Stamp,
        decided_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    rounds (id) {
        id -> Uid,
        code -> Text,
        name -> Text,
        branch_id -> Uid,
        method -> Text,
        state -> Text,
        terms -> JsonDoc,
        opens_at -> Nullable<Stamp>,
        closes_at -> Nullable<Stamp>,
        notice_ends_at -> Nullable<Stamp>,
        effective_on -> Nullable<Date>,
        policy_number -> Nullable<BigInt>,
        parent_round -> Nullable<Uid>,
        secret_digest -> Nullable<Binary>,
        book_revision -> Integer,
        reason -> Nullable<Text>,
        version -> BigInt,
        touched -> BigInt,
        created_by -> Uid,
        created_at -> Stamp,
        updated_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_lots (id) {
        id -> Uid,
        round_id -> Uid,
        number -> Integer,
        name -> Text,
        reserve_value -> BigInt,
        worth_fen -> BigInt,
        exposure_fen -> BigInt,
        client_count -> Integer,
        base_fen -> BigInt,
        sent_to -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_lot_clients (round_id, client_id) {
        round_id -> Uid,
        client_id -> Uid,
        lot_id -> Uid,
        worth_fen -> BigInt,
        exposure_fen -> BigInt,
        has_credit -> Bool,
        must_allocate -> Bool,
        standing -> Nullable<Text>,
        size -> Nullable<Text>,
        flags -> JsonDoc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_participants (round_id, manager_id) {
        round_id -> Uid,
        manager_id -> Uid,
        capacity -> Nullable<Integer>,
        max_exposure_fen -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_events (id) {
        id -> Uid,
        round_id -> Uid,
        at -> Stamp,
        from_state -> Nullable<Text>,
        to_state -> Text,
        actor_user -> Nullable<Uid>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_applications (id) {
        id -> Uid,
        round_id -> Uid,
        lot_id -> Uid,
        manager_id -> Uid,
        reason -> Text,
        state -> Text,
        version -> BigInt,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_assignments (lot_id) {
        lot_id -> Uid,
        round_id -> Uid,
        manager_id -> Uid,
        source -> Text,
        bid_id -> Nullable<Uid>,
        value -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        assigned_by -> Nullable<Uid>,
        assigned_at -> Stamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_keys (round_id) {
        round_id -> Uid,
        wrapped_key -> Nullable<Binary>,
        wrap_key_id -> Text,
        secret_ct -> Binary,
        secret_key_id -> Text,
        destroyed_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_beacons (round_id) {
        round_id -> Uid,
        name -> Text,
        figure -> Text,
        entered_by -> Nullable<Uid>,
        entered_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    bids (id) {
        id -> Uid,
        round_id -> Uid,
        manager_id -> Uid,
        state -> Text,
        version -> Integer,
        created_at -> Stamp,
        updated_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    bid_versions (bid_id, version) {
        bid_id -> Uid,
        version -> Integer,
        kind -> Text,
        placed_at -> Stamp,
        ciphertext -> Nullable<Binary>,
        digest -> Nullable<Binary>,
        receipt_key_id -> Text,
        receipt_signature -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_books (round_id, revision) {
        round_id -> Uid,
        revision -> Integer,
        content -> Binary,
        digest -> Binary,
        seed -> Nullable<Binary>,
        reason -> Nullable<Text>,
        objection_id -> Nullable<Uid>,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_bids (round_id, revision, bid_id) {
        round_id -> Uid,
        revision -> Integer,
        bid_id -> Uid,
        manager_id -> Uid,
        value -> BigInt,
        lots -> JsonDoc,
        group_name -> Nullable<Text>,
        digest -> Binary,
        outcome -> Text,
        reasons -> JsonDoc,
        beaten_by -> JsonDoc,
        short_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    round_awards (round_id, revision) {
        round_id -> Uid,
        revision -> Integer,
        job_id -> Nullable<Uid>,
        status -> Text,
        value -> BigInt,
        bound -> BigInt,
        gap_pct -> Text,
        tie_status -> Text,
        lots_awarded -> Integer,
        content -> Binary,
        created_at -> Stamp,
        published_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    objections (id) {
        id -> Uid,
        round_id -> Uid,
        revision -> Integer,
        manager_id -> Nullable<Uid>,
        created_by -> Uid,
        text -> Text,
        state -> Text,
        correction -> Nullable<JsonDoc>,
        decision_reason -> Nullable<Text>,
        decided_by -> Nullable<Uid>,
        decided_at -> Nullable<Stamp>,
        version -> BigInt,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    commitments (id) {
        id -> Uid,
        round_id -> Uid,
        lot_id -> Uid,
        manager_id -> Uid,
        bid_id -> Nullable<Uid>,
        measure -> Text,
        unit_fen -> BigInt,
        value -> BigInt,
        base_fen -> BigInt,
        period_from -> Date,
        period_to -> Date,
        split -> JsonDoc,
        policy_number -> BigInt,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    client_measures (client_id) {
        client_id -> Uid,
        day -> Date,
        policy_number -> BigInt,
        basis -> Text,
        worth_fen -> BigInt,
        exposure_fen -> BigInt,
        has_credit -> Bool,
        must_allocate -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    client_holdings (manager_id, sort_key, client_id, ownership_id) {
        manager_id -> Uid,
        sort_key -> Text,
        client_id -> Uid,
        ownership_id -> Uid,
        subject_kind -> Text,
        bps -> Integer,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    exports (id) {
        id -> Uid,
        format -> Text,
        filters -> JsonDoc,
        reason -> Text,
        state -> Text,
        exported_rows -> Nullable<BigInt>,
        error -> Nullable<JsonDoc>,
        file_id -> Nullable<Uid>,
        job_id -> Nullable<Uid>,
        created_by -> Uid,
        created_at -> Stamp,
        finished_at -> Nullable<Stamp>,
        expires_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    training_events (id) {
        id -> Uid,
        branch_id -> Nullable<Uid>,
        title -> Text,
        content -> Text,
        place -> Text,
        starts_at -> Stamp,
        ends_at -> Stamp,
        seats -> Nullable<Integer>,
        taken -> Integer,
        state -> Text,
        reason -> Nullable<Text>,
        version -> BigInt,
        created_by -> Uid,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    training_attendances (event_id, manager_id) {
        event_id -> Uid,
        manager_id -> Uid,
        state -> Text,
        reason -> Nullable<Text>,
        failures -> Integer,
        enrolled_at -> Stamp,
        stated_at -> Nullable<Stamp>,
        stated_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    exam_questions (id) {
        id -> Uid,
        code -> Text,
        area -> Text,
        kind -> Text,
        state -> Text,
        latest -> Integer,
        adopted -> Nullable<Integer>,
        reason -> Nullable<Text>,
        version -> BigInt,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    exam_question_versions (question_id, number) {
        question_id -> Uid,
        number -> Integer,
        difficulty -> Integer,
        text -> Text,
        options -> JsonDoc,
        answer -> JsonDoc,
        points -> Integer,
        explanation -> Text,
        written_by -> Nullable<Uid>,
        written_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    exams (id) {
        id -> Uid,
        name -> Text,
        purpose -> Text,
        grade -> Nullable<Text>,
        opens_at -> Stamp,
        closes_at -> Stamp,
        minutes -> Integer,
        rules -> JsonDoc,
        pass_bps -> Integer,
        mark_limit -> Integer,
        seed -> Nullable<Text>,
        questions -> Integer,
        full_points -> Integer,
        state -> Text,
        reason -> Nullable<Text>,
        released_at -> Nullable<Stamp>,
        version -> BigInt,
        created_by -> Uid,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    exam_papers (exam_id, place) {
        exam_id -> Uid,
        place -> Integer,
        question_id -> Uid,
        number -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    exam_sittings (id) {
        id -> Uid,
        exam_id -> Uid,
        employee_id -> Uid,
        state -> Text,
        enrolled_at -> Stamp,
        started_at -> Nullable<Stamp>,
        deadline_at -> Nullable<Stamp>,
        submitted_at -> Nullable<Stamp>,
        by_clock -> Bool,
        objective_points -> Nullable<Integer>,
        written_points -> Nullable<Integer>,
        passed -> Nullable<Bool>,
        counts_until -> Nullable<Date>,
        warned_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    exam_answers (id) {
        id -> Uid,
        sitting_id -> Uid,
        place -> Integer,
        written -> Bool,
        answer -> JsonDoc,
        seq -> BigInt,
        saved_at -> Stamp,
        marks -> Integer,
        points -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    exam_marker_releases (exam_id, employee_id) {
        exam_id -> Uid,
        employee_id -> Uid,
        reason -> Text,
        released_by -> Nullable<Uid>,
        released_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    exam_marks (answer_id, round) {
        answer_id -> Uid,
        round -> Integer,
        marker -> Uid,
        points -> Integer,
        note -> Nullable<Text>,
        marked_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    qualification_statements (id) {
        id -> Uid,
        employee_id -> Uid,
        line -> Text,
        outcome -> Nullable<Text>,
        education -> Nullable<Text>,
        evidence -> Text,
        source -> Text,
        stated_on -> Date,
        stated_by -> Uid,
        stated_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    service_periods (id) {
        id -> Uid,
        employee_id -> Uid,
        hire_kind -> Text,
        from_on -> Date,
        to_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    employments (id) {
        id -> Uid,
        employee_id -> Uid,
        employer -> Text,
        post -> Text,
        from_on -> Date,
        to_on -> Date,
        evidence -> Text,
        recorded_by -> Uid,
        recorded_at -> Stamp,
        revoked_by -> Nullable<Uid>,
        revoked_at -> Nullable<Stamp>,
        reason -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    adverse_records (id) {
        id -> Uid,
        employee_id -> Uid,
        kind -> Text,
        description -> Text,
        evidence -> Text,
        occurred_on -> Date,
        counts_from -> Date,
        counts_to -> Nullable<Date>,
        source -> Text,
        entered_by -> Nullable<Uid>,
        entered_at -> Stamp,
        lifted_on -> Nullable<Date>,
        lifted_by -> Nullable<Uid>,
        lifted_at -> Nullable<Stamp>,
        reason -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    rating_panels (id) {
        id -> Uid,
        employee_id -> Uid,
        state -> Text,
        due_on -> Date,
        reason -> Nullable<Text>,
        convened_by -> Uid,
        convened_at -> Stamp,
        ended_at -> Nullable<Stamp>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    rating_panel_raters (panel_id, employee_id) {
        panel_id -> Uid,
        employee_id -> Uid,
        rated_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::Uid;

    ratings (panel_id, employee_id, line) {
        panel_id -> Uid,
        employee_id -> Uid,
        line -> Text,
        points -> Integer,
        remark -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    bank_terms (id) {
        id -> Uid,
        name -> Text,
        valid_from -> Date,
        valid_to -> Date,
        version -> BigInt,
        created_by -> Uid,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    term_results (id) {
        id -> Uid,
        manager_id -> Uid,
        term_to -> Date,
        period_from -> Date,
        period_to -> Date,
        passed -> Bool,
        evidence -> Text,
        assessed_on -> Date,
        source -> Text,
        entered_by -> Nullable<Uid>,
        entered_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    term_renewals (id) {
        id -> Uid,
        manager_id -> Uid,
        result_id -> Uid,
        bank_term_id -> Uid,
        request_id -> Uid,
        ended_on -> Date,
        valid_from -> Date,
        valid_to -> Date,
        decided_by -> Nullable<Uid>,
        decided_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    term_notices (manager_id, term_to, kind) {
        manager_id -> Uid,
        term_to -> Date,
        kind -> Text,
        at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    certification_files (id) {
        id -> Uid,
        employee_id -> Uid,
        manager_id -> Nullable<Uid>,
        branch_id -> Nullable<Uid>,
        grade -> Text,
        source -> Text,
        reason -> Text,
        stage -> Text,
        end_reason -> Nullable<Text>,
        request_id -> Nullable<Uid>,
        version -> BigInt,
        created_by -> Nullable<Uid>,
        created_at -> Stamp,
        ended_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    certification_reviews (id) {
        id -> Uid,
        file_id -> Uid,
        passed -> Bool,
        reason -> Text,
        evidence -> Text,
        policy_number -> BigInt,
        checklist -> JsonDoc,
        reviewed_by -> Uid,
        reviewed_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    certification_scores (id) {
        id -> Uid,
        file_id -> Uid,
        part -> Text,
        score_bps -> Integer,
        evidence -> Text,
        examined_on -> Date,
        source -> Text,
        sitting_id -> Nullable<Uid>,
        entered_by -> Uid,
        entered_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    certificates (id) {
        id -> Uid,
        file_id -> Uid,
        employee_id -> Uid,
        manager_id -> Nullable<Uid>,
        branch_id -> Nullable<Uid>,
        grade -> Text,
        total_bps -> Integer,
        policy_number -> BigInt,
        body -> Text,
        granted_on -> Date,
        counts_until -> Date,
        state -> Text,
        decided_by -> Nullable<Uid>,
        filed_at -> Nullable<Stamp>,
        warned_at -> Nullable<Stamp>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    certificate_reviews (id) {
        id -> Uid,
        certificate_id -> Uid,
        outcome -> Text,
        reason -> Text,
        effective_on -> Nullable<Date>,
        reviewed_by -> Uid,
        reviewed_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    grade_changes (id) {
        id -> Uid,
        manager_id -> Uid,
        from_grade -> Nullable<Text>,
        to_grade -> Nullable<Text>,
        kind -> Text,
        source -> Text,
        effective_on -> Date,
        reason -> Text,
        evidence -> Nullable<Text>,
        certificate_id -> Nullable<Uid>,
        request_id -> Nullable<Uid>,
        decided_by -> Nullable<Uid>,
        decided_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    api_clients (id) {
        id -> Uid,
        user_id -> Uid,
        name -> Text,
        scopes -> JsonDoc,
        state -> Text,
        secret_mac -> Binary,
        secret_key_id -> Text,
        secret_since -> Stamp,
        previous_mac -> Nullable<Binary>,
        previous_key_id -> Nullable<Text>,
        previous_until -> Nullable<Stamp>,
        last_used_at -> Nullable<Stamp>,
        version -> BigInt,
        created_by -> Uid,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    hr_events (id) {
        id -> Uid,
        api_client_id -> Uid,
        biz_id -> Text,
        content_mac -> Binary,
        content_key_id -> Text,
        kind -> Text,
        employee_id -> Uid,
        org_unit_id -> Nullable<Uid>,
        hire_kind -> Nullable<Text>,
        effective_on -> Date,
        reason -> Nullable<Text>,
        state -> Text,
        failure -> Nullable<Text>,
        received_at -> Stamp,
        settled_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    leavings (id) {
        id -> Uid,
        employee_id -> Uid,
        manager_id -> Nullable<Uid>,
        branch_id -> Nullable<Uid>,
        scope -> Text,
        leaves_on -> Date,
        reason -> Text,
        hr_event_id -> Nullable<Uid>,
        state -> Text,
        version -> BigInt,
        started_by -> Nullable<Uid>,
        started_at -> Stamp,
        ended_by -> Nullable<Uid>,
        ended_at -> Nullable<Stamp>,
        end_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    leaving_handovers (id) {
        id -> Uid,
        leaving_id -> Uid,
        request_id -> Nullable<Uid>,
        effective_on -> Date,
        state -> Text,
        created_by -> Uid,
        created_at -> Stamp,
        decided_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    leaving_handover_clients (handover_id, client_id) {
        handover_id -> Uid,
        client_id -> Uid,
        manager_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    leaving_acts (id) {
        id -> Uid,
        leaving_id -> Uid,
        kind -> Text,
        detail -> JsonDoc,
        done_by -> Nullable<Uid>,
        done_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    dispatches (id) {
        id -> Uid,
        manager_id -> Uid,
        from_branch_id -> Uid,
        to_branch_id -> Uid,
        purpose -> Text,
        task -> Text,
        valid_from -> Date,
        valid_to -> Date,
        state -> Text,
        request_id -> Nullable<Uid>,
        version -> BigInt,
        proposed_by -> Uid,
        proposed_at -> Stamp,
        decided_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    credit_managers (id) {
        id -> Uid,
        client_id -> Uid,
        manager_id -> Uid,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        reason -> Text,
        created_by -> Nullable<Uid>,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    recruitments (id) {
        id -> Uid,
        title -> Text,
        branch_id -> Uid,
        class -> Text,
        b_kind -> Nullable<Text>,
        grade -> Text,
        vacancies -> Integer,
        requirements -> Text,
        opens_at -> Stamp,
        closes_at -> Stamp,
        scoring_ends_at -> Stamp,
        criteria -> JsonDoc,
        state -> Text,
        revision -> Integer,
        notice_ends_at -> Nullable<Stamp>,
        request_id -> Nullable<Uid>,
        policy_number -> BigInt,
        reason -> Nullable<Text>,
        version -> BigInt,
        created_by -> Uid,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::Uid;

    recruitment_panel (recruitment_id, employee_id) {
        recruitment_id -> Uid,
        employee_id -> Uid,
        chair -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    recruitment_applications (id) {
        id -> Uid,
        recruitment_id -> Uid,
        employee_id -> Uid,
        statement -> Text,
        state -> Text,
        lines -> JsonDoc,
        policy_number -> BigInt,
        submitted_at -> Stamp,
        ended_at -> Nullable<Stamp>,
        reason -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    recruitment_documents (id) {
        id -> Uid,
        recruitment_id -> Uid,
        employee_id -> Uid,
        kind -> Text,
        file_id -> Uid,
        media_type -> Text,
        size -> BigInt,
        added_at -> Stamp,
        removed_at -> Nullable<Stamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    recruitment_recusals (application_id, employee_id) {
        application_id -> Uid,
        employee_id -> Uid,
        kind -> Text,
        reason -> Text,
        declared_by -> Uid,
        declared_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{JsonDoc, Stamp, Uid};

    recruitment_sheets (application_id, employee_id, no) {
        application_id -> Uid,
        employee_id -> Uid,
        no -> Integer,
        points -> JsonDoc,
        weighted -> BigInt,
        remark -> Nullable<Text>,
        given_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::Uid;

    recruitment_rankings (recruitment_id, revision, application_id) {
        recruitment_id -> Uid,
        revision -> Integer,
        application_id -> Uid,
        total -> BigInt,
        sheets -> Integer,
        rank -> Integer,
        place -> Integer,
        tied -> Bool,
        passed -> Bool,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    recruitment_objections (id) {
        id -> Uid,
        recruitment_id -> Uid,
        revision -> Integer,
        application_id -> Nullable<Uid>,
        created_by -> Uid,
        text -> Text,
        state -> Text,
        remedy -> Nullable<Text>,
        decision_reason -> Nullable<Text>,
        decided_by -> Nullable<Uid>,
        decided_at -> Nullable<Stamp>,
        created_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    recruitment_events (id) {
        id -> Uid,
        recruitment_id -> Uid,
        kind -> Text,
        reason -> Nullable<Text>,
        made_by -> Nullable<Uid>,
        made_at -> Stamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::{Stamp, Uid};

    recruitment_appointments (application_id) {
        application_id -> Uid,
        manager_id -> Uid,
        request_id -> Uid,
        term_from -> Date,
        term_to -> Nullable<Date>,
        appointed_at -> Stamp,
    }
}

diesel::joinable!(audit_chain -> audit_log (audit_id));
diesel::joinable!(file_chunks -> files (file_id));
diesel::joinable!(approval_gainers -> approval_requests (request_id));
diesel::joinable!(approval_steps -> approval_requests (request_id));
diesel::joinable!(employees -> org_units (org_unit_id));
diesel::joinable!(users -> employees (employee_id));
diesel::joinable!(positions -> employees (employee_id));
diesel::joinable!(positions -> org_units (org_unit_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(invites -> users (user_id));
diesel::joinable!(managers -> employees (employee_id));
diesel::joinable!(managers -> org_units (branch_id));
diesel::joinable!(manager_history -> managers (manager_id));
diesel::joinable!(training_attendances -> managers (manager_id));
diesel::joinable!(training_attendances -> training_events (event_id));
diesel::joinable!(exam_question_versions -> exam_questions (question_id));
diesel::joinable!(exam_papers -> exams (exam_id));
diesel::joinable!(exam_papers -> exam_questions (question_id));
diesel::joinable!(exam_sittings -> exams (exam_id));
diesel::joinable!(exam_sittings -> employees (employee_id));
diesel::joinable!(exam_answers -> exam_sittings (sitting_id));
diesel::joinable!(exam_marks -> exam_answers (answer_id));
diesel::joinable!(adverse_records -> employees (employee_id));
diesel::joinable!(rating_panels -> employees (employee_id));
diesel::joinable!(rating_panel_raters -> rating_panels (panel_id));
diesel::joinable!(rating_panel_raters -> employees (employee_id));
diesel::joinable!(credit_managers -> clients (client_id));
diesel::joinable!(leavings -> employees (employee_id));
diesel::joinable!(leaving_handovers -> leavings (leaving_id));
diesel::joinable!(leaving_handover_clients -> leaving_handovers (handover_id));
diesel::joinable!(leaving_handover_clients -> clients (client_id));
diesel::joinable!(recruitments -> org_units (branch_id));
diesel::joinable!(recruitment_panel -> employees (employee_id));
diesel::joinable!(recruitment_panel -> recruitments (recruitment_id));
diesel::joinable!(recruitment_applications -> recruitments (recruitment_id));
diesel::joinable!(recruitment_applications -> employees (employee_id));
diesel::joinable!(recruitment_recusals -> recruitment_applications (application_id));
diesel::joinable!(recruitment_sheets -> recruitment_applications (application_id));
diesel::joinable!(recruitment_rankings -> recruitment_applications (application_id));
diesel::joinable!(manager_maintainers -> managers (manager_id));
diesel::joinable!(certification_files -> employees (employee_id));
diesel::joinable!(certificates -> employees (employee_id));
diesel::joinable!(term_renewals -> bank_terms (bank_term_id));
diesel::joinable!(term_renewals -> term_results (result_id));
diesel::joinable!(manager_maintainers -> employees (employee_id));
diesel::joinable!(clients -> org_units (branch_id));
diesel::joinable!(client_identities -> clients (client_id));
diesel::joinable!(client_contacts -> clients (client_id));
diesel::joinable!(client_ratings -> clients (client_id));
diesel::joinable!(client_flags -> clients (client_id));
diesel::joinable!(client_locks -> clients (client_id));
diesel::joinable!(client_measures -> clients (client_id));
diesel::joinable!(client_holdings -> clients (client_id));
diesel::joinable!(client_holdings -> managers (manager_id));
diesel::joinable!(client_holdings -> ownerships (ownership_id));
diesel::joinable!(exports -> users (created_by));
diesel::joinable!(accounts -> clients (client_id));
diesel::joinable!(accounts -> org_units (branch_id));
diesel::joinable!(balance_changes -> accounts (account_key));
diesel::joinable!(import_rejects -> imports (import_id));
diesel::joinable!(ownership_shares -> ownerships (ownership_id));
diesel::joinable!(ownership_shares -> managers (manager_id));
diesel::joinable!(adjustment_managers -> adjustments (adjustment_id));
diesel::joinable!(adjustment_managers -> managers (manager_id));
diesel::joinable!(adjustments -> clients (client_id));
diesel::joinable!(adjustments -> managers (applicant_manager));
diesel::joinable!(rounds -> org_units (branch_id));
diesel::joinable!(round_lots -> rounds (round_id));
diesel::joinable!(round_lot_clients -> rounds (round_id));
diesel::joinable!(round_lot_clients -> clients (client_id));
diesel::joinable!(round_lot_clients -> round_lots (lot_id));
diesel::joinable!(round_participants -> rounds (round_id));
diesel::joinable!(round_participants -> managers (manager_id));
diesel::joinable!(round_events -> rounds (round_id));
diesel::joinable!(round_applications -> rounds (round_id));
diesel::joinable!(round_applications -> round_lots (lot_id));
diesel::joinable!(round_applications -> managers (manager_id));
diesel::joinable!(round_assignments -> round_lots (lot_id));
diesel::joinable!(round_assignments -> rounds (round_id));
diesel::joinable!(round_assignments -> managers (manager_id));
diesel::joinable!(round_keys -> rounds (round_id));
diesel::joinable!(round_beacons -> rounds (round_id));
diesel::joinable!(bids -> rounds (round_id));
diesel::joinable!(bids -> managers (manager_id));
diesel::joinable!(bid_versions -> bids (bid_id));
diesel::joinable!(round_books -> rounds (round_id));
diesel::joinable!(round_bids -> rounds (round_id));
diesel::joinable!(round_awards -> rounds (round_id));
diesel::joinable!(objections -> rounds (round_id));
diesel::joinable!(commitments -> rounds (round_id));
diesel::joinable!(commitments -> round_lots (lot_id));
diesel::joinable!(commitments -> managers (manager_id));

diesel::allow_tables_to_appear_in_same_query!(
    settings,
    key_canaries,
    audit_log,
    audit_unsealed,
    audit_chain,
    audit_heads,
    access_log,
    jobs,
    schedules,
    leases,
    files,
    file_chunks,
    idempotency_keys,
    approval_requests,
    approval_gainers,
    approval_steps,
    deputies,
    policy_versions,
    calendar_days,
    notices,
    search_tokens,
    org_units,
    employees,
    users,
    user_totps,
    positions,
    sessions,
    refresh_tokens,
    login_attempts,
    invites,
    managers,
    manager_history,
    manager_maintainers,
    bank_terms,
    term_results,
    term_renewals,
    term_notices,
    certification_files,
    certification_reviews,
    certification_scores,
    certificates,
    certificate_reviews,
    grade_changes,
    training_events,
    training_attendances,
    exam_questions,
    exam_question_versions,
    exams,
    api_clients,
    hr_events,
    leavings,
    leaving_handovers,
    leaving_handover_clients,
    leaving_acts,
    dispatches,
    credit_managers,
    exam_papers,
    exam_sittings,
    exam_answers,
    exam_marker_releases,
    exam_marks,
    qualification_statements,
    employments,
    service_periods,
    adverse_records,
    rating_panels,
    rating_panel_raters,
    ratings,
    recruitments,
    recruitment_panel,
    recruitment_applications,
    recruitment_documents,
    recruitment_recusals,
    recruitment_sheets,
    recruitment_rankings,
    recruitment_objections,
    recruitment_events,
    recruitment_appointments,
    clients,
    client_identities,
    client_contacts,
    client_ratings,
    client_flags,
    client_locks,
    client_measures,
    client_holdings,
    exports,
    accounts,
    loans,
    balance_changes,
    imports,
    import_contents,
    import_rejects,
    ownerships,
    ownership_shares,
    adjustment_managers,
    adjustments,
    rounds,
    round_lots,
    round_lot_clients,
    round_participants,
    round_events,
    round_applications,
    round_assignments,
    round_keys,
    round_beacons,
    bids,
    bid_versions,
    round_books,
    round_bids,
    round_awards,
    objections,
    commitments,
);
