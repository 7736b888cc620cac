//! Places of the demo that are no building: in the largest settlement of each community, a
//! crossroads of two of its streets, a microdistrict, a park and a bridge.

use tenants::db::CommunityTx;
use tenants::housing::{
    self, Error, NamedPlaceKind, NewPlace, Settlement, Street, StreetsSought, create_place,
};

use super::places::Category;

const NAMED: [(NamedPlaceKind, &str); 3] = [
    (NamedPlaceKind::Microdistrict, "Сонячний"),
    (NamedPlaceKind::Park, "імені Лесі Українки"),
    (NamedPlaceKind::Bridge, "через річку біля греблі"),
];

pub(super) fn create(tx: &mut CommunityTx<'_>) -> Result<(), Error> {
    let settlements = housing::settlements(tx)?;
    let is_city = |settlement: &&Settlement| settlement.category == Category::City.code();
    let Some(city) = settlements.iter().find(is_city) else {
        return Ok(());
    };
    let here = |kind, name| {
        Some(NewPlace {
            settlement: city.id,
            kind,
            name,
            position: None,
            street: None,
            crossing_street: None,
        })
    };
    for (kind, name) in NAMED {
        if let Some(place) = name.parse().ok().and_then(|name| here(kind, name)) {
            create_place(tx, &place)?;
        }
    }
    let sought = StreetsSought {
        settlement: Some(city.id),
        typed: None,
    };
    if let [one, other] = housing::streets(tx, &sought, None, 2)?.as_slice() {
        let printed = |street: &Street| format!("{} {}", street.kind.short(), street.name);
        let name = format!("{} та {}", printed(one), printed(other))
            .parse()
            .ok();
        if let Some(place) = name.and_then(|name| here(NamedPlaceKind::Crossroads, name)) {
            let crossroads = NewPlace {
                street: Some(one.id),
                crossing_street: Some(other.id),
                ..place
            };
            create_place(tx, &crossroads)?;
        }
    }
    Ok(())
}
