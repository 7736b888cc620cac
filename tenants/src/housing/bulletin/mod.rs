//! Bulletins: «вул. Келецька, 122, 124–128; пров. Дачний» becomes the buildings that are meant,
//! and a list of all that is not certain. Nothing is guessed in silence.
//!
//! `pieces` and `houses` take the text apart, `matches` and `understand` ask the registry for its
//! streets, `named`, `resolve` and `take` put the two together; but for the asking all is pure. Announcements of works and outages are read by the same.

mod houses;
mod limited;
mod matches;
mod meant;
mod named;
mod pieces;
mod read;
mod resolve;
mod store;
mod take;
mod understand;
mod unread;
mod whole;

pub use houses::Doubt;
pub use meant::{Bulletin, MeantPlace, MeantStreet, Uncertain};
pub use read::read_bulletin;
