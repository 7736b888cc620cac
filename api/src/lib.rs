//! The program `varta`: HTTP, screens, background work, command line.
//! No SQL and no Diesel here: the domain is `tenants`.

pub mod cluster;
