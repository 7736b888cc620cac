//! What a browser complains about, and whom it asks.

use std::collections::HashMap;

use reqwest::Method;
use serde_json::{Value, json};

use super::Browser;

/// An answer as it came over the network.
#[derive(Debug, Default)]
pub struct Received {
    pub address: String,
    /// Of its headers.
    pub headers: u64,
    /// Of all of it.
    pub bytes: u64,
}

/// Chromium counts them in a number with a point.
fn bytes(told: &Value) -> u64 {
    let length = told["encodedDataLength"].as_f64().unwrap_or_default();
    format!("{length:.0}").parse().unwrap_or_default()
}

impl Browser {
    fn log(&self, kind: &str) -> Vec<Value> {
        let lines = self.ask(Method::POST, "/se/log", &json!({ "type": kind }));
        lines.as_array().cloned().unwrap_or_default()
    }

    /// Errors in the console since this was asked last: of scripts, of the policy, of requests.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        self.log("browser")
            .iter()
            .filter(|line| line["level"] == "SEVERE" || line["level"] == "WARNING")
            .map(|line| line["message"].to_string())
            .collect()
    }

    /// What came over the network since this was asked last.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        let mut under_way: HashMap<String, Received> = HashMap::new();
        let mut all = Vec::new();
        for (method, event) in self.events() {
            let id = event["requestId"].as_str().unwrap_or_default().to_owned();
            match method.as_str() {
                "Network.requestWillBeSent" => {
                    if let Some(mut led_on) = under_way.remove(&id) {
                        led_on.headers = bytes(&event["redirectResponse"]);
                        led_on.bytes = led_on.headers;
                        all.push(led_on);
                    }
                    let address = event["request"]["url"].as_str().unwrap_or_default();
                    let received = Received {
                        address: address.replace(self.base(), ""),
                        ..Received::default()
                    };
                    under_way.insert(id, received);
                }
                "Network.responseReceived" => {
                    if let Some(one) = under_way.get_mut(&id) {
                        one.headers = bytes(&event["response"]);
                    }
                }
                "Network.loadingFinished" => {
                    let before = || Received {
                        address: "asked for before".to_owned(),
                        ..Received::default()
                    };
                    let mut one = under_way.remove(&id).unwrap_or_else(before);
                    one.bytes = bytes(&event);
                    all.push(one);
                }
                _ => {}
            }
        }
        // What the browser had costs nothing.
        all.retain(|one| one.bytes > 0);
        all
    }

    /// What Chromium's own protocol told since this was asked last.
    fn events(&self) -> Vec<(String, Value)> {
        self.log("performance")
            .iter()
            .filter_map(|line| serde_json::from_str(line["message"].as_str()?).ok())
            .filter_map(|mut event: Value| {
                let message = &mut event["message"];
                let method = message["method"].as_str()?.to_owned();
                Some((method, message["params"].take()))
            })
            .collect()
    }

    /// Addresses of the network that were asked for elsewhere than at our own program.
    #[must_use]
    pub fn strangers(&self) -> Vec<String> {
        self.events()
            .iter()
            .filter(|(method, _)| method == "Network.requestWillBeSent")
            .filter_map(|(_, event)| event["request"]["url"].as_str().map(str::to_owned))
            .filter(|url| url.starts_with("http") || url.starts_with("ws"))
            .filter(|url| !url.starts_with(self.base()))
            .collect()
    }

    /// What axe finds wrong for those who cannot see, or cannot see well.
    #[must_use]
    pub fn axe(&self, library: &str) -> Vec<String> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; {library};\n\
             axe.run(document, {{ resultTypes: ['violations'] }}).then((found) => \
             done(found.violations.map((one) => `${{one.id}}: ${{one.nodes.map((n) => n.html + ' ' + n.failureSummary).join(' | ')}}`)), \
             (error) => done([String(error)]));"
        );
        let found = self.run_to_the_end(&script);
        let found = found.as_array().cloned().unwrap_or_default();
        found.iter().map(Value::to_string).collect()
    }
}
