//! Bulletins: «вул. Келецька, 122, 124–128; пров. Дачний» becomes the buildings that are meant,
//! and a list of all that is not certain. Nothing is guessed in silence.
//!
//! `pieces` and `houses` take the text apart, `named` and `resolve` put the registry to it; all
//! four are pure. Announcements of works and outages are read by the same.

mod houses;
mod limited;
mod meant;
mod named;
mod pieces;
mod read;
mod resolve;
mod store;
mod take;
mod unread;
mod whole;

pub use houses::Doubt;
pub use meant::{Bulletin, MeantPlace, MeantStreet, Uncertain};
pub use read::read_bulletin;
