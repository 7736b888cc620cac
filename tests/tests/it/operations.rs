//! Every operation of the OpenAPI document: who may do it, who may not although they are
//! inside, and what a right request looks like. The denials and the bad requests are made from
//! this table, and both fail when an operation of the document has no row here.

use std::collections::HashMap;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use varta_tests::harness::{App, Client, PASSWORD, Person, Request, Side, text};

pub struct Operation {
    pub id: &'static str,
    /// Who may.
    pub by: Person,
    /// Who is inside and may not; nobody, when everybody inside may.
    pub not: Option<Person>,
    pub query: fn(&World<'_>) -> String,
    /// Null: the operation takes none.
    pub body: fn(&World<'_>) -> Value,
}

macro_rules! operations {
    ($($id:literal by $by:ident $(not $not:ident)? $(asks $query:expr)? $(=> $body:expr)?;)+) => {
        pub const OPERATIONS: &[Operation] = &[$(Operation {
            id: $id,
            by: Person::$by,
            not: operations!(@person $($not)?),
            query: operations!(@query $($query)?),
            body: operations!(@body $($body)?),
        },)+];
    };
    (@person) => { None };
    (@person $not:ident) => { Some(Person::$not) };
    (@query) => { |_| String::new() };
    (@query $query:expr) => { $query };
    (@body) => { |_| Value::Null };
    (@body $body:expr) => { $body };
}

operations! {
    "me.see" by DispatcherA;
    "me.enrol_second_factor" by DispatcherA => |_| json!({ "password": PASSWORD });
    "me.confirm_second_factor" by DispatcherA
        => |_| json!({ "enrolment": "AAAA", "code": "123456" });
    "me.remove_second_factor" by DispatcherA
        => |_| json!({ "password": PASSWORD, "code": "123456" });
    "sessions.end" by DispatcherA;

    "regions.find" by Coordinator not IntegrationRegion;
    "regions.change" by RegionAdministrator not Coordinator
        => |_| json!({ "name_uk": "Інша назва" });
    "communities.list" by Coordinator not IntegrationRegion;
    "communities.create" by RegionAdministrator not Coordinator
        => |_| json!({ "katottg": "UA05060010000054321", "name_uk": "Нова", "name_en": "New" });
    "utilities.list_in_region" by Coordinator not IntegrationRegion;
    "utilities.find_in_region" by Coordinator not IntegrationRegion;
    "utilities.create_regional" by RegionAdministrator not Coordinator
        => |_| json!({ "kind": "gas", "name": "Облгаз", "duty_phone": "104" });
    "utilities.change_regional" by RegionAdministrator not Coordinator
        => |_| json!({ "name": "Інша назва", "duty_phone": "0432 60-15-60", "state": "active" });
    "accounts.list_in_region" by RegionAdministrator not Coordinator;
    "accounts.find_in_region" by RegionAdministrator not Coordinator;
    "accounts.create_in_region" by RegionAdministrator not Coordinator
        => |w| json!({
            "login": "new.coordinator", "name": "Нова людина", "password": "кінь батарея скріпка",
            "memberships": [{ "role": "regional_coordinator", "scope": "region", "id": w.app.fixture.region }],
        });
    "accounts.change_in_region" by RegionAdministrator not Coordinator
        => |_| json!({ "name": "Інше ім’я", "state": "active" });
    "accounts.grant_in_region" by RegionAdministrator not Coordinator
        => |w| json!({ "role": "regional_coordinator", "scope": "region", "id": w.app.fixture.region });
    "accounts.revoke_in_region" by RegionAdministrator not Coordinator;
    "accounts.invite_in_region" by RegionAdministrator not Coordinator => |_| json!({});
    "mails.list_in_region" by RegionAdministrator not Coordinator asks |_| "?state=dead".into();
    "mails.find_in_region" by RegionAdministrator not Coordinator;
    "mails.revive_in_region" by RegionAdministrator not Coordinator => |_| json!({});
    "dashboards.of_region" by Coordinator not IntegrationRegion;

    "communities.find" by DispatcherA;
    "communities.change" by RegionAdministrator not AdministratorA
        => |_| json!({ "name_uk": "Інша назва", "state": "active" });
    "communities.neighbours" by DispatcherA;
    "services.list" by DispatcherA;
    "utilities.own" by StaffWaterA not IntegrationWaterA;
    "utilities.list" by DispatcherA;
    "utilities.find" by DispatcherA;
    "utilities.create" by AdministratorA not DispatcherA
        => |_| json!({ "kind": "lifts", "name": "Ліфти", "duty_phone": "0432 60-15-60" });
    "utilities.change" by AdministratorA not DispatcherA
        => |_| json!({ "name": "Інша назва", "duty_phone": "1560", "state": "active" });
    "accounts.list" by AdministratorA not DispatcherA;
    "accounts.find" by AdministratorA not DispatcherA;
    "accounts.create" by AdministratorA not DispatcherA
        => |w| json!({
            "login": "new.dispatcher", "name": "Нова людина", "password": "кінь батарея скріпка",
            "memberships": [{ "role": "dispatcher", "scope": "community", "id": w.side.community }],
        });
    "accounts.change" by AdministratorA not DispatcherA
        => |_| json!({ "name": "Інше ім’я", "state": "active" });
    "accounts.grant" by AdministratorA not DispatcherA
        => |w| json!({ "role": "dispatcher", "scope": "community", "id": w.side.community });
    "accounts.revoke" by AdministratorA not DispatcherA;
    "services.find" by DispatcherA;
    "services.change" by AdministratorA not DispatcherA
        => |_| json!({
            "state": "off", "name_uk": "Тече дах", "name_en": "The roof leaks",
            "times": { "acknowledge_minutes": 30, "arrive_minutes": null, "resolve_hours": 12 },
        });
    "accounts.invite" by AdministratorA not DispatcherA => |_| json!({});
    "mails.list" by AdministratorA not DispatcherA asks |_| "?state=dead".into();
    "mails.find" by AdministratorA not DispatcherA;
    "mails.revive" by AdministratorA not DispatcherA => |_| json!({});
    "responsibilities.list" by DispatcherA;
    "responsibilities.coverage" by DispatcherA;
    "responsibilities.gaps" by DispatcherA asks |_| "?service=SEW-BLOCK".into();
    "responsibilities.overlaps" by DispatcherA;
    "responsibilities.find" by DispatcherA;
    "responsibilities.responsible" by DispatcherA;
    "responsibilities.create" by AdministratorA not DispatcherA
        => |w| json!({
            "service": "WAT-PRES", "utility_id": w.side.water, "boundary": "before_inlet",
            "place": { "kind": "building", "id": w.side.buildings[2] },
        });
    "responsibilities.end" by AdministratorA not DispatcherA => |_| json!({});

    "housing.find_address" by DispatcherA not Coordinator asks |_| "?line=Соборна, 1".into();
    "housing.building" by DispatcherA not Coordinator;
    "housing.read_bulletin" by DispatcherA not Coordinator
        => |_| json!({ "text": "вул. Соборна, 1–3; вул. Садова" });
    "housing.settlements" by DispatcherA not Coordinator;
    "housing.streets" by DispatcherA not Coordinator;
    "housing.buildings_on" by DispatcherA not Coordinator;
    "housing.places" by DispatcherA not Coordinator;
    "housing.place" by DispatcherA not Coordinator;
    "housing.settlement" by DispatcherA not Coordinator;
    "housing.street" by DispatcherA not Coordinator;
    "housing.create_settlement" by AdministratorA not DispatcherA
        => |_| json!({ "katottg": "UA05020110020054321", "name": "Нова", "category": "C" });
    "housing.change_settlement" by AdministratorA not DispatcherA
        => |_| json!({ "name": "Містечко", "category": "X", "state": "active" });
    "housing.create_street" by AdministratorA not DispatcherA
        => |w| json!({ "settlement_id": w.side.settlement, "kind": "provulok", "name": "Тихий" });
    "housing.change_street" by AdministratorA not DispatcherA
        => |_| json!({
            "kind": "prospekt", "name": "Героїв", "renamed_on": "2026-11-20", "state": "active",
        });
    "housing.create_alias" by AdministratorA not DispatcherA
        => |_| json!({
            "kind": "colloquial", "name": "Стометрівка",
            "used_from": "1970-01-01", "used_to": "2001-01-01",
        });
    "housing.change_alias" by AdministratorA not DispatcherA
        => |_| json!({
            "kind": "old", "name": "Карла Маркса", "used_from": "1922-01-01",
            "used_to": "2016-02-19", "state": "active",
        });
    "housing.create_building" by AdministratorA not DispatcherA
        => |w| json!({
            "street_id": w.side.street, "number": "77А", "latitude": 48.6, "longitude": 29.2,
            "management": "osbb", "manager": "ОСББ «Дружба»", "electricity_queue": "3.2",
            "feeder": "Ф-12", "boiler_house": "Котельня № 4",
            "flat_queues": [{ "first_flat": 1, "last_flat": 20, "queue": "3.1" }],
        });
    "housing.change_building" by AdministratorA not DispatcherA
        => |_| json!({
            "number": "1Б", "storeys": 9, "lifts": 2, "flats": 72, "management": "co_owners",
            "manager": null, "electricity_queue": "18.1", "feeder": "Ф-7",
            "boiler_house": "Котельня № 1", "state": "active",
        });
    "housing.create_entrance" by AdministratorA not DispatcherA
        => |_| json!({ "number": 2, "first_flat": 21, "last_flat": 40, "riser": "Стояк 2" });
    "housing.change_entrance" by AdministratorA not DispatcherA
        => |_| json!({ "first_flat": 1, "last_flat": 19, "riser": "Стояк 1", "state": "active" });
    "housing.create_place" by AdministratorA not DispatcherA
        => |w| json!({
            "settlement_id": w.side.settlement, "kind": "bridge", "name": "через Сільницю",
            "street_id": w.side.street,
        });
    "housing.change_place" by AdministratorA not DispatcherA
        => |w| json!({
            "kind": "crossroads", "name": "Соборної та Садової", "street_id": w.side.street,
            "state": "active",
        });

    "imports.list" by AdministratorA not DispatcherA;
    "imports.find" by AdministratorA not DispatcherA;
    "imports.rows" by AdministratorA not DispatcherA asks |_| "?kind=refused".into();
    "imports.give" by AdministratorA not DispatcherA
        asks |_| "?table=streets&mapping=varta&file=streets.csv&dry_run=true".into();

    "ring.answer" by DispatcherA not Coordinator
        asks |w| format!("?phone=067 123 45 67&building_id={}", w.side.buildings[0]);
    "appeals.known" by DispatcherA not RegionAdministrator
        asks |w| format!("?building_id={}&service=WAT-NO", w.side.buildings[0]);
    "appeals.queue" by DispatcherA not RegionAdministrator;
    "appeals.search" by DispatcherA not RegionAdministrator asks |_| "?number=1".into();
    "appeals.find" by DispatcherA not RegionAdministrator;
    "appeals.history" by DispatcherA not RegionAdministrator;
    "appeals.register" by DispatcherA not Coordinator => |w| w.app.appeal(w.side, "WAT-NO");
    "appeals.answer" by DispatcherA not IntegrationA => |w| w.app.appeal(w.side, "EL-OUT-GPV");
    "appeals.join" by DispatcherA not Coordinator
        => |_| json!({ "words": "І в мене", "applicant": { "name": "Іван", "phone": "1560", "flat": "3" } });
    "appeals.edit" by DispatcherA not IntegrationA
        => |_| json!({ "words": "Інші слова", "applicant": { "name": "Іван", "phone": "1560", "flat": "3" } });
    "appeals.assign" by DispatcherA not IntegrationA => |w| json!({ "utility_id": w.side.water });
    "appeals.return" by DispatcherA not IntegrationA => |_| json!({ "reason": "Води немає" });
    "appeals.close" by DispatcherA not IntegrationA
        => |_| json!({ "outcome": "resolved", "note": "Дякують" });
    "dashboards.of_community" by DispatcherA;
    "ledger.head" by AdministratorA not DispatcherA;
    "ledger.check" by AdministratorA not DispatcherA;
    "handovers.list" by DispatcherA not IntegrationA asks |_| "?direction=received".into();
    "handovers.find" by DispatcherA not IntegrationA;
    "handovers.offer" by DispatcherA not IntegrationA
        => |w| json!({ "community_id": w.app.fixture.c, "reason": "Не наша вулиця" });
    "handovers.accept" by DispatcherA not Coordinator
        => |w| json!({ "building_id": w.side.buildings[0] });
    "handovers.refuse" by DispatcherA not Coordinator
        => |w| json!({ "reason": "Не наша вулиця", "community_id": w.app.fixture.c });

    "handovers.withdraw" by DispatcherA not IntegrationA => |_| json!({});

    "live.of_community" by DispatcherA;
    "live.of_utility" by StaffWaterA not IntegrationWaterA;
    "live.of_region" by Coordinator not IntegrationRegion;

    "assignments.inbox" by StaffWaterA not IntegrationWaterA;
    "assignments.find" by StaffWaterA not IntegrationWaterA;
    "assignments.accept" by StaffWaterA not IntegrationWaterA => |_| json!({});
    "assignments.arrive" by StaffWaterA not IntegrationWaterA => |_| json!({});
    "assignments.report" by LeadWaterA not IntegrationWaterA => |_| json!({ "text": "Воду дали" });
    "assignments.decline" by StaffWaterA not IntegrationWaterA
        => |_| json!({ "reason": "Не наше", "addressee": "Керуюча компанія" });
}

/// An operation as the document describes it.
#[derive(Debug, Clone)]
pub struct Route {
    pub id: String,
    pub method: Method,
    /// With the names of its parameters.
    pub template: String,
    /// Whether one has to be signed in.
    pub guarded: bool,
    pub needs_key: bool,
    pub needs_if_match: bool,
    /// The fields that its body must have.
    pub required: Vec<String>,
    /// What may stand after the question mark.
    pub query: Vec<String>,
}

/// What the document says that the program can do.
pub fn routes(app: &App) -> Vec<Route> {
    let document = app.anonymous().get("/api/v1/openapi.json").ok();
    let mut routes = Vec::new();
    for (template, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let takes = |name: &str| {
                let parameters = operation["parameters"].as_array();
                parameters.is_some_and(|all| all.iter().any(|one| one["name"] == name))
            };
            routes.push(Route {
                id: id.to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                template: template.clone(),
                guarded: operation["security"].is_null(),
                needs_key: takes("Idempotency-Key"),
                needs_if_match: takes("If-Match"),
                required: required(&document, operation),
                query: query(operation),
            });
        }
    }
    routes
}

fn required(document: &Value, operation: &Value) -> Vec<String> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    let Some(name) = schema.as_str().and_then(|path| path.rsplit('/').next()) else {
        return Vec::new();
    };
    let required = document["components"]["schemas"][name]["required"].as_array();
    let names = required.into_iter().flatten();
    names.map(|name| text(name).to_owned()).collect()
}

fn query(operation: &Value) -> Vec<String> {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    parameters
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| text(&parameter["name"]).to_owned())
        .collect()
}

impl Route {
    pub fn operation(&self) -> &'static Operation {
        OPERATIONS
            .iter()
            .find(|operation| operation.id == self.id)
            .unwrap_or_else(|| panic!("{} has no row in the table of operations", self.id))
    }

    /// The names in its path, the outermost first.
    pub fn parameters(&self) -> Vec<&str> {
        let parts = self.template.split('/');
        parts
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .collect()
    }

    /// The path with these values.
    pub fn path(&self, values: &HashMap<&'static str, String>) -> String {
        let mut path = self.template.clone();
        for name in self.parameters() {
            let value = values
                .get(name)
                .unwrap_or_else(|| panic!("{}: no value for {name}", self.id));
            path = path.replace(&format!("{{{name}}}"), value);
        }
        path
    }

    /// A request in which nothing is wrong.
    pub fn request(&self, client: &Client, world: &World<'_>, path: &str) -> Request {
        let body = (self.operation().body)(world);
        self.bare(client, world, path).with_body(&body)
    }

    /// The same without a body.
    pub fn bare(&self, client: &Client, world: &World<'_>, path: &str) -> Request {
        let path = format!("{path}{}", (self.operation().query)(world));
        let mut request = client.request(self.method.clone(), &path);
        if self.needs_key {
            request = request.fresh_key();
        }
        if self.needs_if_match {
            request = request.if_match("*");
        }
        request
    }
}

pub trait WithBody {
    fn with_body(self, body: &Value) -> Self;
}

impl WithBody for Request {
    fn with_body(self, body: &Value) -> Self {
        if body.is_null() {
            self
        } else {
            self.json(body)
        }
    }
}

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
