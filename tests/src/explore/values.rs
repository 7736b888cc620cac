//! What is really there, for the parameters of the document: with random identifiers alone
//! nobody would come further than the first 404.

use uuid::Uuid;

use crate::harness::{App, PASSWORD, Person, Side, text};

/// A name as it stands in paths, queries and bodies, and values that it has.
pub(super) struct Values {
    pub name: &'static str,
    pub values: Vec<String>,
}

/// For whoever works on one side: its own things, some of them in every state.
pub(super) fn of(app: &App, person: Person) -> Vec<Values> {
    let side = side_of(app, person);
    let other = if side.community == app.a().community {
        app.b()
    } else {
        app.a()
    };
    let appeals: Vec<Uuid> = (0..4).map(|_| app.register(side)).collect();
    let assignments = [app.assign(side, appeals[0]), app.assign(side, appeals[1])];
    app.work(side, assignments[1], "accept", &serde_json::json!({}));
    let received = app.offer(other, app.register(other), side.community);
    let sent = app.offer(side, appeals[2], other.community);
    let region = app.fixture.region;
    let community = side.community;
    let ids = |query: &str| -> Vec<String> {
        let rows = app.database.rows(query);
        rows.iter().map(|row| text(&row["id"]).to_owned()).collect()
    };
    let written = |ids: &[Uuid]| ids.iter().map(Uuid::to_string).collect();
    let one = |value: &str| vec![value.to_owned()];
    // Nobody takes themself away, or there would be nobody left to ask.
    let others = format!(
        "account_id <> (SELECT id FROM accounts WHERE login = '{}')",
        person.login()
    );
    let responsibilities =
        format!("SELECT id FROM responsibilities WHERE community_id = '{community}'");
    vec![
        value("community_id", written(&[community])),
        value("region_id", written(&[region])),
        value("appeal_id", written(&appeals)),
        value("assignment_id", written(&assignments)),
        value("handover_id", written(&[received, sent])),
        value("building_id", written(&side.buildings)),
        value("street_id", written(&[side.street])),
        value(
            "utility_id",
            written(&[side.water, side.housing, app.fixture.electricity]),
        ),
        value(
            "account_id",
            ids(&format!(
                "SELECT DISTINCT account_id AS id FROM memberships WHERE {others}"
            )),
        ),
        value(
            "membership_id",
            ids(&format!("SELECT id FROM memberships WHERE {others}")),
        ),
        value("responsibility_id", ids(&responsibilities)),
        value(
            "service",
            ["WAT-NO", "EL-OUT-UNPL", "HOUSE-ROOF"]
                .map(str::to_owned)
                .to_vec(),
        ),
        value("If-Match", one("*")),
        value("phone", one("0671234567")),
        value("duty_phone", one("0432 60-15-60")),
        value("password", one(PASSWORD)),
        value(
            "line",
            ["Соборна, 1", "Садова 2"].map(str::to_owned).to_vec(),
        ),
    ]
}

fn value(name: &'static str, values: Vec<String>) -> Values {
    Values { name, values }
}

fn side_of(app: &App, person: Person) -> &Side {
    let is_b = [
        Person::DispatcherB,
        Person::AdministratorB,
        Person::StaffWaterB,
    ];
    if is_b.contains(&person) {
        app.b()
    } else {
        app.a()
    }
}
