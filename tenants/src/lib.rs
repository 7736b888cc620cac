

pub mod housing;
