//! What was generated, as the import takes it.

use tenants::housing::house_number::HouseNumber;
use tenants::housing::record::{
    BuildingRecord, EntranceRecord, Registry, SettlementRecord, StreetRecord,
};
use tenants::housing::street::StreetKind;

use super::error::DemoError;
use super::registry::GeneratedRegistry;

/// The same registry in the import's words. An entrance has no name of its own in the
/// generator; its building and number make one.
pub fn records(generated: &GeneratedRegistry) -> Result<Registry, DemoError> {
    let settlements = generated
        .settlements
        .iter()
        .map(|settlement| SettlementRecord {
            katottg: settlement.katottg.clone(),
            name: settlement.name.clone(),
            category: settlement.category.to_owned(),
        })
        .collect();
    let entrances = generated
        .entrances
        .iter()
        .map(|entrance| EntranceRecord {
            source_ref: format!("{}-{}", entrance.building_ref, entrance.number),
            building_ref: entrance.building_ref.clone(),
            number: entrance.number.into(),
            first_flat: Some(entrance.first_flat.into()),
            last_flat: Some(entrance.last_flat.into()),
        })
        .collect();
    Ok(Registry {
        settlements,
        streets: streets(generated)?,
        buildings: buildings(generated)?,
        entrances,
    })
}

fn streets(generated: &GeneratedRegistry) -> Result<Vec<StreetRecord>, DemoError> {
    generated
        .streets
        .iter()
        .map(|street| {
            let kind = StreetKind::from_word(&street.kind).first().copied();
            Ok(StreetRecord {
                source_ref: street.source_ref.clone(),
                settlement_ref: street.settlement_katottg.clone(),
                kind: kind.ok_or_else(|| DemoError::missing(&street.kind))?,
                name: street.name.clone(),
                old_name: street.old_names.first().cloned(),
            })
        })
        .collect()
}

fn buildings(generated: &GeneratedRegistry) -> Result<Vec<BuildingRecord>, DemoError> {
    generated
        .buildings
        .iter()
        .map(|building| {
            Ok(BuildingRecord {
                source_ref: building.source_ref.clone(),
                street_ref: building.street_ref.clone(),
                number: HouseNumber::parse(&building.number)
                    .map_err(|_| DemoError::missing(&building.number))?,
                latitude: Some(building.latitude),
                longitude: Some(building.longitude),
                multi_flat: building.multi_flat,
            })
        })
        .collect()
}
