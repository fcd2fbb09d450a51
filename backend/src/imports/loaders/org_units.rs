//! Units: each after the one above it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::*;
use crate::org::intake;
use crate::org::model::{OrgKind, OrgUnit, OrgUnitId};
use crate::search_text::sort_key;

/// Units.
pub struct OrgUnits;

/// A unit of a file.
pub struct Row {
    id: OrgUnitId,
    code: String,
    name: String,
    sort_key: String,
    kind: OrgKind,
    parent: Option<String>,
    district: Option<String>,
    opened_on: NaiveDate,
    closed_on: Option<NaiveDate>,
}

/// Whether a unit of this kind may stand below one of that kind.
fn fits(kind: OrgKind, parent: OrgKind) -> bool {
    use OrgKind::*;
    match kind {
        HeadOffice => false,
        Department | RegionalBranch => matches!(parent, HeadOffice | RegionalBranch),
        Branch => matches!(parent, HeadOffice | RegionalBranch),
        Outlet => parent == Branch,
    }
}

impl Loader for OrgUnits {
    const KIND: ImportKind = ImportKind::OrgUnits;
    type Row = Row;

    fn read(_: &Reading<'_>, cells: &mut Cells<'_>) -> Option<Row> {
        let (code, name) = (cells.code("code"), cells.text("name"));
        let kind: Option<OrgKind> = cells.choice("kind");
        let parent = cells.code("parent_code").map(str::to_owned);
        let district = cells.text("district");
        let (opened_on, closed_on) = (cells.date("opened_on"), cells.date("closed_on"));
        if let (Some(from), Some(to)) = (opened_on, closed_on)
            && to <= from
        {
            cells.refuse("closed_on", "date_order");
        }
        if kind.is_some_and(|k| (k == OrgKind::HeadOffice) != parent.is_none()) {
            cells.refuse("parent_code", if parent.is_none() { "required" } else { "invalid" });
        }
        let name = name?;
        Some(Row {
            id: OrgUnitId::new(),
            code: code?.to_owned(),
            sort_key: sort_key(&name),
            name,
            kind: kind?,
            parent,
            district,
            opened_on: opened_on?,
            closed_on,
        })
    }

    fn settle(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<Settled> {
        let mut out = Settled::default();
        let codes = distinct(
            rows.iter().flat_map(|r| std::iter::once(r.row.code.as_str()).chain(r.row.parent.as_deref())),
        );
        // What stands, what this batch adds, and, when nothing is written, what earlier batches would have added.
        let mut known: HashMap<String, (OrgKind, OrgUnitId, Option<OrgUnitId>)> =
            intake::units_by_code(cx, &codes)?
                .into_iter()
                .map(|(code, u)| (code, (u.kind, u.id, u.branch_id)))
                .collect();
        let standing: Vec<OrgUnitId> = known.values().map(|(_, id, _)| *id).collect();
        let head_office = intake::head_office(cx)?;
        let mut head_taken = head_office.is_some() || run.named("head_office").is_some();
        for Numbered { line, row } in rows.iter().copied() {
            let mut refuse = |column, code| out.rejects.push(Reject::new(*line, column, code));
            if let Some((kind, id, _)) = known.get(&row.code).copied() {
                // The head office that a new bank begins with takes what the first file says of it.
                if row.kind == OrgKind::HeadOffice && kind == row.kind && standing.contains(&id) {
                    if run.apply {
                        let opened = row.opened_on;
                        intake::describe_unit(
                            cx,
                            id,
                            (&row.name, &row.sort_key),
                            row.district.as_deref(),
                            opened,
                        )?;
                    }
                } else {
                    refuse("code", "differs");
                }
                continue;
            }
            let parent = match &row.parent {
                None if head_taken => {
                    refuse("kind", "head_office_taken");
                    continue;
                }
                None => None,
                Some(code) => {
                    let noted = || {
                        let kind: OrgKind = run.named(code)?.parse().ok()?;
                        Some((kind, OrgUnitId::new(), None))
                    };
                    match known.get(code).copied().or_else(noted) {
                        Some(p) if fits(row.kind, p.0) => Some(p),
                        Some(_) => {
                            refuse("parent_code", "wrong_kind");
                            continue;
                        }
                        None => {
                            refuse("parent_code", "not_found");
                            continue;
                        }
                    }
                }
            };
            let branch_id = match row.kind {
                OrgKind::Branch => Some(row.id),
                OrgKind::Outlet => parent.and_then(|p| p.2),
                _ => None,
            };
            head_taken |= row.kind == OrgKind::HeadOffice;
            known.insert(row.code.clone(), (row.kind, row.id, branch_id));
            if !run.apply {
                out.notes.push(Note::Name(row.code.clone(), row.kind.as_str().to_owned()));
                if row.kind == OrgKind::HeadOffice {
                    out.notes.push(Note::Name("head_office".to_owned(), String::new()));
                }
                continue;
            }
            let unit = OrgUnit {
                id: row.id,
                code: row.code.clone(),
                name: row.name.clone(),
                sort_key: row.sort_key.clone(),
                kind: row.kind,
                parent_id: parent.map(|p| p.1),
                branch_id,
                district: row.district.clone(),
                opened_on: row.opened_on,
                closed_on: row.closed_on,
                version: 1,
                created_at: cx.now,
            };
            intake::insert_unit(cx, &unit)?;
        }
        Ok(out)
    }
}
