//! What the addresses and the bodies of requests speak of, on each of the two sides.

use std::collections::HashMap;

use uuid::Uuid;
use varta_tests::harness::{App, Person, Side, text};

use crate::routes::Route;

/// Of the form of an identifier, and nobody's.
pub const NOBODYS: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

/// What the paths speak of, on one side.
pub struct World<'a> {
    pub app: &'a App,
    pub side: &'a Side,
    community: HashMap<&'static str, String>,
    utility: HashMap<&'static str, String>,
    region: HashMap<&'static str, String>,
}

/// A mail to this account that was given up.
fn dead_mail(app: &App, account: Uuid) -> Uuid {
    let mail = app.database.value("SELECT gen_random_uuid()");
    let mail = text(&mail);
    app.database.run(&format!(
        "INSERT INTO outbox (region_id, id, owner_community, channel, kind, account_id,
                             state, attempts, due_at, reason, created_at, settled_at)
         SELECT region_id, '{mail}', owner_community, 'mail', 'invitation', id,
                'dead', 1, now(), 'refused', now(), now()
         FROM accounts WHERE id = '{account}'"
    ));
    mail.parse().unwrap()
}

/// A file that was brought in.
fn import(app: &App, community: Uuid) -> Uuid {
    let import = app.database.value("SELECT gen_random_uuid()");
    let import = text(&import);
    app.database.run(&format!(
        "INSERT INTO imports (community_id, id, region_id, holds, file, mapping, dry_run, state,
                              started_at, told_at, ended_at)
         SELECT id, '{import}', region_id, 'streets', 'streets.csv', 'varta', true, 'done',
                now(), now(), now()
         FROM communities WHERE id = '{community}'"
    ));
    import.parse().unwrap()
}

impl<'a> World<'a> {
    fn new(app: &'a App, side: &'a Side, handover: Uuid, people: [Person; 2]) -> Self {
        let id =
            |query: &str| -> Uuid { app.database.value(query).as_str().unwrap().parse().unwrap() };
        let one = |table: &str, column: &str, value: &str| {
            id(&format!(
                "SELECT id FROM {table} WHERE {column} = '{value}'"
            ))
        };
        let account = |person: Person| one("accounts", "login", person.login());
        let membership = |account: Uuid| one("memberships", "account_id", &account.to_string());
        let (street, building) = (side.street.to_string(), side.buildings[0].to_string());
        let appeal = app.register(side);
        let assigned = app.register(side);
        let (own, regional) = (account(people[0]), account(people[1]));
        let mut community = named([
            ("community_id", side.community),
            ("appeal_id", appeal),
            ("handover_id", handover),
            ("building_id", side.buildings[0]),
            ("street_id", side.street),
            ("settlement_id", side.settlement),
            ("place_id", side.place),
            ("alias_id", one("street_aliases", "street_id", &street)),
            ("entrance_id", one("entrances", "building_id", &building)),
            ("utility_id", side.housing),
            ("account_id", own),
            ("membership_id", membership(own)),
            ("mail_id", dead_mail(app, own)),
            ("import_id", import(app, side.community)),
            (
                "responsibility_id",
                id(&format!(
                    "SELECT id FROM responsibilities WHERE community_id = '{}' AND service_code = 'HOUSE-ROOF'",
                    side.community
                )),
            ),
        ]);
        community.insert("service_code", "HOUSE-ROOF".to_owned());
        let utility = named([
            ("utility_id", side.water),
            ("assignment_id", app.assign(side, assigned)),
        ]);
        let region = named([
            ("region_id", app.fixture.region),
            ("utility_id", app.fixture.electricity),
            ("account_id", regional),
            ("membership_id", membership(regional)),
            ("mail_id", dead_mail(app, regional)),
        ]);
        Self {
            app,
            side,
            community,
            utility,
            region,
        }
    }

    /// Everything of this side by its name.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = self.community.iter().chain(&self.utility);
        all.map(|(name, value)| (*name, value.as_str()))
    }

    /// The values of a route's parameters, by what its address begins with.
    pub fn values(&self, route: &Route) -> &HashMap<&'static str, String> {
        match route.parameters().first() {
            Some(&"region_id") => &self.region,
            Some(&"utility_id") => &self.utility,
            _ => &self.community,
        }
    }
}

fn named<const N: usize>(ids: [(&'static str, Uuid); N]) -> HashMap<&'static str, String> {
    HashMap::from(ids.map(|(name, id)| (name, id.to_string())))
}

/// The worlds of A and of B. A's hand-over is one that it received; B's is one of which A is
/// no side.
pub fn worlds(app: &App) -> (World<'_>, World<'_>) {
    let (a, b) = (app.a(), app.b());
    let received = app.offer(b, app.register(b), a.community);
    let foreign = app.offer(b, app.register(b), app.fixture.c);
    (
        World::new(
            app,
            a,
            received,
            [Person::StaffHousingA, Person::IntegrationRegion],
        ),
        World::new(app, b, foreign, [Person::AdministratorB, Person::Elsewhere]),
    )
}
