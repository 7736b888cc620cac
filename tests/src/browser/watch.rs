//! What a browser complains about, and whom it asks.

use reqwest::Method;
use serde_json::{Value, json};

use super::Browser;

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

    /// How many bytes each answer had that came since this was asked last.
    #[must_use]
    pub fn received(&self) -> Vec<u64> {
        self.events("Network.loadingFinished")
            .iter()
            .filter_map(|event| event["encodedDataLength"].as_f64())
            .filter_map(|bytes| format!("{bytes:.0}").parse().ok())
            .collect()
    }

    /// What Chromium's own protocol told.
    fn events(&self, method: &str) -> Vec<Value> {
        self.log("performance")
            .iter()
            .filter_map(|line| serde_json::from_str(line["message"].as_str()?).ok())
            .filter_map(|mut event: Value| {
                let message = &mut event["message"];
                (message["method"] == method).then(|| message["params"].take())
            })
            .collect()
    }

    /// Addresses of the network that were asked for elsewhere than at our own program.
    #[must_use]
    pub fn strangers(&self) -> Vec<String> {
        self.events("Network.requestWillBeSent")
            .iter()
            .filter_map(|event| event["request"]["url"].as_str().map(str::to_owned))
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
