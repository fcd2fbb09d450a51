//! What is packed as one piece.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::PackClient;
use super::measure::{Scale, Weight};

/// Clients that go into a pack together.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) clients: Vec<Uuid>,
    pub(super) worth: i64,
    pub(super) weight: Weight,
    pub(super) group: Option<String>,
}

impl Unit {
    pub(super) fn of_client(client: &PackClient, scale: &Scale) -> Unit {
        Unit {
            clients: vec![client.id],
            worth: client.worth.0,
            weight: scale.weigh(client.worth.0, 1),
            group: client.group.clone(),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.clients.len()
    }

    fn add(&mut self, client: &PackClient, scale: &Scale) {
        self.clients.push(client.id);
        self.worth += client.worth.0;
        self.weight = scale.weigh(self.worth, self.count());
    }
}

/// Groups as units, cut where a group is more than a pack; clients without a group stand alone.
///
/// There are at least as many units as packs: a group that makes up p fair parts is cut into p pieces at least.
/// Largest first, equal ones by their smallest client.
pub(super) fn whole_units(sorted: &[&PackClient], scale: &Scale) -> Vec<Unit> {
    let mut groups: BTreeMap<&str, Vec<&PackClient>> = BTreeMap::new();
    let mut units = Vec::new();
    for &client in sorted {
        match &client.group {
            Some(group) => groups.entry(group).or_default().push(client),
            None => units.push(Unit::of_client(client, scale)),
        }
    }
    for members in groups.values() {
        units.extend(pieces(members, scale));
    }
    for unit in &mut units {
        unit.clients.sort();
    }
    units.sort_by(|a, b| b.worth.cmp(&a.worth).then_with(|| a.clients.cmp(&b.clients)));
    units
}

/// Cuts one group into as many pieces as it makes up fair parts, each client to the piece that carries least.
fn pieces(members: &[&PackClient], scale: &Scale) -> Vec<Unit> {
    let worth = members.iter().map(|client| client.worth.0).sum();
    let number = scale.parts(worth, members.len()).max(1);
    let group = members.first().and_then(|client| client.group.clone());
    let mut pieces = vec![Unit { clients: Vec::new(), worth: 0, weight: Weight::default(), group }; number];
    for client in members {
        let lightest = (0..number)
            .min_by_key(|&piece| (pieces[piece].weight.load(), piece))
            .expect("a group has at least one piece");
        pieces[lightest].add(client, scale);
    }
    pieces
}
