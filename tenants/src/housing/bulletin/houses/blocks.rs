//! Blocks of a house, and the bare numbers behind them.
//!
//! Pure.

use super::super::super::house_number::{HouseNumber, Part};
use super::{Doubt, Houses, MayBe};

/// The house whose block was named last, and the number that would go on with its blocks.
#[derive(Clone, Copy)]
pub(in super::super) struct Block {
    of: HouseNumber,
    /// None: whichever stands right behind it.
    next: Option<u32>,
}

impl Block {
    fn may_be(&self, number: u32) -> bool {
        self.next.is_none_or(|next| next == number)
    }

    const fn behind(self, number: u32) -> Option<Self> {
        Some(Self {
            next: Some(number.saturating_add(1)),
            ..self
        })
    }
}

/// «14 корп. 1, 2»: is 2 a house, or block 2 of 14? So is 3 behind it, but not 16.
pub(in super::super) fn settle_blocks(
    houses: Vec<Houses>,
    block: &mut Option<Block>,
) -> Vec<Houses> {
    houses
        .into_iter()
        .map(|houses| match (houses, *block) {
            (Houses::One(house), _) if house.block.is_some() => {
                *block = Some(Block {
                    of: house,
                    next: None,
                });
                Houses::One(house)
            }
            (Houses::One(house), Some(last))
                if house.fraction.is_none() && last.may_be(house.number) =>
            {
                *block = last.behind(house.number);
                Houses::Doubtful {
                    doubt: Doubt::Ambiguous,
                    may_be: MayBe::Houses(vec![house, with_block(last.of, house)]),
                }
            }
            (Houses::Range { from, to, .. }, Some(last))
                if last.may_be(from) || last.may_be(from.saturating_add(1)) =>
            {
                *block = last.behind(to);
                Houses::Doubtful {
                    doubt: Doubt::Ambiguous,
                    may_be: MayBe::Between { from, to },
                }
            }
            (other @ Houses::Doubtful { .. }, _) => other,
            (other, _) => {
                *block = None;
                other
            }
        })
        .collect()
}

fn with_block(of: HouseNumber, block: HouseNumber) -> HouseNumber {
    HouseNumber {
        block: Some(Part {
            number: Some(block.number),
            letter: block.letter,
        }),
        ..of
    }
}
