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
    let written = |ids: &[Uuid]| ids.iter().map(Uuid::to_string).collect();
    let mut all = said();
    all.extend([
        value("community_id", written(&[side.community])),
        value("region_id", written(&[app.fixture.region])),
        value("appeal_id", written(&appeals)),
        value("assignment_id", written(&assignments)),
        value("handover_id", written(&[received, sent])),
        value(
            "utility_id",
            written(&[side.water, side.housing, app.fixture.electricity]),
        ),
    ]);
    all.extend(kept(app, side, person));
    all
}

/// What the database keeps, and its rows that this side may name.
fn kept(app: &App, side: &Side, person: Person) -> Vec<Values> {
    give_up_a_mail(app, side);
    take_a_file_in(app, side);
    // Nobody takes themself away, or there would be nobody left to ask.
    let others = format!(
        "account_id <> (SELECT id FROM accounts WHERE login = '{}')",
        person.login()
    );
    let own = format!("community_id = '{}'", side.community);
    let all = [
        ("alias_id", "id", "street_aliases", &own),
        ("building_id", "id", "buildings", &own),
        ("entrance_id", "id", "entrances", &own),
        ("import_id", "id", "imports", &own),
        ("place_id", "id", "places", &own),
        ("responsibility_id", "id", "responsibilities", &own),
        ("settlement_id", "id", "settlements", &own),
        ("street_id", "id", "streets", &own),
        ("account_id", "account_id", "memberships", &others),
        ("membership_id", "id", "memberships", &others),
        ("mail_id", "id", "outbox", &others),
    ];
    all.map(|(name, column, table, which)| {
        let rows = app.database.rows(&format!(
            "SELECT DISTINCT {column} AS value FROM {table} WHERE {which} ORDER BY 1 LIMIT 20"
        ));
        value(
            name,
            rows.iter()
                .map(|row| text(&row["value"]).to_owned())
                .collect(),
        )
    })
    .into()
}

/// One for everybody of this side and of the region.
fn give_up_a_mail(app: &App, side: &Side) {
    app.database.run(&format!(
        "INSERT INTO outbox (region_id, id, owner_community, channel, kind, account_id,
                             state, attempts, due_at, reason, created_at, settled_at)
         SELECT region_id, gen_random_uuid(), owner_community, 'mail', 'invitation', id,
                'dead', 1, now(), 'refused', now(), now()
         FROM accounts WHERE region_id = '{}'
           AND (owner_community IS NULL OR owner_community = '{}')",
        app.fixture.region, side.community
    ));
}

/// A trial that came to its end, with a row that was refused.
fn take_a_file_in(app: &App, side: &Side) {
    app.database.run(&format!(
        "WITH import AS (
             INSERT INTO imports (community_id, id, region_id, holds, file, mapping, dry_run, state,
                                  refused, started_at, told_at, ended_at)
             SELECT id, gen_random_uuid(), region_id, 'streets', 'streets.csv', 'varta', true, 'done',
                    1, now(), now(), now()
             FROM communities WHERE id = '{}'
             RETURNING community_id, id)
         INSERT INTO import_rows (community_id, import_id, kind, part, csv)
         SELECT community_id, id, 'refused', 0, 'street,varta_reason' FROM import",
        side.community
    ));
}

/// What somebody might say.
fn said() -> Vec<Values> {
    let services: &[&str] = &["WAT-NO", "EL-OUT-UNPL", "HOUSE-ROOF"];
    let all: [(&str, &[&str]); 8] = [
        ("service", services),
        ("service_code", services),
        ("If-Match", &["*"]),
        ("phone", &["0671234567"]),
        ("duty_phone", &["0432 60-15-60"]),
        ("password", &[PASSWORD]),
        ("file", &["streets.csv"]),
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
