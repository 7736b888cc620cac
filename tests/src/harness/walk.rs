//! Steps of the way that many tests take before their own begins.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{App, Client, Person, Side};

/// The text of a JSON string that must be there.
#[track_caller]
pub fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("not a text: {value}"))
}

impl App {
    /// What a caller's appeal looks like.
    #[must_use]
    pub fn appeal(&self, side: &Side, service: &str) -> Value {
        json!({
            "building_id": side.buildings[0],
            "service": service,
            "applicant": { "name": "Олена Коваль", "phone": "067 123 45 67", "flat": "12" },
            "words": "Немає води з самого ранку",
        })
    }

    #[must_use]
    pub fn dispatcher_of(&self, side: &Side) -> Client {
        self.client(if side.community == self.a().community {
            Person::DispatcherA
        } else {
            Person::DispatcherB
        })
    }

    /// Registers an appeal about water, and gives its id.
    #[must_use]
    pub fn register(&self, side: &Side) -> Uuid {
        let body = self.appeal(side, "WAT-NO");
        let appeal = self
            .dispatcher_of(side)
            .post(&self.at(side, "/appeals"), &body)
            .created();
        text(&appeal["id"]).parse().expect("an id")
    }

    /// Gives an appeal to whoever is responsible, and gives the assignment's id.
    #[must_use]
    pub fn assign(&self, side: &Side, appeal: Uuid) -> Uuid {
        let path = self.at(side, &format!("/appeals/{appeal}/assignments"));
        let assigned = self
            .dispatcher_of(side)
            .post_if(&path, "*", &json!({}))
            .created();
        text(&assigned["assignment_id"]).parse().expect("an id")
    }

    /// What the utility of this side does with an assignment.
    pub fn work(&self, side: &Side, assignment: Uuid, step: &str, body: &Value) {
        let staff = self.client(if side.community == self.a().community {
            Person::StaffWaterA
        } else {
            Person::StaffWaterB
        });
        let path = self.of_utility(side.water, &format!("/assignments/{assignment}/{step}"));
        staff.post_if(&path, "*", body).is(200);
    }

    /// Registers, assigns, accepts, reports, closes: one appeal's whole life.
    #[must_use]
    pub fn walk_to_the_end(&self, side: &Side) -> Uuid {
        let appeal = self.register(side);
        let assignment = self.assign(side, appeal);
        self.work(side, assignment, "accept", &json!({}));
        self.work(side, assignment, "report", &json!({ "text": "Воду дали" }));
        let path = self.at(side, &format!("/appeals/{appeal}/close"));
        let body = json!({ "outcome": "resolved" });
        self.dispatcher_of(side).post_if(&path, "*", &body).is(200);
        appeal
    }

    /// Offers an appeal of one side to another community, and gives the hand-over's id.
    #[must_use]
    pub fn offer(&self, from: &Side, appeal: Uuid, to: Uuid) -> Uuid {
        let path = self.at(from, &format!("/appeals/{appeal}/handovers"));
        let body = json!({ "community_id": to, "reason": "Будинок на вашій території" });
        let offered = self
            .dispatcher_of(from)
            .post_if(&path, "*", &body)
            .created();
        text(&offered["handover_id"]).parse().expect("an id")
    }

    /// The card of an appeal, as its community's dispatcher sees it.
    #[must_use]
    pub fn card(&self, side: &Side, appeal: Uuid) -> Value {
        self.dispatcher_of(side)
            .get(&self.at(side, &format!("/appeals/{appeal}")))
            .ok()
    }
}
