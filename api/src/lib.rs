pub mod cluster;
pub mod demo;
