//! The SQL of appeals. The hot statements have plans that the server keeps.

mod insert;
mod miss;
mod read;
mod situation;
mod step;

pub(super) use insert::insert;
pub(super) use miss::{miss_acknowledge, miss_arrive, miss_resolve};
pub(super) use read::{
    add_caller, find, has_building, of_caller, open_at, queue, received_by, search, serves, touch,
};
pub(super) use situation::{situation, situation_and_number, situation_of_service};
pub(super) use step::{Before, advance, advance_by_utility};
