//! The housing registry over HTTP: looked up, and edited by hand.

pub mod building;
pub mod buildings_on;
pub mod edit_alias;
pub mod edit_building;
pub mod edit_entrance;
pub mod edit_place;
pub mod edit_settlement;
pub mod edit_street;
mod error;
pub mod find_address;
mod out;
pub mod places;
mod position;
pub mod read_bulletin;
pub mod settlements;
pub mod streets;

pub use building::BuildingOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(find_address::find_address)
        .service(building::building)
        .service(read_bulletin::read_bulletin)
        .service(settlements::settlements)
        .service(streets::streets)
        .service(buildings_on::buildings_on)
        .service(places::places)
        .service(places::place)
        .service(edit_settlement::settlement)
        .service(edit_settlement::create_settlement)
        .service(edit_settlement::change_settlement)
        .service(edit_street::street)
        .service(edit_street::create_street)
        .service(edit_street::change_street)
        .service(edit_alias::create_alias)
        .service(edit_alias::change_alias)
        .service(edit_building::create_building)
        .service(edit_building::change_building)
        .service(edit_entrance::create_entrance)
        .service(edit_entrance::change_entrance)
        .service(edit_place::create_place)
        .service(edit_place::change_place);
}
