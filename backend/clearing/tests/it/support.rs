//! Random rounds, and an exhaustive search written from the rules alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use kejing_clearing::{Award, Bid, Client, Instance, Lot, Manager, Options, Seed, solve};
use sha2::{Digest, Sha256};

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in `0..n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i as u64 + 1) as usize);
        }
    }
}

/// A small round; which features it has, and how many ties, differs from seed to seed.
pub fn round(seed: u64, most_bids: u64) -> Instance {
    let mut r = Random(seed);
    let clients = 1 + r.below(7);
    let managers = 1 + r.below(3);
    let spread = [2, 5, 30, 1_000_000][r.below(4) as usize];
    let (capacities, exposures) = (r.chance(60), r.chance(50));
    let step = 1 + r.below(3) as i64;
    let clients: Vec<Client> =
        (0..clients as i64).map(|i| Client { id: 10 + i * step, exposure: r.below(20) as i64 }).collect();
    let managers: Vec<Manager> = (0..managers as i64)
        .map(|i| Manager {
            id: 3 + 2 * i,
            capacity: (capacities && r.chance(80)).then(|| r.below(5) as i64),
            max_exposure: (exposures && r.chance(80)).then(|| 5 + r.below(40) as i64),
        })
        .collect();
    let per_client = r.chance(50);
    let mut bids = Vec::new();
    for i in 0..r.below(most_bids + 1) as i64 {
        let manager = r.below(managers.len() as u64) as usize;
        let mut names: Vec<i64> = clients.iter().map(|c| c.id).collect();
        r.shuffle(&mut names);
        names.truncate(1 + r.below(3.min(names.len() as u64)) as usize);
        let value = 1 + r.below(spread) as i64 * if per_client { names.len() as i64 } else { 1 };
        let xor = r.chance(30).then(|| manager as i64 * 2 + r.below(2) as i64);
        let key = r.chance(20).then(|| format!("bid-{i}-{}", r.below(1000)));
        bids.push(Bid { id: 7 * i + 1, manager: managers[manager].id, clients: names, value, xor, key });
    }
    let lots = r.chance(40).then(|| {
        let mut names: Vec<i64> = clients.iter().map(|c| c.id).collect();
        r.shuffle(&mut names);
        names
            .chunks(1 + r.below(3) as usize)
            .enumerate()
            .map(|(i, c)| Lot { id: i as i64, clients: c.to_vec() })
            .collect()
    });
    let seed = match r.below(3) {
        0 => None,
        1 => Some(Seed::Number(5)),
        _ => Some(Seed::Hex(hex::encode(r.next().to_be_bytes()))),
    };
    Instance { clients, managers, bids, lots, seed, book_digest: None }
}

type Rank = (i64, i64, u64, Reverse<Vec<[u8; 32]>>);

/// The best set of winners by trying all of them.
pub fn exhaustive(instance: &Instance) -> (Rank, Vec<i64>) {
    let seed = match &instance.seed {
        Some(Seed::Hex(text)) => hex::decode(text).unwrap(),
        _ => Vec::new(),
    };
    let hash = |b: &Bid| -> [u8; 32] {
        let key = b.key.clone().unwrap_or_else(|| b.id.to_string());
        Sha256::digest([seed.as_slice(), key.as_bytes()].concat()).into()
    };
    let hashes: Vec<[u8; 32]> = instance.bids.iter().map(hash).collect();
    let exposure: BTreeMap<i64, i64> = instance.clients.iter().map(|c| (c.id, c.exposure)).collect();
    let lots = |b: &Bid| match &instance.lots {
        None => b.clients.len() as i64,
        Some(lots) => lots.iter().filter(|l| l.clients.iter().all(|c| b.clients.contains(c))).count() as i64,
    };
    let mut best: Option<(Rank, Vec<i64>)> = None;
    'sets: for set in 0u32..1 << instance.bids.len() {
        let chosen: Vec<usize> = (0..instance.bids.len()).filter(|i| set >> i & 1 == 1).collect();
        let (mut seen, mut groups) = (BTreeSet::new(), BTreeSet::new());
        let mut used: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        for &i in &chosen {
            let b = &instance.bids[i];
            if b.clients.iter().any(|c| !seen.insert(*c)) || b.xor.is_some_and(|x| !groups.insert(x)) {
                continue 'sets;
            }
            let u = used.entry(b.manager).or_default();
            u.0 += b.clients.len() as i64;
            u.1 += b.clients.iter().map(|c| exposure[c]).sum::<i64>();
        }
        for m in &instance.managers {
            let u = used.get(&m.id).copied().unwrap_or_default();
            if m.capacity.is_some_and(|c| u.0 > c) || m.max_exposure.is_some_and(|e| u.1 > e) {
                continue 'sets;
            }
        }
        let mut sorted: Vec<[u8; 32]> = chosen.iter().map(|&i| hashes[i]).collect();
        sorted.sort_unstable();
        let draw = |h: &[u8; 32]| u64::from(u32::from_be_bytes([h[0], h[1], h[2], h[3]]));
        let rank = (
            chosen.iter().map(|&i| instance.bids[i].value).sum(),
            chosen.iter().map(|&i| lots(&instance.bids[i])).sum(),
            chosen.iter().map(|&i| draw(&hashes[i])).sum(),
            Reverse(sorted),
        );
        if best.as_ref().is_none_or(|(r, _)| rank > *r) {
            let mut ids: Vec<i64> = chosen.iter().map(|&i| instance.bids[i].id).collect();
            ids.sort_unstable();
            best = Some((rank, ids));
        }
    }
    best.unwrap()
}

pub fn clear(instance: &Instance) -> Award {
    solve(instance, &Options::default(), &mut |_| ControlFlow::Continue(())).unwrap()
}

/// A round like the public generator's bank family, larger than exhaustive search can handle.
pub fn bank(seed: u64, clients: u64, managers: u64, bids: u64, exposure: bool) -> Instance {
    let mut r = Random(seed);
    let base: Vec<i64> = (0..clients).map(|_| 1000 + (r.below(1000) * r.below(1000)) as i64).collect();
    let list: Vec<Client> =
        base.iter().enumerate().map(|(i, v)| Client { id: i as i64, exposure: 1 + v / 500 }).collect();
    let mean = list.iter().map(|c| c.exposure).sum::<i64>() / clients as i64;
    let capacity = 1 + (clients / managers) as i64;
    let managers: Vec<Manager> = (0..managers as i64)
        .map(|id| Manager {
            id,
            capacity: Some(capacity + r.below(3) as i64),
            max_exposure: exposure.then(|| mean * capacity + r.below(200) as i64),
        })
        .collect();
    let bids = (0..bids as i64)
        .map(|id| {
            let manager = r.below(managers.len() as u64) as i64;
            let first = r.below(clients);
            let mut names: Vec<i64> =
                (0..1 + r.below(4)).map(|k| ((first + k * (1 + r.below(3))) % clients) as i64).collect();
            names.sort_unstable();
            names.dedup();
            let worth: i64 = names.iter().map(|&c| base[c as usize]).sum();
            let value = worth * (80 + r.below(40) as i64 + 2 * names.len() as i64) / 100;
            let xor = r.chance(25).then(|| manager * 1000 + r.below(10) as i64);
            Bid { id, manager, clients: names, value, xor, key: None }
        })
        .collect();
    Instance {
        clients: list,
        managers,
        bids,
        lots: None,
        seed: Some(Seed::Hex("00ff".into())),
        book_digest: None,
    }
}
