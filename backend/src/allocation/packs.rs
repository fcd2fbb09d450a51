//! Balanced packs of clients for a round by `unit_package` (D9.1): about equal in worth and in number.
//!
//! The proposal is a function of the clients alone, in whole numbers and without chance: it starts from several
//! greedy packings (largest first to the emptiest pack, LPT: Graham 1969) and improves the best ones by moving and
//! swapping while that makes them more balanced. Plain LPT by worth is among the starts, so the answer is never
//! less balanced than it.

mod improve;
mod measure;
#[cfg(test)]
mod tests;
mod units;

use std::collections::BTreeSet;

use thiserror::Error;
use uuid::Uuid;

use crate::money::Fen;

pub use measure::{Balance, Imbalance};

use improve::{Packing, improve};
use measure::Scale;
use units::{Unit, whole_units};

/// A client to pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackClient {
    pub id: Uuid,
    /// What the client is worth to whoever gets it; not negative.
    pub worth: Fen,
    /// Its place, industry or size, by what the unit packs; `None` stands alone.
    pub group: Option<String>,
}

/// What groups mean for the packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// Nothing: worth and number alone.
    Free,
    /// A group stays in one pack (by place, by industry); one larger than a pack is cut into pack-sized pieces.
    Together,
    /// Each pack gets its part of each group, their numbers differing by at most one (by size).
    Spread,
}

/// One proposed pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// In ascending order; never empty.
    pub clients: Vec<Uuid>,
    pub worth: Fen,
}

/// The proposed packs and how balanced they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packs {
    /// In order of their first client.
    pub packs: Vec<Pack>,
    pub balance: Balance,
}

/// Why no packs can be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PacksError {
    /// No packs were asked for.
    #[error("at least one pack is needed")]
    NoPacks,
    /// Some pack would be empty.
    #[error("{packs} packs need at least as many clients, there are {clients}")]
    TooFewClients { packs: usize, clients: usize },
    /// A client stands in the list twice.
    #[error("client {id} is listed twice")]
    ClientTwice { id: Uuid },
    /// A worth below zero.
    #[error("the worth of client {id} is negative")]
    NegativeWorth { id: Uuid },
    /// The worth of all is beyond what money can hold.
    #[error("the total worth is too large")]
    TooMuchWorth,
}

/// Packs the clients into `packs` packs about equal in worth and number.
///
/// The answer does not depend on the order of `clients`, and the work is bounded whatever their number.
///
/// # Errors
/// No packs, fewer clients than packs, a client listed twice, a negative worth, or a total beyond `i64`.
pub fn propose_packs(
    clients: &[PackClient],
    packs: usize,
    arrangement: Arrangement,
) -> Result<Packs, PacksError> {
    require_packable(clients, packs)?;
    let total = Fen::checked_sum(clients.iter().map(|c| c.worth)).ok_or(PacksError::TooMuchWorth)?;
    let scale = Scale::new(total, clients.len(), packs);
    let mut sorted: Vec<&PackClient> = clients.iter().collect();
    sorted.sort_by(|a, b| b.worth.cmp(&a.worth).then(a.id.cmp(&b.id)));

    let units = match arrangement {
        Arrangement::Free | Arrangement::Spread => {
            sorted.iter().map(|c| Unit::of_client(c, &scale)).collect()
        }
        Arrangement::Together => whole_units(&sorted, &scale),
    };
    let starts = match arrangement {
        Arrangement::Free | Arrangement::Together => {
            vec![Packing::by_worth(&units, packs), Packing::by_worth_and_number(&units, packs)]
        }
        Arrangement::Spread => vec![Packing::dealt(&units, packs)],
    };
    let may_move = arrangement != Arrangement::Spread;
    // The search steers by rounded weights; the exact measure decides, among the starts as they were too.
    Ok(starts
        .into_iter()
        .flat_map(|start| [improve(start.clone(), &units, may_move), start])
        .map(|packing| described(&packing, &units))
        .min_by_key(|packs| packs.balance.imbalance)
        .expect("each arrangement has a start"))
}

fn require_packable(clients: &[PackClient], packs: usize) -> Result<(), PacksError> {
    if packs == 0 {
        return Err(PacksError::NoPacks);
    }
    if clients.len() < packs {
        return Err(PacksError::TooFewClients { packs, clients: clients.len() });
    }
    let mut seen = BTreeSet::new();
    for client in clients {
        if !seen.insert(client.id) {
            return Err(PacksError::ClientTwice { id: client.id });
        }
        if client.worth < Fen::ZERO {
            return Err(PacksError::NegativeWorth { id: client.id });
        }
    }
    Ok(())
}

fn described(packing: &Packing, units: &[Unit]) -> Packs {
    let mut packs: Vec<Pack> = packing
        .contents()
        .iter()
        .map(|members| {
            let mut clients: Vec<Uuid> =
                members.iter().flat_map(|&unit| units[unit].clients.iter().copied()).collect();
            clients.sort();
            let worth = members.iter().map(|&unit| units[unit].worth).sum();
            Pack { clients, worth: Fen(worth) }
        })
        .collect();
    packs.sort_by(|a, b| a.clients.cmp(&b.clients));
    let balance = Balance::of(packs.iter().map(|pack| (pack.worth, pack.clients.len())));
    Packs { packs, balance }
}
