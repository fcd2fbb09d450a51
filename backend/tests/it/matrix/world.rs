//! Two branches with one thing of each kind, and everybody who may come by.

use kejing::allocation::ownership::model::OwnedKind;
use kejing::auth::Role;
use kejing::clients::model::{AccountId, AccountKind, ClientId};
use kejing::org::model::OrgUnitId;
use kejing::staffing::model::ManagerId;
use serde_json::json;

use crate::clients::bank;
use crate::support::{Person, TestApp, day};

/// A branch with its people and one thing of each kind; the manager owns the client.
pub struct Side<'a> {
    pub name: &'static str,
    pub branch: OrgUnitId,
    pub rm: Person<'a>,
    pub manager: ManagerId,
    pub peer: Person<'a>,
    pub peer_manager: ManagerId,
    pub president: Person<'a>,
    pub client: ClientId,
    pub account: AccountId,
}

impl<'a> Side<'a> {
    async fn new(app: &'a TestApp, code: &'static str) -> Self {
        let branch = app.branch(code, code);
        let supervisor = app.person("吴冠", Role::Supervisor, branch).await;
        let (rm, manager) = bank::rm(app, branch, "张三").await;
        let (peer, peer_manager) = bank::rm(app, branch, "李秋").await;
        let view = bank::create(&supervisor, branch, "甲户", json!({})).await;
        let client = bank::client_id(&view);
        bank::own(app, OwnedKind::Client, client.into(), day(2025, 1, 1), &[(manager, 10_000)]);
        let (_, account) = bank::account(app, client, branch, AccountKind::PersonalDeposit);
        let president = app.person("王芳", Role::President, branch).await;
        Self { name: code, branch, rm, manager, peer, peer_manager, president, client, account }
    }
}

/// Somebody who reads.
pub struct Viewer<'w> {
    pub name: String,
    pub role: Role,
    pub branch: Option<OrgUnitId>,
    pub manager: Option<ManagerId>,
    pub person: &'w Person<'w>,
}

/// Both sides and head office.
pub struct World<'a> {
    pub here: Side<'a>,
    pub there: Side<'a>,
    head: Vec<(Role, Person<'a>)>,
}

impl<'a> World<'a> {
    pub async fn new(app: &'a TestApp) -> Self {
        let (here, there) = (Side::new(app, "B01").await, Side::new(app, "B02").await);
        let mut head = Vec::new();
        for role in [Role::HqBusiness, Role::CommitteeMember, Role::Auditor, Role::HqHr, Role::Admin] {
            head.push((role, app.person(role.as_str(), role, app.head_office).await));
        }
        Self { here, there, head }
    }

    /// Everybody.
    pub fn viewers(&self) -> Vec<Viewer<'_>> {
        let mut out = Vec::new();
        for side in [&self.here, &self.there] {
            let mut add = |who: &str, role, manager, person| {
                let name = format!("the {who} of {}", side.name);
                out.push(Viewer { name, role, branch: Some(side.branch), manager, person });
            };
            add("manager", Role::Rm, Some(side.manager), &side.rm);
            add("peer", Role::Rm, Some(side.peer_manager), &side.peer);
            add("president", Role::President, None, &side.president);
        }
        for (role, person) in &self.head {
            out.push(Viewer { name: role.to_string(), role: *role, branch: None, manager: None, person });
        }
        out
    }
}
