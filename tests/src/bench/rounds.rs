//! Two sides in turns; their ratio is the median of the rounds' ratios.

use super::Failure;

#[derive(Debug, Default)]
pub(crate) struct Rounds {
    ours: Vec<f64>,
    bare: Vec<f64>,
}

impl Rounds {
    /// Which side goes first changes from round to round.
    pub(crate) fn run(
        rounds: usize,
        mut ours: impl FnMut() -> Result<f64, Failure>,
        mut bare: impl FnMut() -> Result<f64, Failure>,
    ) -> Result<Self, Failure> {
        let mut all = Self::default();
        for round in 0..rounds {
            if round % 2 == 0 {
                all.ours.push(ours()?);
                all.bare.push(bare()?);
            } else {
                all.bare.push(bare()?);
                all.ours.push(ours()?);
            }
        }
        Ok(all)
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
