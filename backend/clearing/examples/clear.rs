//! Clears a round from a file and writes the award: `clear INPUT OUTPUT [--threads N] [--work N] [--time-limit S]`.

use std::ops::ControlFlow;
use std::time::Instant;

use kejing_clearing::{Award, Halt, Instance, Options, solve, verify};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let option = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
    let (Some(input), Some(output)) = (args.get(1), args.get(2)) else {
        return Err("clear INPUT OUTPUT [--threads N] [--work N] [--time-limit S]".into());
    };
    let options = Options {
        work_limit: option("--work").map(|v| v.parse()).transpose()?,
        threads: option("--threads").map_or(Ok(1), |v| v.parse())?,
    };
    let limit: u64 = option("--time-limit").map_or(Ok(u64::MAX), |v| v.parse())?;
    let instance = Instance::from_json(&std::fs::read(input)?)?;
    let start = Instant::now();
    let (mut last, mut longest) = (start, 0);
    let mut shown = 0;
    let award = solve(&instance, &options, &mut |p| {
        longest = longest.max(last.elapsed().as_millis());
        last = Instant::now();
        if start.elapsed().as_millis() / 1000 >= shown {
            shown += 1;
            eprintln!(
                "{:>8.2?} value {} bound {} gap {} work {}",
                start.elapsed(),
                p.value,
                p.bound,
                p.gap,
                p.work
            );
        }
        if start.elapsed().as_secs() >= limit {
            ControlFlow::Break(Halt::Time)
        } else {
            ControlFlow::Continue(())
        }
    })?;
    let solved = start.elapsed();
    let json = award.to_json();
    std::fs::write(output, &json)?;
    let checking = Instant::now();
    let verified = verify(&instance, &Award::from_json(&json)?)?;
    println!("verified {verified:?} in {:.2?}", checking.elapsed());
    println!(
        "{input} {:?} value {} bound {} gap {} ties {:?} lots {} {:?} work {} {:.2?} longest epoch {longest} ms file {} kB",
        award.status,
        award.value,
        award.bound,
        award.gap_pct,
        award.tie_status,
        award.lots_awarded,
        award.certificate,
        award.work,
        solved,
        json.len() / 1024,
    );
    Ok(())
}
