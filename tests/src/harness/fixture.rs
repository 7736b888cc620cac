//! What is there before a test begins: a region with two communities that look alike, their
//! utilities, one that serves the region, and people of every role. Made once, then copied.
//!
//! Both communities have the same streets and house numbers, so that whatever leaks from one
//! to the other is taken for its own, and shows.

mod people;
mod side;

use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use tenants::access::Actor;
use tenants::catalogue::vocabulary::UtilityKind;
use tenants::clock::Clock;
use tenants::communities::NewCommunity;
use tenants::db::{Db, PoolOptions};
use tenants::ids::{CommunityId, RegionId, UtilityId};
use tenants::regions::NewRegion;
use tenants::{catalogue, communities, regions, utilities};
use uuid::Uuid;

use self::people::make_people;
use self::side::{MadeSide, make_side, utility};
use super::{Database, PASSWORD, Person, program, until};

/// One of the two communities.
#[derive(Debug, Clone)]
pub struct Side {
    pub community: Uuid,
    pub water: Uuid,
    pub housing: Uuid,
    /// By address: Соборна 1, 2, 3 and Садова 1, 2, 3.
    pub buildings: Vec<Uuid>,
    pub street: Uuid,
    pub settlement: Uuid,
    /// The park, which is no building.
    pub place: Uuid,
}

#[derive(Debug)]
pub struct Fixture {
    /// Copied for every test; nobody connects to it.
    template: Database,
    pub region: Uuid,
    pub a: Side,
    pub b: Side,
    /// A third community, empty, to be the other side of B.
    pub c: Uuid,
    pub electricity: Uuid,
    pub region_elsewhere: Uuid,
}

/// Made by whoever asks first.
pub fn fixture() -> &'static Fixture {
    static FIXTURE: OnceLock<Fixture> = OnceLock::new();
    FIXTURE.get_or_init(make)
}

impl Fixture {
    #[must_use]
    pub fn copy(&self) -> Database {
        Database::copy_of(self.template.name())
    }
}

fn make() -> Fixture {
    let template = Database::empty();
    let migrated = program::run(&template, &["migrate"]);
    assert_eq!(migrated.code, Some(0), "{}", migrated.complained);
    template
        .connect("postgres")
        .batch_execute(&format!(
            "REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC",
            template.name()
        ))
        .expect("no temporary tables");
    let db = open(&template);
    let region = found_region(&db, "UA05000000000010236", "Вінницька область");
    let region_elsewhere = found_region(&db, "UA07000000000024379", "Волинська область");
    let actor = Actor::operator(region);
    load_catalogue(&db, &actor, region);
    let electricity = db
        .in_region("fixture", &actor, region, |tx| {
            utilities::create_regional(tx, utility(UtilityKind::Electricity, "Обленерго"))
        })
        .expect("a regional utility")
        .id;
    let a = make_side(
        &db,
        &actor,
        "UA05020110000049613",
        "Ладижинська",
        electricity,
    );
    let b = make_side(&db, &actor, "UA05020030000031457", "Вінницька", electricity);
    let c = found_community(&db, &actor, "UA05040010000012345", "Барська");
    let made = Made {
        region,
        region_elsewhere,
        a,
        b,
        electricity,
    };
    make_people(&db, &made);
    drop(db);
    // A template can be copied only while nobody is connected; connections end in their own time.
    until("the template is left alone", || {
        (template.connections() == 0).then_some(())
    });
    Fixture {
        region: region.uuid(),
        a: a.side(&template),
        b: b.side(&template),
        c: c.uuid(),
        electricity: electricity.uuid(),
        region_elsewhere: region_elsewhere.uuid(),
        template,
    }
}

/// What was made, before the ids of places are known.
struct Made {
    region: RegionId,
    region_elsewhere: RegionId,
    a: MadeSide,
    b: MadeSide,
    electricity: UtilityId,
}

fn open(database: &Database) -> Db {
    let options = PoolOptions {
        url: database.url("varta_app"),
        size: 1,
        wait: std::time::Duration::from_secs(10),
        statement_timeout: std::time::Duration::from_secs(30),
    };
    Db::open(&options, Clock::default()).expect("a pool")
}

fn found_region(db: &Db, katottg: &str, name: &str) -> RegionId {
    let new = NewRegion {
        katottg: katottg.parse().expect("a code"),
        name_uk: name.parse().expect("a name"),
        name_en: "An oblast".parse().expect("a name"),
    };
    db.in_system("fixture", |tx| regions::create(tx, new.clone()))
        .expect("a region")
        .id
}

fn load_catalogue(db: &Db, actor: &Actor, region: RegionId) {
    let services = catalogue::read::embedded().expect("the catalogue");
    db.in_region("fixture", actor, region, |tx| {
        catalogue::load(tx, &services)
    })
    .expect("the catalogue is loaded");
}

fn found_community(db: &Db, actor: &Actor, katottg: &str, name: &str) -> CommunityId {
    let new = NewCommunity {
        katottg: katottg.parse().expect("a code"),
        name_uk: name.parse().expect("a name"),
        name_en: "A community".parse().expect("a name"),
    };
    db.in_region("fixture", actor, actor.region(), |tx| {
        communities::create(tx, new.clone())
    })
    .expect("a community")
    .id
}
