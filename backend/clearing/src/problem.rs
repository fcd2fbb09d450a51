//! The checked round with dense indices in the order of ids: what every other module works on.

use std::collections::HashMap;

use crate::draw;
use crate::instance::{Instance, InstanceError, MAX_ITEMS, MAX_TOTAL};

/// Bits below the value in a weight: 17 for lots above 49 for draws.
pub(crate) const VALUE_SHIFT: u32 = 66;
pub(crate) const LOT_SHIFT: u32 = 49;
/// One unit of value as a weight or price.
pub(crate) const UNIT: i128 = 1 << VALUE_SHIFT;

/// Largest number of client entries over all bids or lots.
const MAX_ENTRIES: usize = 1 << 24;
const MAX_CLIENTS: usize = 1 << 20;

/// Lists of indices, one per item, in one allocation.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    start: Vec<u32>,
    item: Vec<u32>,
}

impl Lists {
    fn new(lists: impl IntoIterator<Item = Vec<u32>>) -> Self {
        let mut out = Self { start: vec![0], item: Vec::new() };
        for mut list in lists {
            out.item.append(&mut list);
            out.start.push(u32::try_from(out.item.len()).expect("entries are limited to 2^24"));
        }
        out
    }
    pub(crate) fn of(&self, i: usize) -> &[u32] {
        &self.item[self.start[i] as usize..self.start[i + 1] as usize]
    }
    pub(crate) fn len(&self) -> usize {
        self.start.len() - 1
    }
}

#[derive(Debug)]
pub(crate) struct Problem {
    pub bid_ids: Vec<i64>,
    pub client_ids: Vec<i64>,
    pub manager_ids: Vec<i64>,
    pub group_ids: Vec<i64>,
    pub value: Vec<i64>,
    /// `value * 2^66 + lots * 2^49 + draw`.
    pub weight: Vec<i128>,
    pub hash: Vec<[u8; 32]>,
    pub lots: Vec<i64>,
    pub manager: Vec<u32>,
    pub group: Vec<Option<u32>>,
    pub size: Vec<i64>,
    pub exposure: Vec<i64>,
    pub bid_clients: Lists,
    pub client_bids: Lists,
    pub group_bids: Lists,
    pub manager_bids: Lists,
    pub capacity: Vec<Option<i64>>,
    pub max_exposure: Vec<Option<i64>>,
    pub book_digest: String,
    pub seed: String,
}

fn index(
    what: &'static str,
    ids: impl Iterator<Item = i64>,
) -> Result<(Vec<i64>, HashMap<i64, u32>), InstanceError> {
    let mut sorted: Vec<i64> = ids.collect();
    sorted.sort_unstable();
    let mut map = HashMap::with_capacity(sorted.len());
    for (i, &id) in sorted.iter().enumerate() {
        if id < 0 {
            return Err(InstanceError::NegativeId { what, id });
        }
        if map.insert(id, u32::try_from(i).expect("counts are limited")).is_some() {
            return Err(InstanceError::Duplicate { what, id });
        }
    }
    Ok((sorted, map))
}

fn count(what: &'static str, count: usize, limit: usize) -> Result<(), InstanceError> {
    if count > limit { Err(InstanceError::TooMany { what, count, limit }) } else { Ok(()) }
}

fn least(
    owner: &'static str,
    id: i64,
    field: &'static str,
    amount: i64,
    least: i64,
) -> Result<(), InstanceError> {
    if amount < least { Err(InstanceError::TooSmall { owner, id, field, amount, least }) } else { Ok(()) }
}

fn total(what: &'static str, amounts: impl Iterator<Item = i64>) -> Result<(), InstanceError> {
    let mut sum = 0i64;
    for a in amounts {
        sum = sum.checked_add(a).filter(|s| *s <= MAX_TOTAL).ok_or(InstanceError::TotalTooLarge { what })?;
    }
    Ok(())
}

/// The clients of a bid or lot as sorted dense indices.
fn members(
    owner: &'static str,
    id: i64,
    named: &[i64],
    clients: &HashMap<i64, u32>,
) -> Result<Vec<u32>, InstanceError> {
    if named.is_empty() {
        return Err(InstanceError::Empty { owner, id });
    }
    let mut out = Vec::with_capacity(named.len());
    for c in named {
        let i = clients.get(c).ok_or(InstanceError::Unknown { owner, id, what: "client", unknown: *c })?;
        out.push(*i);
    }
    out.sort_unstable();
    for w in out.windows(2) {
        if w[0] == w[1] {
            let client = named.iter().copied().find(|c| clients[c] == w[0]).unwrap_or_default();
            return Err(InstanceError::RepeatedClient { owner, id, client });
        }
    }
    Ok(out)
}

fn invert(lists: &Lists, len: usize) -> Lists {
    let mut out = vec![Vec::new(); len];
    for i in 0..lists.len() {
        for &x in lists.of(i) {
            out[x as usize].push(u32::try_from(i).expect("counts are limited"));
        }
    }
    Lists::new(out)
}

impl Problem {
    /// Checks the whole file and numbers it densely.
    pub(crate) fn new(instance: &Instance) -> Result<Self, InstanceError> {
        count("clients", instance.clients.len(), MAX_CLIENTS)?;
        count("managers", instance.managers.len(), MAX_ITEMS)?;
        count("bids", instance.bids.len(), MAX_ITEMS)?;
        count("client entries of bids", instance.bids.iter().map(|b| b.clients.len()).sum(), MAX_ENTRIES)?;
        let (client_ids, clients) = index("client", instance.clients.iter().map(|c| c.id))?;
        let (manager_ids, managers) = index("manager", instance.managers.iter().map(|m| m.id))?;
        let (bid_ids, _) = index("bid", instance.bids.iter().map(|b| b.id))?;
        for c in &instance.clients {
            least("client", c.id, "exposure", c.exposure, 0)?;
        }
        total("exposures", instance.clients.iter().map(|c| c.exposure))?;
        let mut exposures = vec![0; client_ids.len()];
        for c in &instance.clients {
            exposures[clients[&c.id] as usize] = c.exposure;
        }
        let (mut capacity, mut max_exposure) = (vec![None; manager_ids.len()], vec![None; manager_ids.len()]);
        for m in &instance.managers {
            least("manager", m.id, "capacity", m.capacity.unwrap_or(0), 0)?;
            least("manager", m.id, "max_exposure", m.max_exposure.unwrap_or(0), 0)?;
            capacity[managers[&m.id] as usize] = m.capacity;
            max_exposure[managers[&m.id] as usize] = m.max_exposure;
        }
        let lot_of = Self::lots(instance, &clients)?;
        let mut order: Vec<usize> = (0..instance.bids.len()).collect();
        order.sort_unstable_by_key(|&i| instance.bids[i].id);
        let bids: Vec<_> = order.iter().map(|&i| &instance.bids[i]).collect();
        let mut named: Vec<i64> = bids.iter().filter_map(|b| b.xor).collect();
        named.sort_unstable();
        named.dedup();
        let (group_ids, groups) = index("group", named.into_iter())?;
        let (mut manager, mut lists) = (Vec::with_capacity(bids.len()), Vec::with_capacity(bids.len()));
        for b in &bids {
            least("bid", b.id, "value", b.value, 1)?;
            let m = managers.get(&b.manager).ok_or(InstanceError::Unknown {
                owner: "bid",
                id: b.id,
                what: "manager",
                unknown: b.manager,
            })?;
            manager.push(*m);
            lists.push(members("bid", b.id, &b.clients, &clients)?);
        }
        total("values", bids.iter().map(|b| b.value))?;
        let bid_clients = Lists::new(lists);
        let mut key_seen = HashMap::with_capacity(bids.len());
        let seed = instance.seed_bytes()?;
        let mut hash = Vec::with_capacity(bids.len());
        for b in &bids {
            let key = Instance::key(b);
            hash.push(draw::hash(&seed, &key));
            if let Some(key) = key_seen.insert(key, ()).and(Some(Instance::key(b))) {
                return Err(InstanceError::DuplicateKey { key });
            }
        }
        let group: Vec<Option<u32>> = bids.iter().map(|b| b.xor.map(|x| groups[&x])).collect();
        let mut owner = vec![None; group_ids.len()];
        for (b, g) in group.iter().enumerate() {
            if let Some(g) = *g
                && *owner[g as usize].get_or_insert(manager[b]) != manager[b]
            {
                return Err(InstanceError::GroupAcrossManagers { group: group_ids[g as usize] });
            }
        }
        let lots: Vec<i64> = (0..bids.len()).map(|b| lot_of.inside(bid_clients.of(b))).collect();
        let value: Vec<i64> = bids.iter().map(|b| b.value).collect();
        let weight = (0..bids.len())
            .map(|b| {
                let draw = u32::from_be_bytes([hash[b][0], hash[b][1], hash[b][2], hash[b][3]]);
                (i128::from(value[b]) << VALUE_SHIFT) + (i128::from(lots[b]) << LOT_SHIFT) + i128::from(draw)
            })
            .collect();
        let group_lists = Lists::new(group.iter().map(|g| g.iter().copied().collect()));
        let manager_lists = Lists::new(manager.iter().map(|m| vec![*m]));
        Ok(Self {
            size: (0..bids.len())
                .map(|b| i64::try_from(bid_clients.of(b).len()).unwrap_or(i64::MAX))
                .collect(),
            exposure: (0..bids.len())
                .map(|b| bid_clients.of(b).iter().map(|&c| exposures[c as usize]).sum())
                .collect(),
            client_bids: invert(&bid_clients, client_ids.len()),
            group_bids: invert(&group_lists, group_ids.len()),
            manager_bids: invert(&manager_lists, manager_ids.len()),
            book_digest: draw::book_digest(instance)?,
            seed: hex::encode(&seed),
            bid_ids,
            client_ids,
            manager_ids,
            group_ids,
            value,
            weight,
            hash,
            lots,
            manager,
            group,
            bid_clients,
            capacity,
            max_exposure,
        })
    }

    fn lots(instance: &Instance, clients: &HashMap<i64, u32>) -> Result<LotIndex, InstanceError> {
        let Some(lots) = &instance.lots else {
            count("clients as lots", instance.clients.len(), MAX_ITEMS - 1)?;
            return Ok(LotIndex::Clients);
        };
        count("lots", lots.len(), MAX_ITEMS - 1)?;
        index("lot", lots.iter().map(|l| l.id))?;
        let mut of = vec![None; clients.len()];
        let mut sizes = Vec::with_capacity(lots.len());
        for (i, lot) in lots.iter().enumerate() {
            let inside = members("lot", lot.id, &lot.clients, clients)?;
            sizes.push(inside.len());
            for c in inside {
                if of[c as usize].replace(i).is_some() {
                    let client = lot.clients.iter().copied().find(|x| clients[x] == c).unwrap_or_default();
                    return Err(InstanceError::ClientInTwoLots { client });
                }
            }
        }
        Ok(LotIndex::Lots { of, sizes })
    }

    pub(crate) fn bids(&self) -> usize {
        self.value.len()
    }

    /// Whether a bid breaks one of its manager's limits by itself.
    pub(crate) fn impossible(&self, b: usize) -> bool {
        let m = self.manager[b] as usize;
        self.capacity[m].is_some_and(|c| self.size[b] > c)
            || self.max_exposure[m].is_some_and(|e| self.exposure[b] > e)
    }

    /// Whether two bids of one manager break a limit together.
    pub(crate) fn limits_conflict(&self, a: usize, b: usize) -> bool {
        let m = self.manager[a] as usize;
        self.manager[b] as usize == m
            && (self.capacity[m].is_some_and(|c| self.size[a] + self.size[b] > c)
                || self.max_exposure[m].is_some_and(|e| self.exposure[a] + self.exposure[b] > e))
    }

    /// Two different bids that cannot both win: a shared client, a shared exclusive group, or one manager's limit.
    pub(crate) fn conflict(&self, a: usize, b: usize) -> bool {
        if self.group[a].is_some() && self.group[a] == self.group[b] || self.limits_conflict(a, b) {
            return true;
        }
        let (x, y) = (self.bid_clients.of(a), self.bid_clients.of(b));
        let (mut i, mut j) = (0, 0);
        while i < x.len() && j < y.len() {
            match x[i].cmp(&y[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => return true,
            }
        }
        false
    }

    /// Whether the set keeps every rule: clients once, groups once, limits.
    pub(crate) fn feasible(&self, set: &[u32]) -> bool {
        let mut client = vec![false; self.client_ids.len()];
        let mut group = vec![false; self.group_ids.len()];
        let mut size = vec![0i64; self.manager_ids.len()];
        let mut exposure = vec![0i64; self.manager_ids.len()];
        for &b in set {
            let b = b as usize;
            if self.bid_clients.of(b).iter().any(|&c| std::mem::replace(&mut client[c as usize], true)) {
                return false;
            }
            if self.group[b].is_some_and(|g| std::mem::replace(&mut group[g as usize], true)) {
                return false;
            }
            let m = self.manager[b] as usize;
            size[m] += self.size[b];
            exposure[m] += self.exposure[b];
        }
        (0..size.len()).all(|m| {
            self.capacity[m].is_none_or(|c| size[m] <= c)
                && self.max_exposure[m].is_none_or(|e| exposure[m] <= e)
        })
    }

    /// Sum of the weights of a set.
    pub(crate) fn weigh(&self, set: &[u32]) -> i128 {
        set.iter().map(|&b| self.weight[b as usize]).sum()
    }

    /// Whether `a` is the better of two feasible sets: by weight, then by the smaller list of sorted full hashes.
    pub(crate) fn better(&self, a: &[u32], b: &[u32]) -> bool {
        let (wa, wb) = (self.weigh(a), self.weigh(b));
        if wa != wb {
            return wa > wb;
        }
        let sorted = |set: &[u32]| {
            let mut h: Vec<[u8; 32]> = set.iter().map(|&x| self.hash[x as usize]).collect();
            h.sort_unstable();
            h
        };
        sorted(a) < sorted(b)
    }
}

enum LotIndex {
    Clients,
    Lots { of: Vec<Option<usize>>, sizes: Vec<usize> },
}

impl LotIndex {
    /// Lots that lie fully inside a list of clients.
    fn inside(&self, clients: &[u32]) -> i64 {
        match self {
            Self::Clients => i64::try_from(clients.len()).unwrap_or(i64::MAX),
            Self::Lots { of, sizes } => {
                let mut hit: Vec<usize> = clients.iter().filter_map(|&c| of[c as usize]).collect();
                hit.sort_unstable();
                let whole = hit.chunk_by(|a, b| a == b).filter(|same| same.len() == sizes[same[0]]).count();
                i64::try_from(whole).unwrap_or(i64::MAX)
            }
        }
    }
}
