//! What is there before a test begins: a region with two communities that look alike, their
//! utilities, one that serves the region, and people of every role. Made once, then copied.
//!
//! Both communities have the same streets and house numbers, so that whatever leaks from one
//! to the other is taken for its own, and shows.

use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use tenants::access::{Actor, Membership, Role, Scope};
use tenants::accounts::{HashedPassword, NewAccount, NewPassword};
use tenants::catalogue::vocabulary::UtilityKind;
use tenants::clock::Clock;
use tenants::communities::NewCommunity;
use tenants::db::{Db, PoolOptions};
use tenants::housing::house_number::HouseNumber;
use tenants::housing::record::{
    BuildingRecord, EntranceRecord, KnownOfBuilding, OtherName, OtherNameKind, Registry,
    SettlementRecord, StreetRecord,
};
use tenants::housing::street::StreetKind;
use tenants::housing::{NamedPlaceKind, NewPlace};
use tenants::ids::{CommunityId, RegionId, UtilityId};
use tenants::regions::NewRegion;
use tenants::responsibility::{NewResponsibility, Place};
use tenants::utilities::NewUtility;
use tenants::{accounts, catalogue, communities, housing, regions, responsibility, utilities};
use uuid::Uuid;

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

#[derive(Clone, Copy)]
struct MadeSide {
    community: CommunityId,
    water: UtilityId,
    housing: UtilityId,
}

impl MadeSide {
    fn side(self, database: &Database) -> Side {
        let ids = |query: &str| -> Vec<Uuid> {
            database
                .rows(query)
                .iter()
                .map(|row| row["id"].as_str().expect("an id").parse().expect("an id"))
                .collect()
        };
        let here = self.community;
        Side {
            community: here.uuid(),
            water: self.water.uuid(),
            housing: self.housing.uuid(),
            buildings: ids(&format!(
                "SELECT b.id FROM buildings b JOIN streets s ON s.id = b.street_id
                 WHERE b.community_id = '{here}' ORDER BY s.name DESC, b.number"
            )),
            street: ids(&format!(
                "SELECT id FROM streets WHERE community_id = '{here}' ORDER BY name DESC"
            ))[0],
            settlement: ids(&format!(
                "SELECT id FROM settlements WHERE community_id = '{here}'"
            ))[0],
            place: ids(&format!(
                "SELECT id FROM places WHERE community_id = '{here}'"
            ))[0],
        }
    }
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

fn utility(kind: UtilityKind, name: &str) -> NewUtility {
    NewUtility {
        kind,
        name: name.parse().expect("a name"),
        duty_phone: Some(tenants::calls::Phone::parse("0432 60-15-60").expect("a phone")),
    }
}

fn make_side(
    db: &Db,
    actor: &Actor,
    katottg: &str,
    name: &str,
    electricity: UtilityId,
) -> MadeSide {
    let community = found_community(db, actor, katottg, name);
    let make = |kind: UtilityKind, name: &str| {
        db.in_community("fixture", actor, community, |tx| {
            utilities::create(tx, utility(kind, name))
        })
        .expect("a utility")
        .id
    };
    let side = MadeSide {
        community,
        water: make(UtilityKind::Water, "Водоканал"),
        housing: make(UtilityKind::Housing, "Керуюча компанія"),
    };
    db.in_community("fixture", actor, community, |tx| {
        housing::import_records(tx, "fixture", &registry(katottg))
    })
    .expect("a registry");
    make_park(db, actor, community);
    let responsible = [
        ("WAT-NO", side.water),
        ("WAT-FLOOD", side.housing),
        ("HOUSE-ROOF", side.housing),
        ("EL-OUT-UNPL", electricity),
    ];
    for (service, utility) in responsible {
        db.in_community("fixture", actor, community, |tx| {
            let new = NewResponsibility {
                service: service.parse().expect("a code"),
                utility,
                place: Place::Community,
                boundary: None,
                period: None,
            };
            responsibility::create(tx, new)
        })
        .expect("a responsibility");
    }
    side
}

fn make_park(db: &Db, actor: &Actor, community: CommunityId) {
    db.in_community("fixture", actor, community, |tx| {
        let settlements = housing::settlements(tx)?;
        let park = NewPlace {
            settlement: settlements.first().expect("a settlement").id,
            kind: NamedPlaceKind::Park,
            name: "Перемоги".parse().expect("a name"),
            position: None,
            street: None,
            crossing_street: None,
        };
        housing::create_place(tx, &park)
    })
    .expect("a park");
}

fn registry(katottg: &str) -> Registry {
    let mut registry = Registry {
        settlements: vec![SettlementRecord {
            katottg: katottg.to_owned(),
            name: "Місто".to_owned(),
            category: "M".to_owned(),
        }],
        ..Registry::default()
    };
    for (street, old_name) in [("Соборна", Some("Леніна")), ("Садова", None)] {
        registry.streets.push(StreetRecord {
            source_ref: street.to_owned(),
            settlement_ref: katottg.to_owned(),
            kind: StreetKind::Vulytsia,
            name: street.to_owned(),
            other_names: old_name
                .map(|name| OtherName {
                    kind: OtherNameKind::Old,
                    name: name.to_owned(),
                    used_from: None,
                    used_to: None,
                })
                .into_iter()
                .collect(),
        });
        for number in ["1", "2", "3"] {
            registry.buildings.push(BuildingRecord {
                source_ref: format!("{street} {number}"),
                street_ref: street.to_owned(),
                number: HouseNumber::parse(number).expect("a number"),
                latitude: None,
                longitude: None,
                multi_flat: Some(number == "1"),
                known: KnownOfBuilding::default(),
            });
        }
        registry.entrances.push(EntranceRecord {
            source_ref: street.to_owned(),
            building_ref: format!("{street} 1"),
            number: 1,
            first_flat: Some(1),
            last_flat: Some(20),
            riser: None,
        });
    }
    registry
}

/// Who keeps an account: its community, or the region.
fn make_people(db: &Db, made: &Made) {
    let login = Person::Coordinator.login().parse().expect("a login");
    let password = NewPassword::parse(PASSWORD, &login)
        .expect("a password")
        .hash()
        .expect("a hash");
    for person in Person::ALL {
        let (membership, region, owner) = made.place_of(*person);
        let actor = Actor::operator(region);
        let new = || account(*person, membership, password.clone());
        let done = match owner {
            Some(community) => db.in_community("fixture", &actor, community, |tx| {
                accounts::create(tx, new()).map(drop)
            }),
            None => db.in_region("fixture", &actor, region, |tx| {
                accounts::create(tx, new()).map(drop)
            }),
        };
        done.unwrap_or_else(|error| panic!("{person:?}: {error}"));
    }
}

impl Made {
    fn place_of(&self, person: Person) -> (Membership, RegionId, Option<CommunityId>) {
        let (a, b) = (self.a, self.b);
        let in_community =
            |role, side: MadeSide| (role, Scope::Community(side.community), Some(side.community));
        let in_utility =
            |role, utility, side: MadeSide| (role, Scope::Utility(utility), Some(side.community));
        let in_region = |role| (role, Scope::Region(self.region), None);
        let (role, scope, owner) = match person {
            Person::DispatcherA => in_community(Role::Dispatcher, a),
            Person::DispatcherB => in_community(Role::Dispatcher, b),
            Person::AdministratorA => in_community(Role::CommunityAdministrator, a),
            Person::AdministratorB => in_community(Role::CommunityAdministrator, b),
            Person::IntegrationA => in_community(Role::Integration, a),
            Person::StaffWaterA => in_utility(Role::UtilityStaff, a.water, a),
            Person::LeadWaterA => in_utility(Role::UtilityLead, a.water, a),
            Person::StaffHousingA => in_utility(Role::UtilityStaff, a.housing, a),
            Person::IntegrationWaterA => in_utility(Role::Integration, a.water, a),
            Person::StaffWaterB => in_utility(Role::UtilityStaff, b.water, b),
            Person::StaffElectricity => {
                (Role::UtilityStaff, Scope::Utility(self.electricity), None)
            }
            Person::Coordinator => in_region(Role::RegionalCoordinator),
            Person::RegionAdministrator => in_region(Role::RegionAdministrator),
            Person::IntegrationRegion => in_region(Role::Integration),
            Person::Elsewhere => {
                let role = Role::RegionAdministrator;
                let scope = Scope::Region(self.region_elsewhere);
                return (Membership { role, scope }, self.region_elsewhere, None);
            }
        };
        (Membership { role, scope }, self.region, owner)
    }
}

fn account(person: Person, membership: Membership, password: HashedPassword) -> NewAccount {
    NewAccount {
        login: person.login().parse().expect("a login"),
        name: person.login().parse().expect("a name"),
        email: None,
        password,
        memberships: vec![membership],
    }
}
