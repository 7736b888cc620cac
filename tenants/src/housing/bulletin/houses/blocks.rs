//! Blocks of a house, and the bare numbers behind them.
//!
//! Pure.

use super::super::super::house_number::{HouseNumber, Part};
use super::{Doubt, Houses, MayBe};

/// «14 корп. 1, 2»: is 2 a house, or block 2 of 14? `block` is the house of the last block, as
/// long as bare numbers follow it.
pub(in super::super) fn settle_blocks(
    houses: Vec<Houses>,
    block: &mut Option<HouseNumber>,
) -> Vec<Houses> {
    houses
        .into_iter()
        .map(|houses| match (houses, *block) {
            (Houses::One(house), _) if house.block.is_some() => {
                *block = Some(house);
                Houses::One(house)
            }
            (Houses::One(house), Some(last)) if house.fraction.is_none() => Houses::Doubtful {
                doubt: Doubt::Ambiguous,
                may_be: MayBe::Houses(vec![house, with_block(last, house)]),
            },
            (Houses::Range { from, to, .. }, Some(_)) => Houses::Doubtful {
                doubt: Doubt::Ambiguous,
                may_be: MayBe::Between { from, to },
            },
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
