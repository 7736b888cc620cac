//! The domain of Varta: what a community, its utilities and its region own and may do.
//!
//! Knows PostgreSQL through Diesel; knows no HTTP, no JWT, no SMTP. Dependencies point one
//! way: `ids, clock → access → db → ledger → a noun's store → its verbs`. A noun never uses
//! another noun's store; it calls its verbs.

pub mod access;
pub mod accounts;
pub mod appeals;
pub mod assignments;
pub mod calls;
pub mod catalogue;
pub mod clock;
pub mod communities;
pub mod dashboards;
pub mod db;
pub mod handovers;
pub mod housing;
pub mod ids;
pub mod imports;
pub mod ledger;
pub mod live;
pub mod outbox;
pub mod regions;
pub mod responsibility;
pub mod ring;
pub mod text;
pub mod utilities;
