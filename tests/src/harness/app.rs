//! A running program on a database of its own, and everybody who may ask it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::blocking::Client as Http;
use serde_json::json;
use uuid::Uuid;

use super::{Client, Database, Fixture, MailServer, PASSWORD, Person, Program, Side, fixture};

/// One test's own Varta.
#[derive(Debug)]
pub struct App {
    // The program goes before the database that it is connected to.
    program: Program,
    pub database: Database,
    http: Http,
    signed_in: Mutex<HashMap<Person, String>>,
    pub fixture: &'static Fixture,
}

impl App {
    #[must_use]
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    #[must_use]
    pub fn start_with(settings: &[(&str, &str)]) -> Self {
        let fixture = fixture();
        let database = fixture.copy();
        let http = Http::builder()
            .timeout(Duration::from_secs(60))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        Self {
            program: Program::serve(&database, settings),
            database,
            http,
            signed_in: Mutex::default(),
            fixture,
        }
    }

    /// One that sends its mails there.
    #[must_use]
    pub fn start_with_mail(server: &MailServer) -> Self {
        Self::start_with(&server.settings())
    }

    /// One more program on the same database.
    #[must_use]
    pub fn another_program(&self) -> Program {
        self.another_program_with(&[])
    }

    #[must_use]
    pub fn another_program_with(&self, settings: &[(&str, &str)]) -> Program {
        Program::serve(&self.database, settings)
    }

    /// Ends the program, and leaves its database.
    #[must_use]
    pub fn into_database(self) -> Database {
        drop(self.program);
        self.database
    }

    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    #[must_use]
    pub fn a(&self) -> &Side {
        &self.fixture.a
    }

    #[must_use]
    pub fn b(&self) -> &Side {
        &self.fixture.b
    }

    #[must_use]
    pub fn anonymous(&self) -> Client {
        Client::new(self.http.clone(), self.program.base(), "nobody", None)
    }

    /// Somebody with a token of the test's own making.
    #[must_use]
    pub fn bearer(&self, token: &str) -> Client {
        let token = Some(token.to_owned());
        Client::new(self.http.clone(), self.program.base(), "a bearer", token)
    }

    /// Somebody of the fixture, signed in with their password; once in a test.
    #[must_use]
    pub fn client(&self, person: Person) -> Client {
        let mut signed_in = self
            .signed_in
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let token = signed_in.entry(person).or_insert_with(|| {
            let body = json!({ "login": person.login(), "password": PASSWORD });
            let session = self.anonymous().post("/api/v1/sessions", &body).ok();
            session["access_token"]
                .as_str()
                .expect("a token")
                .to_owned()
        });
        let (base, token) = (self.program.base(), Some(token.clone()));
        Client::new(self.http.clone(), base, person.login(), token)
    }

    #[must_use]
    pub fn dispatcher_a(&self) -> Client {
        self.client(Person::DispatcherA)
    }

    #[must_use]
    pub fn dispatcher_b(&self) -> Client {
        self.client(Person::DispatcherB)
    }

    #[must_use]
    pub fn administrator_a(&self) -> Client {
        self.client(Person::AdministratorA)
    }

    /// Who works for the water utility of A.
    #[must_use]
    pub fn staff(&self) -> Client {
        self.client(Person::StaffWaterA)
    }

    #[must_use]
    pub fn lead(&self) -> Client {
        self.client(Person::LeadWaterA)
    }

    #[must_use]
    pub fn coordinator(&self) -> Client {
        self.client(Person::Coordinator)
    }

    #[must_use]
    pub fn region_administrator(&self) -> Client {
        self.client(Person::RegionAdministrator)
    }

    #[must_use]
    pub fn integration(&self) -> Client {
        self.client(Person::IntegrationA)
    }

    /// An address inside a community.
    #[must_use]
    pub fn at(&self, side: &Side, rest: &str) -> String {
        format!("/api/v1/communities/{}{rest}", side.community)
    }

    #[must_use]
    pub fn of_utility(&self, utility: Uuid, rest: &str) -> String {
        format!("/api/v1/utilities/{utility}{rest}")
    }

    #[must_use]
    pub fn of_region(&self, rest: &str) -> String {
        format!("/api/v1/regions/{}{rest}", self.fixture.region)
    }
}
