//! Exact improvement of prices, one row at a time: the price of a row moves to the minimum of the bound along it.

use crate::problem::Problem;
use crate::rows::Rows;

/// Sweeps over the rows until the bound no longer falls or `sweeps` are done. `reduced` are the reduced weights
/// under `prices`; both are kept in step. Returns the bound.
pub(crate) fn descend(
    p: &Problem,
    rows: &Rows,
    fixed: &[i8],
    prices: &mut Vec<i128>,
    target: i128,
    sweeps: usize,
    work: &mut u64,
) -> i128 {
    prices.resize(rows.len(), 0);
    let mut reduced = Vec::new();
    rows.reduce(p, prices, &mut reduced);
    let mut bound = rows.bound(p, prices, fixed);
    *work += 3 * rows.entries_total();
    let mut keys: Vec<(i128, i64)> = Vec::new();
    for _ in 0..sweeps {
        let before = bound;
        #[allow(clippy::needless_range_loop)] // the index names the row in several tables
        for r in 0..rows.len() {
            let entries = &rows.entries[r];
            let old = prices[r];
            *work += 2 * entries.len() as u64;
            let mut room = rows.limit[r];
            keys.clear();
            for &(b, a) in entries {
                match fixed[b as usize] {
                    1 => room -= a,
                    0 => {
                        let full = reduced[b as usize] + old * i128::from(a);
                        if full > 0 {
                            keys.push((full, a));
                        }
                    }
                    _ => {}
                }
            }
            let new = best_price(&mut keys, room, old);
            if new != old {
                for &(b, a) in entries {
                    reduced[b as usize] += (old - new) * i128::from(a);
                }
                prices[r] = new;
            }
        }
        bound = rows.bound(p, prices, fixed);
        *work += rows.entries_total();
        if bound <= target || bound >= before {
            break;
        }
    }
    bound
}

/// Minimises `room × price + Σ max(0, full − coefficient × price)` over prices ≥ 0; a price strictly inside the
/// range of minima stays.
fn best_price(keys: &mut [(i128, i64)], room: i64, old: i128) -> i128 {
    let total: i128 = keys.iter().map(|k| i128::from(k.1)).sum();
    if room < 0 {
        return old;
    }
    if total <= i128::from(room) {
        return 0;
    }
    // the greatest full / coefficient first, compared without division
    keys.sort_unstable_by(|x, y| ratio_cmp(*y, *x));
    let mut used = 0i128;
    for (k, &(full, a)) in keys.iter().enumerate() {
        used += i128::from(a);
        if used > i128::from(room) {
            let ceil = (full + i128::from(a) - 1).div_euclid(i128::from(a));
            if used - i128::from(a) == i128::from(room) {
                // flat from this breakpoint up to the one before it: stay inside, so that no bid is left at 0
                let high = match k.checked_sub(1) {
                    Some(k) => keys[k].0.div_euclid(i128::from(keys[k].1)),
                    None => old.max(ceil + 2),
                };
                if high > ceil {
                    return if ceil < old && old < high { old } else { ceil + (high - ceil) / 2 };
                }
            }
            return ceil.max(0);
        }
    }
    0
}

fn ratio_cmp(x: (i128, i64), y: (i128, i64)) -> std::cmp::Ordering {
    if x.1 == y.1 {
        return x.0.cmp(&y.0);
    }
    // full < 2^117 and coefficients < 2^50 can exceed 127 bits together: compare whole parts first
    let (qx, qy) = (x.0.div_euclid(i128::from(x.1)), y.0.div_euclid(i128::from(y.1)));
    qx.cmp(&qy).then_with(|| {
        let (rx, ry) = (x.0.rem_euclid(i128::from(x.1)), y.0.rem_euclid(i128::from(y.1)));
        (rx * i128::from(y.1)).cmp(&(ry * i128::from(x.1)))
    })
}
