//! The program `varta`: HTTP, screens, background work and the command line over `tenants`.

pub mod demo;
