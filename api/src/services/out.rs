//! A service as it is sent.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use tenants::catalogue::service::Terms;
use tenants::catalogue::{ListedService, LocalService, Override, ServiceState};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceOut {
    code: String,
    name_uk: String,
    name_en: String,
    /// gas, lift, power, water, …
    group: &'static str,
    /// life, urgent, standard, routine, formal, information
    urgency: &'static str,
    /// Within which a utility accepts; null: not counted
    acknowledge_minutes: Option<i32>,
    /// Within which its crew is on site
    arrive_minutes: Option<i32>,
    /// Within which it is done
    resolve_hours: Option<i32>,
    works_on_days_off: bool,
    /// What has to be known about the place before the utility can be named
    route_by: &'static str,
    /// The kind of utility that it goes to where nothing more exact is recorded
    routes_to: Option<&'static str>,
    /// Who usually sees to it, in words
    executor_uk: String,
    executor_en: String,
    /// Events that may explain a call: a name, or its beginning and an asterisk
    matches_events: Vec<String>,
    /// What the caller is told
    caller_uk: String,
    caller_en: String,
    /// on, off: calls for it are not taken down here
    #[schema(value_type = String)]
    state: ServiceState,
    /// What of all this is the community's own; null: nothing
    own: Option<OwnOut>,
    /// Its ETag, without the quotation marks
    version: i32,
}

/// What a community has otherwise than its region; null is the region's.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnOut {
    name_uk: Option<String>,
    name_en: Option<String>,
    times: Option<TimesIo>,
}

/// Counted from registration; null is not counted at all.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TimesIo {
    #[serde(deserialize_with = "stated")]
    #[schema(required, minimum = 1, maximum = 65535)]
    acknowledge_minutes: Option<u16>,
    #[serde(deserialize_with = "stated")]
    #[schema(required, minimum = 1, maximum = 65535)]
    arrive_minutes: Option<u16>,
    #[serde(deserialize_with = "stated")]
    #[schema(required, minimum = 1, maximum = 65535)]
    resolve_hours: Option<u16>,
}

/// Null must be said: who leaves a time out may not mean that it is not counted.
fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    match Option::deserialize(deserializer)? {
        Some(0) => Err(D::Error::custom(
            "must be at least 1; null when it is not counted",
        )),
        time => Ok(time),
    }
}

impl From<TimesIo> for Terms {
    fn from(times: TimesIo) -> Self {
        Self {
            acknowledge_minutes: times.acknowledge_minutes,
            arrive_minutes: times.arrive_minutes,
            resolve_hours: times.resolve_hours,
        }
    }
}

impl From<Override> for OwnOut {
    fn from(own: Override) -> Self {
        Self {
            name_uk: own.name_uk.map(|name| name.to_string()),
            name_en: own.name_en.map(|name| name.to_string()),
            times: own.times.map(|terms| TimesIo {
                acknowledge_minutes: terms.acknowledge_minutes,
                arrive_minutes: terms.arrive_minutes,
                resolve_hours: terms.resolve_hours,
            }),
        }
    }
}

impl From<LocalService> for ServiceOut {
    fn from(local: LocalService) -> Self {
        let LocalService {
            service,
            state,
            own,
            version,
        } = local;
        let matches_events = service.events().map(str::to_owned).collect();
        let ListedService {
            code,
            name_uk,
            name_en,
            group,
            urgency,
            acknowledge_minutes,
            arrive_minutes,
            resolve_hours,
            works_on_days_off,
            route_by,
            routes_to,
            executor_uk,
            executor_en,
            caller_uk,
            caller_en,
            ..
        } = service;
        Self {
            code: code.to_string(),
            name_uk,
            name_en,
            group: group.code(),
            urgency: urgency.code(),
            acknowledge_minutes,
            arrive_minutes,
            resolve_hours,
            works_on_days_off,
            route_by: route_by.code(),
            routes_to: routes_to.map(|kind| kind.code()),
            executor_uk,
            executor_en,
            matches_events,
            caller_uk,
            caller_en,
            state,
            own: own.map(Into::into),
            version,
        }
    }
}
