//! How far a receiver is: the `id` of every event, and what comes back as `Last-Event-ID`.
//!
//! A position in each ledger of the receiver's reach, because there is no order between
//! ledgers that every program would see alike. Written as six bytes of the ledger's identifier
//! and its position (LEB128), all in base64; ledgers that are still empty are left out. Of 63
//! communities that is some 760 characters, of one community about twelve.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tenants::ids::LedgerId;
use tenants::live::Positions;

/// The end of a UUIDv7 is chance: two of a hundred ledgers share six bytes of it once in
/// 56 billion regions.
type Tag = [u8; 6];

fn tag(ledger: LedgerId) -> Tag {
    let [.., a, b, c, d, e, f] = *ledger.uuid().as_bytes();
    [a, b, c, d, e, f]
}

pub(super) fn write(at: &Positions, ledgers: impl Iterator<Item = LedgerId>) -> String {
    let mut bytes = Vec::new();
    for ledger in ledgers {
        if let Some(position) = at.get(&ledger).filter(|position| **position > 0) {
            bytes.extend(tag(ledger));
            push(&mut bytes, position.unsigned_abs());
        }
    }
    // An id that is empty would be as good as none.
    if bytes.is_empty() {
        bytes.push(0);
    }
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Nothing when it was not written here. Ledgers that it does not name stand at their beginning,
/// those of another stream are passed by.
pub(super) fn read(text: &str, ledgers: impl Iterator<Item = LedgerId>) -> Option<Positions> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let mut known: BTreeMap<Tag, i64> = BTreeMap::new();
    let mut rest: &[u8] = if bytes == [0] { &[] } else { &bytes };
    while !rest.is_empty() {
        let (tag, behind) = rest.split_first_chunk()?;
        let (position, behind) = take(behind)?;
        known.insert(*tag, position);
        rest = behind;
    }
    Some(
        ledgers
            .filter_map(|ledger| Some((ledger, *known.get(&tag(ledger))?)))
            .collect(),
    )
}

fn push(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or(0);
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

fn take(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let mut number: u64 = 0;
    for (nth, byte) in bytes.iter().enumerate().take(9) {
        number |= u64::from(byte & 0x7f) << (7 * nth);
        if byte & 0x80 == 0 {
            return Some((i64::try_from(number).ok()?, bytes.get(nth + 1..)?));
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn ledger(n: u128) -> LedgerId {
        LedgerId::from_uuid(Uuid::from_u128(n))
    }

    #[test]
    fn it_comes_back_as_it_went() {
        let ledgers: Vec<LedgerId> = (1..70).map(ledger).collect();
        let at: Positions = ledgers
            .iter()
            .zip([1, 127, 128, 16_384, i64::MAX].into_iter().cycle())
            .map(|(ledger, position)| (*ledger, position))
            .collect();
        let text = write(&at, ledgers.iter().copied());
        assert_eq!(read(&text, ledgers.iter().copied()), Some(at));
    }

    #[test]
    fn ledgers_of_another_stream_are_passed_by_and_new_ones_begin() {
        let at = Positions::from([(ledger(1), 5), (ledger(2), 6), (ledger(3), 0)]);
        let text = write(&at, at.keys().copied());
        let seen = read(&text, [ledger(2), ledger(4)].into_iter());
        assert_eq!(seen, Some(Positions::from([(ledger(2), 6)])));
    }

    #[test]
    fn nothing_yet_is_an_id_as_well() {
        let text = write(&Positions::new(), std::iter::empty());
        assert!(!text.is_empty());
        assert_eq!(read(&text, [ledger(1)].into_iter()), Some(Positions::new()));
    }

    #[test]
    fn what_was_not_written_here_is_refused() {
        for bad in ["", "7", "ї", "AAAA", "AAAAAAAA_____________w", "not an id!"] {
            let is_empty = bad.is_empty();
            assert_eq!(
                read(bad, [ledger(1)].into_iter()).is_some(),
                is_empty,
                "{bad}"
            );
        }
    }
}
