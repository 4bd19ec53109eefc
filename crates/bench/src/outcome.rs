//! What a part found, and the line of JSON in which a harness reads it.

use serde_json::{Map, Value, json};

/// What a part found.
pub(crate) struct Outcome {
    /// Seconds until the data was in memory, where that is apart from what is timed.
    pub(crate) load: f64,
    /// What was timed, in order, each with its seconds.
    pub(crate) times: Vec<(&'static str, Vec<f64>)>,
    /// Figures that a harness reads by name, such as how many a second.
    pub(crate) values: Vec<(&'static str, f64)>,
    /// The answer, which must equal that of other programs: exact integers.
    pub(crate) check: Value,
    /// The most memory that a process held, in megabytes, where the system tells.
    pub(crate) peak: Option<f64>,
}

impl Outcome {
    /// One line, as harnesses read it.
    pub(crate) fn to_json(&self) -> String {
        let times: Map<String, Value> = self
            .times
            .iter()
            .map(|(name, seconds)| ((*name).to_owned(), json!(seconds)))
            .collect();
        let mut line = json!({
            "contestant": "ours",
            "load_s": self.load,
            "times": times,
            "check": self.check,
            "peak_mb": self.peak,
        });
        if !self.values.is_empty() {
            let values = self.values.iter();
            let values = values.map(|(name, value)| ((*name).to_owned(), json!(value)));
            line["values"] = Value::Object(values.collect());
        }
        line.to_string()
    }
}
