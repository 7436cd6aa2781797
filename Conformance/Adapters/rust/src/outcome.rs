//! How an operation ended, and what it delivered.

use crate::json::Json;

/// How an operation ended, and what it delivered. Made by [`ok`], [`value`] and the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    status: String,
    members: Json,
}

/// It succeeded and delivers nothing.
pub fn ok() -> Outcome {
    Outcome::new("ok", Json::object([]))
}

/// It succeeded and delivers a value: what was loaded, or how many pages left.
pub fn value(number: u64) -> Outcome {
    Outcome::new("ok", Json::object([("value", Json::value(number))]))
}

/// It succeeded and delivers the values of several pages.
pub fn values(numbers: &[u64]) -> Outcome {
    let list = Json::List(numbers.iter().map(|number| Json::value(*number)).collect());
    Outcome::new("ok", Json::object([("values", list)]))
}

/// It succeeded and says something of each page.
pub fn pages(results: &[PageResult]) -> Outcome {
    ok().with_pages(results)
}

/// It ended with an errno or a signal, by its name: `EFAULT`, `SIGSEGV`.
pub fn errno(name: &str) -> Outcome {
    let is_name = name.len() > 1
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    assert!(is_name, "{name:?} is not the name of an errno or a signal");
    Outcome::new(name, Json::object([]))
}

/// It was not carried out, for certain.
pub fn unsupported(reason: &str) -> Outcome {
    Outcome::new(
        "unsupported",
        Json::object([("reason", Json::from(reason))]),
    )
}

/// It may have been carried out or not.
pub fn unknown(reason: &str) -> Outcome {
    Outcome::new("unknown", Json::object([("reason", Json::from(reason))]))
}

/// The adapter itself failed; a panic in an operation ends like this as well.
pub fn fault(reason: &str) -> Outcome {
    Outcome::new("fault", Json::object([("reason", Json::from(reason))]))
}

impl Outcome {
    fn new(status: &str, members: Json) -> Outcome {
        let status = status.to_owned();
        Outcome { status, members }
    }

    /// The same of a device access that took so many device faults.
    pub fn after_faults(mut self, faults: u32) -> Outcome {
        self.members.push("faults", Json::from(i64::from(faults)));
        self
    }

    /// The same with what is to be said of each page, where a migration ends in an errno.
    pub fn with_pages(mut self, results: &[PageResult]) -> Outcome {
        let words = results.iter().map(|result| result.word());
        self.members.push("pages", Json::words(words));
        self
    }

    /// Whether it ended at all, and there is something to be seen.
    pub fn has_ended(&self) -> bool {
        !matches!(self.status.as_str(), "unsupported" | "unknown" | "fault")
    }

    /// Whether the operations after it are not to be run.
    pub fn ends_batch(&self) -> bool {
        matches!(self.status.as_str(), "unknown" | "fault")
    }

    /// As it is written.
    pub fn into_json(self) -> Json {
        let mut json = Json::object([("status", Json::Text(self.status))]);
        json.extend(self.members);
        json
    }
}

/// What a range fault, a snapshot or a migration says of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageResult {
    NotReached,
    Error,
    Empty,
    Zero,
    Read,
    Write,
    DeviceRead,
    DeviceWrite,
    Migrated,
    Filled,
    SkippedEmpty,
    SkippedNotSelected,
    SkippedSwap,
    SkippedSwapCache,
    SkippedLocked,
    SkippedReferenced,
    SkippedNoMemory,
    SkippedNoDma,
    SkippedLost,
    SkippedByDriver,
}

impl PageResult {
    fn word(self) -> &'static str {
        match self {
            PageResult::NotReached => "not-reached",
            PageResult::Error => "error",
            PageResult::Empty => "empty",
            PageResult::Zero => "zero",
            PageResult::Read => "read",
            PageResult::Write => "write",
            PageResult::DeviceRead => "device-read",
            PageResult::DeviceWrite => "device-write",
            PageResult::Migrated => "migrated",
            PageResult::Filled => "filled",
            PageResult::SkippedEmpty => "skipped-empty",
            PageResult::SkippedNotSelected => "skipped-not-selected",
            PageResult::SkippedSwap => "skipped-swap",
            PageResult::SkippedSwapCache => "skipped-swap-cache",
            PageResult::SkippedLocked => "skipped-locked",
            PageResult::SkippedReferenced => "skipped-referenced",
            PageResult::SkippedNoMemory => "skipped-no-memory",
            PageResult::SkippedNoDma => "skipped-no-dma",
            PageResult::SkippedLost => "skipped-lost",
            PageResult::SkippedByDriver => "skipped-by-driver",
        }
    }
}
