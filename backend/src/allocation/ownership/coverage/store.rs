//! Queries of coverage: sets, computed by the database; the same text on both.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Date, Nullable, Text};

use super::dto::MustKind;
use crate::clients::model::{AccountId, ClientId};
use crate::db::Conn;
use crate::db::types::Uid;
use crate::on_each;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// Restricts a column to the branch `$2`, where one is given.
fn of_branch(column: &str, branch: Option<OrgUnitId>) -> String {
    match branch {
        Some(_) => format!("{column} = $2"),
        None => "$2 IS NULL".to_owned(),
    }
}

/// Open accounts that must be under a named manager on the day `$1`.
fn must(branch: Option<OrgUnitId>) -> String {
    format!(
        "
 SELECT a.id, a.account_no, a.product, a.opened_on, a.client_id, a.branch_id,
   CASE WHEN a.kind = 'loan' OR a.credit_kind THEN 'loan' ELSE a.kind END AS must_kind
 FROM accounts a
 WHERE a.opened_on <= $1 AND (a.closed_on IS NULL OR a.closed_on > $1)
   AND (a.kind IN ('loan', 'corporate_deposit') OR a.credit_kind
     OR (a.kind = 'personal_deposit' AND a.won_confirmed_on <= $1))
   AND {}
   AND (a.import_id IS NULL OR a.import_id NOT IN (SELECT i.id FROM imports i WHERE i.hidden))",
        of_branch("a.branch_id", branch)
    )
}

/// Joins the account's own entry and its client's, as they stand for the day `$1`, to `must`.
const ENTRIES: &str = "
 LEFT JOIN ownerships own ON own.subject_kind = 'account' AND own.subject_id = must.id AND own.known_to IS NULL
   AND own.valid_from <= $1 AND (own.valid_to IS NULL OR own.valid_to > $1)
 LEFT JOIN ownerships its ON its.subject_kind = 'client' AND its.subject_id = must.client_id AND its.known_to IS NULL
   AND its.valid_from <= $1 AND (its.valid_to IS NULL OR its.valid_to > $1)";

/// Whether the entry that counts names a manager who has not left by the day `$1`.
const COVERED: &str = "
 EXISTS (SELECT 1 FROM ownership_shares s JOIN managers m ON m.id = s.manager_id
   WHERE s.ownership_id = COALESCE(own.id, its.id)
     AND (m.state <> 'left' OR m.term_to > $1))";

/// Whether the entry that counts names a person whose term has ended by the day `$1` (D4).
const LAPSED: &str = "
 EXISTS (SELECT 1 FROM ownership_shares s JOIN managers m ON m.id = s.manager_id
   WHERE s.ownership_id = COALESCE(own.id, its.id)
     AND m.class <> 'virtual' AND m.state <> 'left' AND m.term_to <= $1)";

/// How many accounts of a kind must be covered in a branch, and how many are.
#[derive(Debug, Clone, QueryableByName)]
pub struct Count {
    #[diesel(sql_type = Uid)]
    pub branch_id: OrgUnitId,
    #[diesel(sql_type = Text)]
    pub must_kind: MustKind,
    #[diesel(sql_type = BigInt)]
    pub must: i64,
    #[diesel(sql_type = BigInt)]
    pub covered: i64,
    #[diesel(sql_type = BigInt)]
    pub lapsed: i64,
}

/// Counts by branch and kind; of one branch, or of all.
pub fn count_coverage(conn: &mut Conn, day: NaiveDate, branch: Option<OrgUnitId>) -> QueryResult<Vec<Count>> {
    let must = must(branch);
    let sql = format!(
        "SELECT must.branch_id, must.must_kind, COUNT(*) AS must,
           COUNT(CASE WHEN {COVERED} THEN 1 END) AS covered,
           COUNT(CASE WHEN {LAPSED} THEN 1 END) AS lapsed
         FROM ({must}) must {ENTRIES} GROUP BY must.branch_id, must.must_kind"
    );
    on_each!(conn, |c| sql_query(&sql).bind::<Date, _>(day).bind::<Nullable<Uid>, _>(branch).load(c))
}

/// An account without a manager.
#[derive(Debug, Clone, QueryableByName)]
pub struct Uncovered {
    #[diesel(sql_type = Uid)]
    pub id: AccountId,
    #[diesel(sql_type = Text)]
    pub account_no: String,
    #[diesel(sql_type = Text)]
    pub product: String,
    #[diesel(sql_type = Date)]
    pub opened_on: NaiveDate,
    #[diesel(sql_type = Text)]
    pub must_kind: MustKind,
    #[diesel(sql_type = Uid)]
    pub client_id: ClientId,
    #[diesel(sql_type = Text)]
    pub client_no: String,
    #[diesel(sql_type = Text)]
    pub client_name: String,
    #[diesel(sql_type = Uid)]
    pub branch_id: OrgUnitId,
}

/// Accounts without a manager in the order of their numbers, after one; of one branch, or of all.
pub fn list_uncovered(
    conn: &mut Conn,
    day: NaiveDate,
    branch: Option<OrgUnitId>,
    kind: Option<MustKind>,
    after: Option<&(String, AccountId)>,
    limit: i64,
) -> QueryResult<Vec<Uncovered>> {
    let must = must(branch);
    let sql = format!(
        "SELECT must.id, must.account_no, must.product, must.opened_on, must.must_kind, must.client_id,
           must.branch_id, c.client_no, c.name AS client_name
         FROM ({must}) must {ENTRIES}
         JOIN clients c ON c.id = must.client_id
         WHERE NOT {COVERED} AND ($3 = '' OR must.must_kind = $3)
           AND (must.account_no > $4 OR (must.account_no = $4 AND must.id > $5))
         ORDER BY must.account_no, must.id LIMIT $6"
    );
    let (number, id) = after.map_or(("", AccountId(uuid::Uuid::nil())), |(n, id)| (n.as_str(), *id));
    on_each!(conn, |c| sql_query(&sql)
        .bind::<Date, _>(day)
        .bind::<Nullable<Uid>, _>(branch)
        .bind::<Text, _>(kind.map_or("", MustKind::as_str))
        .bind::<Text, _>(number)
        .bind::<Uid, _>(id)
        .bind::<BigInt, _>(limit)
        .load(c))
}

/// What one of the branch's or the bank's virtual managers holds, from its own shares: accounts of its clients
/// that have no entry of their own, and accounts that name it. SQLite keeps the order of cross joins and so
/// starts from the few virtual managers.
fn under_virtual(branch: Option<OrgUnitId>) -> String {
    let of_branch = of_branch("m.branch_id", branch);
    format!(
        "
 SELECT a.id AS account_id, a.branch_id, m.id AS manager_id
 FROM managers m CROSS JOIN ownership_shares s CROSS JOIN ownerships o CROSS JOIN accounts a
 WHERE o.valid_from <= $1 AND {of_branch} AND m.class = 'virtual'
   AND s.manager_id = m.id AND o.id = s.ownership_id
   AND o.subject_kind = 'client' AND o.known_to IS NULL
   AND (o.valid_to IS NULL OR o.valid_to > $1)
   AND a.client_id = o.subject_id AND a.opened_on <= $1 AND (a.closed_on IS NULL OR a.closed_on > $1)
   AND (a.import_id IS NULL OR a.import_id NOT IN (SELECT i.id FROM imports i WHERE i.hidden))
   AND NOT EXISTS (SELECT 1 FROM ownerships own
     WHERE own.subject_kind = 'account' AND own.subject_id = a.id AND own.known_to IS NULL
       AND own.valid_from <= $1 AND (own.valid_to IS NULL OR own.valid_to > $1))
 UNION ALL
 SELECT a.id, a.branch_id, m.id
 FROM managers m CROSS JOIN ownership_shares s CROSS JOIN ownerships o CROSS JOIN accounts a
 WHERE o.valid_from <= $1 AND {of_branch} AND m.class = 'virtual'
   AND s.manager_id = m.id AND o.id = s.ownership_id
   AND o.subject_kind = 'account' AND o.known_to IS NULL
   AND (o.valid_to IS NULL OR o.valid_to > $1)
   AND a.id = o.subject_id AND a.opened_on <= $1 AND (a.closed_on IS NULL OR a.closed_on > $1)
   AND (a.import_id IS NULL OR a.import_id NOT IN (SELECT i.id FROM imports i WHERE i.hidden))"
    )
}

/// How many accounts sit with a virtual manager.
#[derive(Debug, Clone, QueryableByName)]
pub struct Kept {
    #[diesel(sql_type = Uid)]
    pub manager_id: ManagerId,
    #[diesel(sql_type = BigInt)]
    pub accounts: i64,
}

/// Counts by virtual manager; those without any account are left out.
pub fn count_kept(conn: &mut Conn, day: NaiveDate, branch: Option<OrgUnitId>) -> QueryResult<Vec<Kept>> {
    let kept = under_virtual(branch);
    let sql =
        format!("SELECT kept.manager_id, COUNT(*) AS accounts FROM ({kept}) kept GROUP BY kept.manager_id");
    on_each!(conn, |c| sql_query(&sql).bind::<Date, _>(day).bind::<Nullable<Uid>, _>(branch).load(c))
}

/// How many accounts of a branch sit with any virtual manager.
#[derive(Debug, Clone, QueryableByName)]
pub struct KeptInBranch {
    #[diesel(sql_type = Uid)]
    pub branch_id: OrgUnitId,
    #[diesel(sql_type = BigInt)]
    pub accounts: i64,
}

/// Counts by branch, an account that several keep once.
pub fn count_kept_by_branch(
    conn: &mut Conn,
    day: NaiveDate,
    branch: Option<OrgUnitId>,
) -> QueryResult<Vec<KeptInBranch>> {
    let kept = under_virtual(branch);
    let sql = format!(
        "SELECT kept.branch_id, COUNT(DISTINCT kept.account_id) AS accounts
         FROM ({kept}) kept GROUP BY kept.branch_id"
    );
    on_each!(conn, |c| sql_query(&sql).bind::<Date, _>(day).bind::<Nullable<Uid>, _>(branch).load(c))
}

/// The branches in order of code: one, or all that are open on the day.
pub fn list_branches(
    conn: &mut Conn,
    day: NaiveDate,
    branch: Option<OrgUnitId>,
) -> QueryResult<Vec<(OrgUnitId, String)>> {
    use crate::db::schema::org_units;
    use crate::org::model::OrgKind;
    let mut q = org_units::table
        .filter(org_units::kind.eq(OrgKind::Branch))
        .filter(org_units::opened_on.le(day))
        .filter(org_units::closed_on.is_null().or(org_units::closed_on.gt(day)))
        .into_boxed();
    if let Some(branch) = branch {
        q = q.filter(org_units::id.eq(branch));
    }
    q.order((org_units::code, org_units::id)).select((org_units::id, org_units::name)).load(conn)
}

/// The virtual managers of a branch, or of all, that have not left by the day, in order of name.
pub fn list_virtual(
    conn: &mut Conn,
    day: NaiveDate,
    branch: Option<OrgUnitId>,
) -> QueryResult<Vec<(OrgUnitId, ManagerId, String)>> {
    use crate::db::schema::managers;
    use crate::staffing::model::{ManagerClass, ManagerState};
    let mut q = managers::table
        .filter(managers::class.eq(ManagerClass::Virtual))
        .filter(managers::state.ne(ManagerState::Left).or(managers::term_to.gt(day)))
        .into_boxed();
    if let Some(branch) = branch {
        q = q.filter(managers::branch_id.eq(branch));
    }
    q.order((managers::sort_key, managers::id))
        .select((managers::branch_id, managers::id, managers::name))
        .load(conn)
}
