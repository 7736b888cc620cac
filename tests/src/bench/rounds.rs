//! Two sides in turns; their ratio is the median of the rounds' ratios.

use super::Failure;
use super::plan::Plan;

#[derive(Debug, Default)]
pub(crate) struct Rounds {
    ours: Vec<f64>,
    bare: Vec<f64>,
    /// Seconds of the processor for one, of each side.
    our_costs: Vec<f64>,
    bare_costs: Vec<f64>,
}

impl Rounds {
    /// `spent` tells how much of the processor was taken so far. Which side goes first
    /// changes from round to round.
    pub(crate) fn run(
        plan: &Plan,
        spent: impl Fn() -> Result<f64, Failure>,
        mut ours: impl FnMut() -> Result<f64, Failure>,
        mut bare: impl FnMut() -> Result<f64, Failure>,
    ) -> Result<Self, Failure> {
        let mut all = Self::default();
        for round in 0..plan.rounds {
            for is_ours in [round % 2 == 0, round % 2 != 0] {
                let before = spent()?;
                let rate = if is_ours { ours()? } else { bare()? };
                let cost = (spent()? - before) / (rate * plan.round.as_secs_f64());
                let (rates, costs) = if is_ours {
                    (&mut all.ours, &mut all.our_costs)
                } else {
                    (&mut all.bare, &mut all.bare_costs)
                };
                rates.push(rate);
                costs.push(cost);
            }
        }
        Ok(all)
    }

    /// Milliseconds of the processor for one: ours, and of the bare database.
    pub(crate) fn costs(&self) -> (f64, f64) {
        let of = |costs: &Vec<f64>| 1000.0 * median(costs.clone());
        (of(&self.our_costs), of(&self.bare_costs))
    }

    pub(crate) fn ours(&self) -> f64 {
        median(self.ours.clone())
    }

    pub(crate) fn bare(&self) -> f64 {
        median(self.bare.clone())
    }

    pub(crate) fn ratio(&self) -> f64 {
        median(self.ratios())
    }

    /// The smallest and the largest ratio of a round.
    pub(crate) fn range(&self) -> (f64, f64) {
        let ratios = self.ratios();
        (
            ratios.iter().copied().fold(f64::INFINITY, f64::min),
            ratios.iter().copied().fold(0.0, f64::max),
        )
    }

    fn ratios(&self) -> Vec<f64> {
        self.ours
            .iter()
            .zip(&self.bare)
            .map(|(ours, bare)| ours / bare)
            .collect()
    }
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
