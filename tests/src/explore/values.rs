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
    let community = side.community;
    let ids = |query: &str| -> Vec<String> {
        let rows = app.database.rows(query);
        rows.iter().map(|row| text(&row["id"]).to_owned()).collect()
    };
    let written = |ids: &[Uuid]| ids.iter().map(Uuid::to_string).collect();
    // Nobody takes themself away, or there would be nobody left to ask.
    let others = format!(
        "account_id <> (SELECT id FROM accounts WHERE login = '{}')",
        person.login()
    );
    let responsibilities =
        format!("SELECT id FROM responsibilities WHERE community_id = '{community}'");
    let mut all = said();
    all.extend([
        value("community_id", written(&[community])),
        value("region_id", written(&[app.fixture.region])),
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
    ]);
    all
}

/// What somebody might say.
fn said() -> Vec<Values> {
    let all: [(&str, &[&str]); 6] = [
        ("service", &["WAT-NO", "EL-OUT-UNPL", "HOUSE-ROOF"]),
        ("If-Match", &["*"]),
        ("phone", &["0671234567"]),
        ("duty_phone", &["0432 60-15-60"]),
        ("password", &[PASSWORD]),
        ("line", &["Соборна, 1", "Садова 2"]),
    ];
    let owned = |values: &[&str]| values.iter().map(|&one| one.to_owned()).collect();
    all.map(|(name, values)| value(name, owned(values))).into()
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
