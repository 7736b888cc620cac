//! The coordinator's counts of all communities.

use super::base::Base;
use super::drive::drive;
use super::places::region;
use super::plan::Plan;
use super::program::Program;
use super::report::{Report, count};
use super::rounds::median;
use super::{Failure, processor};

const GROWTH: f64 = 1.1;
const CLIENTS: usize = 4;

pub(crate) fn measure(
    plan: &Plan,
    base: &Base,
    program: &Program,
    size: u64,
    report: &mut Report,
) -> Result<(), Failure> {
    let path = format!("/api/v1/regions/{}/counts", region());
    let (mut rates, mut costs) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds.min(3) {
        let before = processor::spent(base, program)?;
        let rate = drive(CLIENTS, plan.round, |_| {
            let (mut client, path) = (program.coordinator()?, path.clone());
            Ok(move || {
                client.get(&path)?.expect_status(200)?;
                Ok(())
            })
        })?;
        let spent = processor::spent(base, program)? - before;
        costs.push(spent / (rate.per_second * plan.round.as_secs_f64()));
        rates.push(rate.per_second);
    }
    let rate = median(rates);
    report.growth(
        "counts of the region",
        size,
        (1.0 / rate, median(costs)),
        GROWTH,
    );
    report.fact(
        &format!("counts of the region at {}", count(size)),
        format!("{rate:.0}/s"),
    );
    Ok(())
}
