//! `varta utility`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use tenants::access::Actor;
use tenants::calls::{Phone, PhoneError};
use tenants::catalogue::vocabulary::UtilityKind;
use tenants::regions::Katottg;
use tenants::text::Name;
use tenants::utilities::{self, NewUtility};

use super::place::{InRegion, community};
use super::{Outcome, open, say};
use crate::config::Settings;

#[derive(Debug, Subcommand)]
pub(super) enum Utility {
    /// Create a utility of a community, or, without --community, of the region
    Create(Create),
    /// List all utilities of the region
    List(InRegion),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    #[command(flatten)]
    place: InRegion,
    /// KATOTTG code of the community whose utility it is
    #[arg(long, value_name = "KATOTTG")]
    community: Option<Katottg>,
    /// electricity, gas, water, heat, housing, lifts, improvement, roads, lighting, waste
    #[arg(long)]
    kind: UtilityKind,
    #[arg(long)]
    name: Name,
    #[arg(long, value_parser = phone)]
    duty_phone: Option<Phone>,
}

fn phone(text: &str) -> Result<Phone, PhoneError> {
    Phone::parse(text)
}

impl Utility {
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        let db = open(settings)?;
        match self {
            Self::Create(create) => {
                let region = create.place.find(&db)?;
                let actor = Actor::operator(region.id);
                let new = NewUtility {
                    kind: create.kind,
                    name: create.name.clone(),
                    duty_phone: create.duty_phone.clone(),
                };
                let utility = match &create.community {
                    Some(code) => {
                        let owner = community(&db, &region, code)?.id;
                        db.in_community("utilities.create", &actor, owner, |tx| {
                            utilities::create(tx, new.clone())
                        })?
                    }
                    None => db.in_region("utilities.create_regional", &actor, region.id, |tx| {
                        utilities::create_regional(tx, new.clone())
                    })?,
                };
                say(format_args!("utility {} created", utility.id));
            }
            Self::List(place) => {
                let region = place.find(&db)?.id;
                let actor = Actor::operator(region);
                for utility in db.in_region(
                    "utilities.list_in_region",
                    &actor,
                    region,
                    utilities::list_in_region,
                )? {
                    let owner = utility
                        .owner_community
                        .map_or_else(|| "region".to_owned(), |owner| owner.to_string());
                    say(format_args!(
                        "{}  {}  {}  {}  {}",
                        utility.id, owner, utility.kind, utility.state, utility.name
                    ));
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
