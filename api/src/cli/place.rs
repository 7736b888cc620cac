//! Which region, and which community of it, a command is about.

use clap::Args;
use tenants::access::Actor;
use tenants::communities::{self, Community};
use tenants::db::Db;
use tenants::regions::{self, Katottg, Region};

use super::Failure;

#[derive(Debug, Args)]
pub(super) struct InRegion {
    /// KATOTTG code of the region; needed when there are several
    #[arg(long, value_name = "KATOTTG")]
    region: Option<Katottg>,
}

impl InRegion {
    pub(super) fn find(&self, db: &Db) -> Result<Region, Failure> {
        let regions = db.in_system("regions.all", regions::all)?;
        match &self.region {
            Some(code) => regions
                .into_iter()
                .find(|region| region.katottg == *code)
                .ok_or_else(|| Failure::Said(format!("there is no region {code}"))),
            None => only(regions),
        }
    }
}

fn only(mut regions: Vec<Region>) -> Result<Region, Failure> {
    match (regions.pop(), regions.is_empty()) {
        (Some(region), true) => Ok(region),
        (Some(_), false) => Err(Failure::Said(
            "there are several regions: say which with --region".into(),
        )),
        (None, _) => Err(Failure::Said(
            "there is no region yet: varta region create".into(),
        )),
    }
}

pub(super) fn community(db: &Db, region: &Region, code: &Katottg) -> Result<Community, Failure> {
    let actor = Actor::operator(region.id);
    db.in_region("communities.list", &actor, region.id, communities::list)?
        .into_iter()
        .find(|community| community.katottg == *code)
        .ok_or_else(|| Failure::Said(format!("there is no community {code} in the region")))
}
