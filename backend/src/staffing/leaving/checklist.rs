//! What is left of procedures, computed from the other rooms: with as many queries for a page of them as for one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::dto::{LeavingItem, LeavingThing, SeatKind};
use super::model::*;
use super::rules::{self, Left};
use super::store;
use crate::allocation::ownership::named::service::named_from;
use crate::allocation::rounds::model::Round;
use crate::allocation::rounds::participants::leaving::{Tie, rounds_of};
use crate::app::Cx;
use crate::approvals::leavers;
use crate::approvals::model::Request;
use crate::clients::holdings;
use crate::clients::model::ClientId;
use crate::error::{AppError, AppResult};
use crate::org::model::EmployeeId;
use crate::staffing::exams::markers::{Marking, begun_by};
use crate::staffing::keepers::{self, Kept};
use crate::staffing::model::ManagerId;
use crate::staffing::qualification::seats::{self as rating_seats, RatingSeat};
use crate::staffing::recruitment::seats::{self as post_seats, PostSeat};

/// What the other rooms say of everybody whose procedure is asked for.
struct Rooms {
    clients: HashMap<ManagerId, HashSet<ClientId>>,
    planned: HashSet<(LeavingId, ClientId)>,
    rounds: HashMap<ManagerId, Vec<(Round, Tie)>>,
    proposed: HashMap<EmployeeId, Vec<Request>>,
    waiting: HashMap<EmployeeId, Vec<Request>>,
    kept: HashMap<EmployeeId, Vec<Kept>>,
    named: HashMap<ManagerId, Vec<(ClientId, String)>>,
    duties: Duties,
}

/// What people of the bank who leave it sit on and have begun to mark.
struct Duties {
    ratings: Vec<RatingSeat>,
    posts: Vec<PostSeat>,
    markings: Vec<Marking>,
}

impl Duties {
    fn read(cx: &mut Cx<'_>, people: &[EmployeeId]) -> AppResult<Self> {
        Ok(Self {
            ratings: rating_seats::seats_of(cx, people)?,
            posts: post_seats::seats_of(cx, people)?,
            markings: begun_by(cx, people)?,
        })
    }
}

/// Whether somebody who leaves the bank has anything to hand over beside clients: virtual managers, seats, marking.
pub fn has_duties(cx: &mut Cx<'_>, employee: EmployeeId, day: NaiveDate) -> AppResult<bool> {
    let duties = Duties::read(cx, &[employee])?;
    let seats = !duties.ratings.is_empty() || !duties.posts.is_empty() || !duties.markings.is_empty();
    Ok(seats || !keepers::kept_from(cx, &[(employee, day)])?.is_empty())
}

impl Rooms {
    fn read(cx: &mut Cx<'_>, leavings: &[Leaving]) -> AppResult<Self> {
        let day = |l: &Leaving| rules::last_day(l.leaves_on, cx.today);
        let people: Vec<(EmployeeId, NaiveDate)> = leavings.iter().map(|l| (l.employee_id, day(l))).collect();
        let managers: Vec<(ManagerId, NaiveDate)> =
            leavings.iter().filter_map(|l| Some((l.manager_id?, day(l)))).collect();
        let all: Vec<EmployeeId> = people.iter().map(|p| p.0).collect();
        // Whoever leaves the post alone stays an employee, and may go on with these.
        let gone: Vec<EmployeeId> =
            leavings.iter().filter(|l| l.scope == LeavingScope::Bank).map(|l| l.employee_id).collect();
        let ids: Vec<LeavingId> = leavings.iter().map(|l| l.id).collect();
        let manager_ids: Vec<ManagerId> = managers.iter().map(|m| m.0).collect();
        Ok(Self {
            clients: holdings::clients_held(cx, &managers)?,
            planned: store::list_planned(cx.conn, &ids)?.into_iter().map(|p| (p.0, p.1)).collect(),
            rounds: rounds_of(cx, &manager_ids)?,
            proposed: leavers::proposed_by(cx, &all)?,
            waiting: leavers::only_by(cx, &people)?,
            kept: keepers::kept_from(cx, &people)?,
            named: named_from(cx, &managers)?,
            duties: Duties::read(cx, &gone)?,
        })
    }
}

/// The lines of each procedure with their things.
pub fn items(cx: &mut Cx<'_>, leavings: &[Leaving]) -> AppResult<HashMap<LeavingId, Vec<LeavingItem>>> {
    if leavings.is_empty() {
        return Ok(HashMap::new());
    }
    let mut rooms = Rooms::read(cx, leavings)?;
    Ok(leavings.iter().map(|l| (l.id, lines(&mut rooms, l))).collect())
}

/// The lines of one.
pub fn items_of(cx: &mut Cx<'_>, leaving: &Leaving) -> AppResult<Vec<LeavingItem>> {
    items(cx, std::slice::from_ref(leaving))?
        .remove(&leaving.id)
        .ok_or_else(|| AppError::internal("a procedure without its checklist"))
}

/// The lines as the rules weigh them.
pub fn lefts(items: &[LeavingItem]) -> Vec<Left> {
    items.iter().map(|i| Left { kind: i.kind, left: i.left, waiting: i.waiting }).collect()
}

fn lines(rooms: &mut Rooms, leaving: &Leaving) -> Vec<LeavingItem> {
    let employee = leaving.employee_id;
    let requests = |of: &mut HashMap<EmployeeId, Vec<Request>>, can_settle| {
        let found = of.remove(&employee).unwrap_or_default();
        found.iter().map(|r| request(r, can_settle)).collect::<Vec<_>>()
    };
    let (proposed, waiting) = (requests(&mut rooms.proposed, true), requests(&mut rooms.waiting, false));
    let kept = rooms.kept.remove(&employee).unwrap_or_default();
    let kept = kept.into_iter().map(|k| named(k.manager.id, k.manager.name));
    // Its number: whoever leads is no reader of clients everywhere.
    let credits = leaving.manager_id.and_then(|m| rooms.named.remove(&m)).unwrap_or_default();
    let credits = credits.into_iter().map(|(client, number)| named(client, number));
    let markings = rooms.duties.markings.iter().filter(|m| m.employee_id == employee);
    let markings: Vec<_> = markings.map(|m| named(m.exam_id, m.name.clone())).collect();
    vec![
        clients(rooms, leaving),
        rounds(rooms, leaving),
        item(ItemKind::Proposed, proposed, 0),
        item(ItemKind::Waiting, waiting, 0),
        item(ItemKind::Maintained, kept.collect(), 0),
        item(ItemKind::NamedCredits, credits.collect(), 0),
        item(ItemKind::PanelSeats, seats(&rooms.duties, employee), 0),
        item(ItemKind::Marking, markings, 0),
        item(ItemKind::CreditResponsibilities, Vec::new(), 0),
        item(ItemKind::RiskFund, Vec::new(), 0),
    ]
}

fn item(kind: ItemKind, things: Vec<LeavingThing>, waiting: i64) -> LeavingItem {
    let left = i64::try_from(things.len()).unwrap_or(i64::MAX);
    counted(kind, left, waiting, things)
}

fn counted(kind: ItemKind, left: i64, waiting: i64, mut things: Vec<LeavingThing>) -> LeavingItem {
    things.truncate(500);
    LeavingItem {
        kind,
        state: Left { kind, left, waiting }.state(),
        left,
        waiting,
        clause: rules::clause(kind).to_owned(),
        by: rules::who(kind).to_vec(),
        things,
    }
}

fn named(id: impl ToString, name: String) -> LeavingThing {
    LeavingThing {
        id: id.to_string(),
        name: Some(name),
        request_kind: None,
        round_state: None,
        seat: None,
        can_settle: true,
    }
}

fn clients(rooms: &mut Rooms, leaving: &Leaving) -> LeavingItem {
    let held = leaving.manager_id.and_then(|m| rooms.clients.remove(&m)).unwrap_or_default();
    let waiting = held.iter().filter(|c| rooms.planned.contains(&(leaving.id, **c))).count();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    counted(ItemKind::Clients, number(held.len()), number(waiting), Vec::new())
}

fn rounds(rooms: &mut Rooms, leaving: &Leaving) -> LeavingItem {
    let found = leaving.manager_id.and_then(|m| rooms.rounds.remove(&m)).unwrap_or_default();
    let bound = found.iter().filter(|(_, tie)| *tie == Tie::Bound).count();
    let things = found.into_iter().map(|(round, tie)| LeavingThing {
        round_state: Some(round.state.as_str().to_owned()),
        can_settle: tie == Tie::Loose,
        ..named(round.id, format!("{} {}", round.code, round.name))
    });
    item(ItemKind::Rounds, things.collect(), i64::try_from(bound).unwrap_or_default())
}

fn seats(duties: &Duties, employee: EmployeeId) -> Vec<LeavingThing> {
    let seat = |kind, thing| LeavingThing { seat: Some(kind), ..thing };
    let ratings = duties.ratings.iter().filter(|s| s.employee_id == employee);
    let posts = duties.posts.iter().filter(|s| s.employee_id == employee);
    ratings
        .map(|s| seat(SeatKind::RatingPanel, named(s.panel_id, s.name.clone())))
        .chain(posts.map(|s| seat(SeatKind::RecruitmentPanel, named(s.recruitment_id, s.title.clone()))))
        .collect()
}

fn request(r: &Request, can_settle: bool) -> LeavingThing {
    LeavingThing { name: None, request_kind: Some(r.kind), can_settle, ..named(r.id, String::new()) }
}
