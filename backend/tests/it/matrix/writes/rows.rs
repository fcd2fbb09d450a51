//! The table of writes: a line for each operation.

use kejing::auth::{Action, Role};
use serde_json::json;

use super::parts::*;
use super::*;

pub(super) const ROWS: &[Row] = &[
    on(
        "create_client",
        |_| "/api/v1/clients".into(),
        |s| json!({ "branch_id": s.branch, "kind": "corporate", "name": "新客户" }),
        &[201],
    )
    .beyond(FORBIDDEN),
    of_client(
        "update_client",
        |s| format!("/api/v1/clients/{}", s.client),
        |_| json!({ "place": "城东" }),
        MOVED,
    ),
    of_client("propose_erasure", |s| format!("/api/v1/clients/{}/erasure", s.client), reason, &[409]),
    of_client(
        "rate_client",
        |s| format!("/api/v1/clients/{}/ratings", s.client),
        |_| json!({ "axis": "standing", "value": "basic", "reason": "年度评定" }),
        &[201],
    ),
    of_client(
        "unmask_client",
        |s| format!("/api/v1/clients/{}/unmask", s.client),
        |_| json!({ "purpose": "电话回访" }),
        &[200],
    ),
    of_client(
        "confirm_won",
        |s| format!("/api/v1/accounts/{}/won", s.account),
        |_| json!({ "outcome": "won", "reason": "客户经理引入" }),
        MOVED,
    ),
    on(
        "find_client_by_identity",
        |_| "/api/v1/clients/search-identity".into(),
        |_| json!({ "kind": "resident_id", "number": "11010519491231002X" }),
        &[200],
    )
    // It looks among those within reach.
    .beyond(&[200]),
    on(
        "create_client_export",
        |_| "/api/v1/client-exports".into(),
        |_| json!({ "format": "csv", "reason": "季度走访安排" }),
        &[202],
    )
    // It holds those within reach.
    .beyond(&[202]),
    of_client(
        "apply_for_adjustment",
        |_| "/api/v1/adjustments".into(),
        |s| {
            json!({ "client_id": s.client, "shares": [{ "manager_id": s.outsider_manager, "bps": 10_000 }],
                "effective_on": "2026-12-01", "reason": "就近服务" })
        },
        &[201, 409],
    ),
    on(
        "decide_approval",
        |s| format!("/api/v1/approvals/{}/decisions", s.request),
        |_| json!({ "decision": "agreed", "reason": "已核对", "payload_hash": "0".repeat(64) }),
        &[409],
    )
    .denied(|v, s| of_request(v, s, v.is_in(s, Role::GroupMember))),
    on("withdraw_approval", |s| format!("/api/v1/approvals/{}/withdraw", s.request), reason, &[200])
        .denied(|v, s| of_request(v, s, v.is(&s.rm))),
    on(
        "set_deputy",
        |_| "/api/v1/deputies".into(),
        |s| {
            json!({ "employee_id": s.president.employee_id, "role": "president",
                "deputy_employee_id": s.others[1].1.employee_id,
                "valid_from": "2027-01-01", "valid_to": "2027-01-08" })
        },
        &[201],
    )
    .beyond(FORBIDDEN),
    on("end_deputy", |s| format!("/api/v1/deputies/{}", s.deputy), nothing, &[204, 409]),
    on("create_import", |_| "/api/v1/imports?kind=clients".into(), |_| json!("?"), &[415])
        // Files of clients are business development's.
        .denied(|v, _| (v.role != Role::HqBusiness).then_some(FORBIDDEN)),
    on("cancel_import", |s| format!("/api/v1/imports/{}", s.import), nothing, &[409])
        .denied(|v, s| (!loaded_import(v, s)).then_some(HIDDEN)),
    on(
        "create_virtual_manager",
        |_| "/api/v1/managers".into(),
        |s| {
            json!({ "branch_id": s.branch, "name": "虚拟客户经理", "reason": "无人承接",
                "maintainers": a_maintainer(s) })
        },
        &[201],
    )
    .beyond(FORBIDDEN),
    on(
        "update_manager",
        |s| format!("/api/v1/managers/{}", s.manager),
        |_| json!({ "term_to": "2028-01-01", "reason": "续聘" }),
        MOVED,
    ),
    on(
        "create_bank_term",
        |_| "/api/v1/bank-terms".into(),
        |_| json!({ "name": "2028—2030 年聘期", "valid_from": "2028-01-01", "valid_to": "2031-01-01" }),
        &[201, 409],
    ),
    on(
        "update_bank_term",
        |_| "/api/v1/bank-terms/01890000-0000-7000-8000-000000000000".into(),
        |_| json!({ "name": "改名", "valid_from": "2031-01-01", "valid_to": "2034-01-01" }),
        HIDDEN,
    ),
    of_term(
        "record_term_result",
        |s| format!("/api/v1/managers/{}/term-results", s.manager),
        |_| {
            json!({ "period_from": "2025-01-01", "period_to": "2026-11-01", "passed": false,
                "evidence": "考核汇总表", "assessed_on": "2026-11-20" })
        },
        &[201],
    ),
    // Nothing was passed.
    of_term("propose_renewal", |s| format!("/api/v1/managers/{}/term-renewals", s.manager), reason, &[409]),
    on(
        "register_for_certification",
        |_| "/api/v1/certification-registrations".into(),
        |_| json!({ "grade": "trainee", "reason": "报名" }),
        // A manager of a higher grade does not aim at a lower one, and once is enough.
        &[201, 409, 422],
    ),
    on(
        "open_certification_file",
        |_| "/api/v1/certification-files".into(),
        |s| json!({ "employee_id": s.outsider.employee_id, "grade": "senior", "reason": "提名" }),
        &[201, 409],
    )
    .beyond(&[422]),
    of_file("review_qualification", |s| file(s, "/review"), a_review, MOVED),
    of_file(
        "enter_certification_score",
        |s| file(s, "/scores"),
        |_| json!({ "part": "oral", "score_bps": 8_000, "evidence": "评分表", "examined_on": "2026-11-24" }),
        &[409],
    ),
    of_file("propose_certification", |s| file(s, "/proposal"), reason, &[409]),
    on("withdraw_certification", |s| file(s, "/withdraw"), reason, MOVED).denied(|v, s| {
        let may = v.is(&s.rm) || v.is_in(s, Role::GroupMember) || v.role == Role::HqHr;
        match (sees_certification(v, s), may) {
            (false, _) => Some(HIDDEN),
            (true, false) => Some(FORBIDDEN),
            (true, true) => None,
        }
    }),
    on(
        "review_certificate",
        |_| "/api/v1/certificates/01890000-0000-7000-8000-000000000000/review".into(),
        |_| json!({ "outcome": "upheld", "reason": "依据充分" }),
        HIDDEN,
    ),
    Row {
        part_of: Whole::Shown(Action::GetManagerGrade),
        ..on(
            "propose_demotion",
            |s| format!("/api/v1/managers/{}/demotions", s.manager),
            |_| json!({ "grade": "level_1", "reason": "未达标", "evidence": "考核汇总表" }),
            &[201, 409],
        )
    },
    on(
        "set_maintainers",
        |s| format!("/api/v1/managers/{}/maintainers", s.manager),
        |s| json!({ "maintainers": a_maintainer(s), "reason": "轮换" }),
        &[409],
    ),
    on("read_notice", |s| format!("/api/v1/notices/{}/read", s.notice), nothing, &[204])
        .denied(|v, s| (!v.is(&s.peer)).then_some(HIDDEN)),
    on(
        "propose_policy",
        |_| "/api/v1/policies".into(),
        |s| json!({ "effective_from": "2027-01-01", "note": "沿用", "body": s.policy }),
        &[201],
    ),
    on(
        "propose_position",
        |_| "/api/v1/positions".into(),
        |s| {
            json!({ "employee_id": s.rm.employee_id, "org_unit_id": s.branch, "role": "lobby",
                "reason": "兼任", "valid_from": "2026-12-01" })
        },
        &[201],
    ),
    on(
        "propose_position_end",
        |s| format!("/api/v1/positions/{}/end", s.position),
        |_| json!({ "valid_to": "2026-12-01", "reason": "调离" }),
        &[201],
    ),
    on(
        "create_round",
        |_| "/api/v1/rounds".into(),
        |s| {
            json!({ "name": "新一轮", "branch_id": s.branch, "method": "open_tender",
                "opens_at": at(20), "closes_at": at(40), "effective_on": "2027-01-01" })
        },
        &[201],
    )
    .beyond(FORBIDDEN),
    of_draft("update_round", |s| in_round(&s.draft, ""), |_| json!({ "name": "改名" }), MOVED),
    of_draft(
        "set_lots",
        |s| in_round(&s.draft, "/lots"),
        |s| json!({ "lots": [{ "client_ids": [s.client] }] }),
        MOVED,
    ),
    of_draft(
        "set_participants",
        |s| in_round(&s.draft, "/participants"),
        |s| json!({ "participants": [{ "manager_id": s.manager }] }),
        MOVED,
    ),
    of_draft("propose_packs", |s| in_round(&s.draft, "/packs"), |_| json!({ "count": 2 }), &[200]),
    of_draft("publish_round", |s| in_round(&s.draft, "/publish"), nothing, MOVED),
    of_draft("cancel_round", |s| in_round(&s.draft, "/cancel"), reason, MOVED),
    of_round("update_round", |s| in_round(&s.round, ""), |_| json!({ "name": "改名" }), MOVED),
    of_round("cancel_round", |s| in_round(&s.round, "/cancel"), reason, MOVED),
    of_round("announce_result", |s| in_round(&s.round, "/announce"), nothing, MOVED),
    of_round("place_bid", |s| in_round(&s.round, "/bids"), bid, &[409]),
    of_round("change_bid", |s| in_round(&s.round, &format!("/bids/{}", s.bid)), bid, &[409]),
    of_round("withdraw_bid", |s| in_round(&s.round, &format!("/bids/{}", s.bid)), nothing, &[409])
        .denied(|v, s| (!v.is(&s.rm)).then_some(HIDDEN)),
    of_round("enter_beacon", |s| in_round(&s.round, "/beacon"), |_| json!({ "figure": "3355.71" }), &[409]),
    of_round("clear_round", |s| in_round(&s.round, "/clear"), nothing, &[409]),
    of_round("stop_clearing", |s| in_round(&s.round, "/clear/stop"), nothing, HIDDEN),
    of_round("propose_confirmation", |s| in_round(&s.round, "/confirmation"), reason, &[409]),
    of_round(
        "object_to_result",
        |s| in_round(&s.round, "/objections"),
        |_| json!({ "text": "资格不符" }),
        &[201, 409],
    ),
    of_round(
        "decide_objection",
        |s| format!("/api/v1/objections/{}/decide", s.objection),
        |_| json!({ "decision": "rejected", "reason": "核对无误" }),
        &[200, 409],
    ),
    of_round("withdraw_objection", |s| format!("/api/v1/objections/{}", s.objection), nothing, &[409])
        .denied(|v, s| (!v.is(&s.peer)).then_some(FORBIDDEN)),
    of_round(
        "apply_for_lot",
        |s| in_round(&s.voluntary, "/applications"),
        |s| json!({ "lot_id": s.lot, "reason": "已服务三年" }),
        &[409],
    ),
    on("withdraw_application", |s| format!("/api/v1/applications/{}", s.application), nothing, &[409])
        .own(everybody)
        .denied(|v, s| (!v.is(&s.rm)).then_some(HIDDEN)),
    of_round("grant_applications", |s| in_round(&s.round, "/grant"), |_| json!({}), &[409]),
    of_round("tender_lots", |s| in_round(&s.round, "/tender"), |_| json!({}), &[409]),
    of_round(
        "assign_lot",
        |s| in_round(&s.round, &format!("/lots/{}/assignment", s.lot)),
        |s| json!({ "manager_id": s.manager, "reason": "就近服务" }),
        MOVED,
    ),
    on(
        "create_training",
        |_| "/api/v1/trainings".into(),
        |s| {
            json!({ "branch_id": s.branch, "title": "反洗钱培训", "content": "案例", "place": "三楼",
                "starts_at": at(300), "ends_at": at(302) })
        },
        &[201],
    )
    .beyond(FORBIDDEN),
    on("update_training", |s| training(s, ""), |_| json!({ "place": "四楼" }), MOVED),
    on("cancel_training", |s| training(s, "/cancel"), reason, MOVED),
    on("close_training", |s| training(s, "/close"), nothing, MOVED),
    of_training("enrol_in_training", |s| training(s, "/enrolment"), nothing, &[409]),
    of_training("leave_training", |s| training(s, "/enrolment"), nothing, &[409]),
    of_training("excuse_from_training", |s| training(s, "/excuse"), reason, &[409]),
    of_training(
        "check_in_to_training",
        |s| training(s, "/check-in"),
        |_| json!({ "code": "abcdef" }),
        &[422],
    ),
    on("enrol_manager", |s| training(s, &format!("/enrolments/{}", s.peer_manager)), nothing, &[409]),
    on("remove_enrolment", |s| training(s, &format!("/enrolments/{}", s.peer_manager)), nothing, &[409]),
    on(
        "record_attendance",
        |s| training(s, &format!("/attendances/{}", s.peer_manager)),
        |_| json!({ "state": "attended" }),
        &[200],
    ),
    on(
        "create_exam_question",
        |_| "/api/v1/exam-questions".into(),
        |_| {
            json!({ "area": "b1", "kind": "true_false", "difficulty": 1, "text": "存款自愿，取款自由。", "options": [],
                "answer": [0], "points": 1, "explanation": "存款人自主决定存取。" })
        },
        &[201],
    ),
    on("revise_exam_question", |s| question(s, ""), a_version, MOVED),
    on("adopt_exam_question", |s| question(s, "/adopt"), nothing, MOVED),
    on("retire_exam_question", |s| question(s, "/retire"), reason, MOVED),
    on(
        "create_exam",
        |_| "/api/v1/exams".into(),
        |_| {
            json!({ "name": "三级笔试", "purpose": "grade", "grade": "level_3", "opens_at": at(300), "closes_at": at(310),
                "minutes": 60, "pass_bps": 6_000, "mark_limit": 2, "rules": [{ "area": "b1", "kind": "single", "count": 1 }] })
        },
        &[201],
    ),
    on("update_exam", |s| exam(s, ""), |_| json!({ "minutes": 90 }), MOVED),
    on("draw_exam_paper", |s| exam(s, "/draw"), nothing, MOVED),
    on("publish_exam", |s| exam(s, "/publish"), nothing, MOVED),
    on("cancel_exam", |s| exam(s, "/cancel"), reason, MOVED),
    on("release_exam", |s| exam(s, "/release"), nothing, MOVED),
    on("leave_exam", |s| exam(s, "/enrolment"), nothing, &[409]).denied(no_candidate),
    on("start_sitting", |s| exam(s, "/sitting"), nothing, &[200]).denied(no_candidate),
    on("save_answer", |s| exam(s, "/sitting/answers/1"), |_| json!({ "seq": 1, "options": [0] }), &[200])
        .denied(no_candidate),
    on("submit_sitting", |s| exam(s, "/sitting/submit"), nothing, &[200]).denied(no_candidate),
    on("remove_candidate", |s| exam(s, &format!("/candidates/{}", s.peer.employee_id)), nothing, HIDDEN),
    on("enrol_candidate", |s| exam(s, &format!("/candidates/{}", s.peer.employee_id)), nothing, &[200]),
    on("enrol_in_exam", |s| exam(s, "/enrolment"), nothing, &[200])
        .denied(|v, _| matches!(v.role, Role::HqHr | Role::HqBusiness).then_some(FORBIDDEN)),
    on(
        "give_mark",
        |_| "/api/v1/exam-answers/01890000-0000-7000-8000-000000000000/mark".into(),
        |_| json!({ "points": 6 }),
        HIDDEN,
    ),
    on(
        "state_qualification",
        |s| person(s, "qualification-statements"),
        |_| {
            json!({ "line": "health", "outcome": "passed", "evidence": "体检报告", "source": "市人民医院",
                "stated_on": "2026-11-20" })
        },
        &[201],
    ),
    on(
        "record_employment",
        |s| person(s, "employments"),
        |_| {
            json!({ "employer": "慈溪农商银行", "post": "柜员", "from_on": "2013-01-01", "to_on": "2014-01-01",
                "evidence": "社保证明" })
        },
        &[201],
    ),
    on("revoke_employment", |s| format!("/api/v1/employments/{}/revoke", s.employment), reason, MOVED),
    on(
        "record_adverse",
        |s| person(s, "adverse-records"),
        |_| {
            json!({ "kind": "other", "description": "着装不合要求", "evidence": "检查记录",
                "occurred_on": "2026-11-20" })
        },
        &[201],
    ),
    on("lift_adverse", |s| format!("/api/v1/adverse-records/{}/lift", s.adverse), reason, MOVED),
    on(
        "convene_rating_panel",
        |s| person(s, "rating-panels"),
        |s| {
            json!({ "raters": [s.staff.supervisor.employee_id, s.staff.group.employee_id, s.president.employee_id],
                "due_on": "2027-12-01" })
        },
        &[409],
    ),
    on("close_rating_panel", |s| rating_panel(s, "/close"), nothing, MOVED),
    on("cancel_rating_panel", |s| rating_panel(s, "/cancel"), reason, MOVED),
    on(
        "give_ratings",
        |s| rating_panel(s, "/ratings"),
        |_| {
            let one = |line: &str| json!({ "line": line, "points": 80 });
            json!({ "ratings": [one("innovation"), one("business"), one("public_relations"), one("image")] })
        },
        &[201],
    )
    .denied(|v, s| {
        let member = [&s.staff.supervisor, &s.staff.group, &s.president].iter().any(|p| v.is(p));
        (!member).then_some(HIDDEN)
    }),
    on("create_recruitment", |_| "/api/v1/recruitments".into(), recruitment, &[201]).beyond(FORBIDDEN),
    on("update_recruitment", |s| post(s, ""), recruitment, MOVED),
    on("publish_recruitment", |s| post(s, "/publish"), nothing, MOVED),
    on("withdraw_recruitment", |s| post(s, "/withdraw"), reason, MOVED),
    on("cancel_recruitment", |s| post(s, "/cancel"), reason, MOVED),
    on("rank_applicants", |s| post(s, "/rank"), nothing, MOVED),
    on(
        "reopen_scoring",
        |s| post(s, "/reopen"),
        |_| json!({ "reason": "评委出差", "scoring_ends_at": at(9_000) }),
        MOVED,
    ),
    on("announce_ranking", |s| post(s, "/announce"), nothing, MOVED),
    on("withdraw_announcement", |s| post(s, "/withdraw-announcement"), reason, MOVED),
    on(
        "propose_appointment",
        |s| post(s, "/appointment"),
        |_| json!({ "term_from": "2027-01-01", "reason": "公示期满" }),
        MOVED,
    ),
    on(
        "decide_ranking_objection",
        |_| "/api/v1/recruitment-objections/01890000-0000-7000-8000-000000000000/decision".into(),
        |_| json!({ "decision": "rejected", "reason": "查无此事" }),
        HIDDEN,
    ),
    on(
        "create_user",
        |_| "/api/v1/users".into(),
        |s| json!({ "employee_id": s.rm.employee_id, "username": "zhang.again" }),
        &[409],
    ),
    on("update_user", |s| format!("/api/v1/users/{}", s.user), |_| json!({ "state": "active" }), MOVED),
    of_client(
        "name_credit_manager",
        |s| format!("/api/v1/clients/{}/credit-managers", s.client),
        |s| json!({ "manager_id": s.manager, "valid_from": "2026-12-01", "reason": "熟悉该户" }),
        &[409],
    ),
    on(
        "propose_dispatch",
        |_| "/api/v1/dispatches".into(),
        |s| {
            json!({ "manager_id": s.manager, "to_branch_id": s.branch, "purpose": "crisis", "task": "应急",
                "valid_from": "2027-03-01", "valid_to": "2027-04-01" })
        },
        &[422],
    )
    .beyond(FORBIDDEN),
    // Both branches see it, and end it: its version never was.
    on("end_dispatch", |s| format!("/api/v1/dispatches/{}/end", s.dispatch), reason, MOVED).beyond(MOVED),
    on(
        "start_leaving",
        |_| "/api/v1/leavings".into(),
        |s| {
            json!({ "employee_id": s.outsider.employee_id, "scope": "post", "leaves_on": "2027-01-01", "reason": "调任" })
        },
        &[409],
    )
    .beyond(FORBIDDEN),
    of_leaving(
        "propose_leaving_handover",
        |s| leaving(s, "/handovers"),
        |s| {
            json!({ "effective_on": "2027-01-01", "reason": "就近承接",
                "clients": [{ "client_id": s.client, "manager_id": s.manager }] })
        },
        &[422],
    ),
    of_leaving("take_leaver_out_of_round", |s| leaving(s, &format!("/rounds/{}/leave", round_id(s))), nothing, &[404, 409]),
    of_leaving(
        "withdraw_leavers_request",
        |s| leaving(s, &format!("/requests/{}/withdraw", s.request)),
        reason,
        HIDDEN,
    ),
    of_leaving(
        "pass_on_maintenance",
        |s| leaving(s, &format!("/maintained/{}", s.manager)),
        |s| json!({ "employee_id": s.peer.employee_id }),
        HIDDEN,
    ),
    of_leaving(
        "settle_panel_seat",
        |s| leaving(s, &format!("/panel-seats/{}", s.manager)),
        |s| json!({ "employee_id": s.peer.employee_id, "reason": "离岗移交" }),
        HIDDEN,
    ),
    of_leaving(
        "release_marker",
        |s| leaving(s, &format!("/markings/{}/release", s.manager)),
        reason,
        HIDDEN,
    ),
    of_leaving("cancel_leaving", |s| leaving(s, "/cancel"), reason, MOVED),
    of_leaving("finish_leaving", |s| leaving(s, "/finish"), nothing, MOVED),
    on(
        "create_api_client",
        |_| "/api/v1/api-clients".into(),
        |_| json!({ "name": "人力资源系统", "scopes": ["hr.events:write"] }),
        &[201, 409],
    ),
    on("rotate_api_client", |s| api_client(s, "/rotate"), |_| json!({ "overlap_hours": 0 }), MOVED),
    on("revoke_api_client", |s| api_client(s, "/revoke"), reason, MOVED),
    // For machines alone.
    on("create_hr_employee", |_| "/api/v1/hr/employees".into(), an_employee, &[201]),
    on(
        "update_hr_employee",
        |s| format!("/api/v1/hr/employees/{}", s.rm.employee_id),
        |_| json!({ "hire_kind": "external" }),
        MOVED,
    ),
    on(
        "create_hr_event",
        |_| "/api/v1/hr/events".into(),
        |_| json!({ "biz_id": "HR-9", "kind": "leave", "employee_no": "E1", "effective_on": "2026-12-31" }),
        &[201],
    ),
    on("invite_user", |s| format!("/api/v1/users/{}/invite", s.user), nothing, &[201]),
    on("reset_totp", |s| format!("/api/v1/users/{}/totp", s.user), nothing, HIDDEN),
];

/// Writes that are public or about the caller's own login alone; with the story that tells of them.
pub(super) const APART: &[(&str, &str)] = &[
    ("create_session", "identity"),
    ("refresh_session", "identity"),
    ("accept_invite", "identity"),
    ("delete_session", "identity"),
    ("step_up", "identity"),
    ("update_me", "identity"),
    ("change_password", "identity"),
    ("enrol_totp", "identity"),
    ("confirm_totp", "identity"),
    ("create_token", "hr/tokens"),
    ("apply_for_post", "staffing/recruitment"),
    ("withdraw_post_application", "staffing/recruitment"),
    ("recuse_panel_member", "staffing/recruitment"),
    ("give_scores", "staffing/recruitment"),
    ("decide_tie", "staffing/recruitment"),
    ("object_to_ranking", "staffing/recruitment"),
    ("withdraw_ranking_objection", "staffing/recruitment"),
    ("add_post_document", "staffing/recruitment"),
    ("remove_post_document", "staffing/recruitment"),
];
