//! A service as one community has it: the region's, but for what it has otherwise.

use diesel::prelude::*;
use serde::Serialize;

use super::listed::ListedService;
use super::service::Terms;
use crate::db::schema::service_overrides;
use crate::db::words;
use crate::text::Name;

words! {
    /// Whether calls are taken down for it.
    ServiceState {
        On = "on",
        Off = "off",
    }
}

/// What a community has otherwise. What is none is the region's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Override {
    pub state: ServiceState,
    pub name_uk: Option<Name>,
    pub name_en: Option<Name>,
    /// All three together: a missing one is not counted.
    pub times: Option<Terms>,
}

/// A service with its community's own part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalService {
    /// As it holds here.
    pub service: ListedService,
    pub state: ServiceState,
    /// What of it is the community's own; none when nothing ever was.
    pub own: Option<Override>,
    /// Zero until the community has something otherwise.
    pub version: i32,
}

/// As it is stored.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = service_overrides)]
pub(super) struct OverrideRow {
    state: ServiceState,
    name_uk: Option<Name>,
    name_en: Option<Name>,
    has_times: bool,
    acknowledge_minutes: Option<i32>,
    arrive_minutes: Option<i32>,
    resolve_hours: Option<i32>,
    version: i32,
}

impl LocalService {
    pub(super) fn of(mut service: ListedService, row: Option<OverrideRow>) -> Self {
        let Some(row) = row else {
            return Self {
                service,
                state: ServiceState::On,
                own: None,
                version: 0,
            };
        };
        let (version, own) = (row.version, Override::from(row));
        if let Some(name) = &own.name_uk {
            service.name_uk = name.to_string();
        }
        if let Some(name) = &own.name_en {
            service.name_en = name.to_string();
        }
        if let Some(times) = own.times {
            service.acknowledge_minutes = times.acknowledge_minutes.map(i32::from);
            service.arrive_minutes = times.arrive_minutes.map(i32::from);
            service.resolve_hours = times.resolve_hours.map(i32::from);
        }
        Self {
            service,
            state: own.state,
            own: Some(own),
            version,
        }
    }
}

impl From<OverrideRow> for Override {
    fn from(row: OverrideRow) -> Self {
        // What is stored came from `Terms`, so that it fits.
        let stored = |number: Option<i32>| number.and_then(|number| u16::try_from(number).ok());
        let times = Terms {
            acknowledge_minutes: stored(row.acknowledge_minutes),
            arrive_minutes: stored(row.arrive_minutes),
            resolve_hours: stored(row.resolve_hours),
        };
        Self {
            state: row.state,
            name_uk: row.name_uk,
            name_en: row.name_en,
            times: row.has_times.then_some(times),
        }
    }
}
