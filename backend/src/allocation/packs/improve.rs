//! Greedy starts, and making them better by moves and swaps.

use std::collections::BTreeMap;

use super::measure::Weight;
use super::units::Unit;

/// The most moves and swaps that are looked at: keeps a large proposal within the time somebody waits for it.
const MOST_TRIALS: u64 = 20_000_000;

/// Which unit lies in which pack.
#[derive(Debug, Clone)]
pub(super) struct Packing {
    /// Pack of each unit.
    place: Vec<usize>,
    packs: Vec<Load>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Load {
    worth: i64,
    clients: usize,
    units: usize,
    weight: Weight,
}

impl Load {
    fn with(self, unit: &Unit) -> Load {
        Load {
            worth: self.worth + unit.worth,
            clients: self.clients + unit.count(),
            units: self.units + 1,
            weight: self.weight.plus(unit.weight),
        }
    }

    fn without(self, unit: &Unit) -> Load {
        Load {
            worth: self.worth - unit.worth,
            clients: self.clients - unit.count(),
            units: self.units - 1,
            weight: self.weight.minus(unit.weight),
        }
    }

    fn deviation(self) -> i128 {
        self.weight.deviation()
    }
}

impl Packing {
    /// Plain LPT: units, largest worth first, to the pack of least worth; among equals to the one with fewest
    /// clients, then the first.
    pub(super) fn by_worth(units: &[Unit], packs: usize) -> Packing {
        let order: Vec<usize> = (0..units.len()).collect();
        Packing::greedy(units, &order, packs, |load| (load.worth, load.clients))
    }

    /// LPT by worth and number together.
    pub(super) fn by_worth_and_number(units: &[Unit], packs: usize) -> Packing {
        let mut order: Vec<usize> = (0..units.len()).collect();
        order.sort_by_key(|&unit| std::cmp::Reverse(units[unit].weight.load()));
        Packing::greedy(units, &order, packs, |load| (load.weight.load(), load.clients))
    }

    /// Deals each group in rounds: in a full round every pack gets one unit, in a group's last round those packs
    /// that have the fewest clients so far; within a round the larger units go to the packs of less worth.
    pub(super) fn dealt(units: &[Unit], packs: usize) -> Packing {
        let mut groups: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
        for (index, unit) in units.iter().enumerate() {
            groups.entry(unit.group.as_deref()).or_default().push(index);
        }
        let mut packing = Packing { place: vec![0; units.len()], packs: vec![Load::default(); packs] };
        for members in groups.values() {
            for round in members.chunks(packs) {
                let mut order: Vec<usize> = (0..packs).collect();
                order.sort_by_key(|&pack| (packing.packs[pack].clients, packing.packs[pack].worth, pack));
                for (&unit, &pack) in round.iter().zip(&order) {
                    packing.put(units, unit, pack);
                }
            }
        }
        packing
    }

    fn greedy<K: Ord>(
        units: &[Unit],
        order: &[usize],
        packs: usize,
        emptiness: impl Fn(&Load) -> K,
    ) -> Packing {
        let mut packing = Packing { place: vec![0; units.len()], packs: vec![Load::default(); packs] };
        for &unit in order {
            let pack = (0..packs)
                .min_by_key(|&pack| (emptiness(&packing.packs[pack]), pack))
                .expect("at least one pack was asked for");
            packing.put(units, unit, pack);
        }
        packing
    }

    fn put(&mut self, units: &[Unit], unit: usize, pack: usize) {
        self.place[unit] = pack;
        self.packs[pack] = self.packs[pack].with(&units[unit]);
    }

    /// The units of each pack.
    pub(super) fn contents(&self) -> Vec<Vec<usize>> {
        let mut contents = vec![Vec::new(); self.packs.len()];
        for (unit, &pack) in self.place.iter().enumerate() {
            contents[pack].push(unit);
        }
        contents
    }
}

/// Moves single units and swaps pairs as long as that lowers the imbalance; no pack becomes empty.
///
/// Without `may_move` only units of one group are swapped, so that each pack keeps its number of each group.
pub(super) fn improve(mut packing: Packing, units: &[Unit], may_move: bool) -> Packing {
    let mut trials = 0;
    loop {
        let mut better = false;
        for unit in 0..units.len() {
            if may_move {
                better |= move_out(&mut packing, units, unit, &mut trials);
            }
            better |= swap_out(&mut packing, units, unit, may_move, &mut trials);
            if trials >= MOST_TRIALS {
                return packing;
            }
        }
        if !better {
            return packing;
        }
    }
}

/// Moves a unit to where that helps most.
fn move_out(packing: &mut Packing, units: &[Unit], unit: usize, trials: &mut u64) -> bool {
    let here = packing.place[unit];
    if packing.packs[here].units == 1 {
        return false;
    }
    let left = packing.packs[here].without(&units[unit]);
    let gain_here = packing.packs[here].deviation() - left.deviation();
    let mut best: Option<(i128, usize)> = None;
    for there in (0..packing.packs.len()).filter(|&there| there != here) {
        *trials += 1;
        let load = packing.packs[there];
        let gain = gain_here + load.deviation() - load.with(&units[unit]).deviation();
        if gain > best.map_or(0, |(most, _)| most) {
            best = Some((gain, there));
        }
    }
    let Some((_, there)) = best else { return false };
    packing.packs[here] = left;
    packing.put(units, unit, there);
    true
}

/// Swaps a unit with the later one with which that helps most.
fn swap_out(packing: &mut Packing, units: &[Unit], unit: usize, any_group: bool, trials: &mut u64) -> bool {
    let here = packing.place[unit];
    let load = packing.packs[here];
    let before = load.deviation();
    let left = load.without(&units[unit]);
    let mut best: Option<(i128, usize)> = None;
    for other in unit + 1..units.len() {
        let there = packing.place[other];
        if there == here || !(any_group || units[unit].group == units[other].group) {
            continue;
        }
        *trials += 1;
        let theirs = packing.packs[there];
        let after_here = left.with(&units[other]).deviation();
        let after_there = theirs.without(&units[other]).with(&units[unit]).deviation();
        let gain = before + theirs.deviation() - after_here - after_there;
        if gain > best.map_or(0, |(most, _)| most) {
            best = Some((gain, other));
        }
    }
    let Some((_, other)) = best else { return false };
    let there = packing.place[other];
    packing.packs[there] = packing.packs[there].without(&units[other]);
    packing.packs[here] = left;
    packing.put(units, unit, there);
    packing.put(units, other, here);
    true
}
