//! Reads operations, and has the subject carry them out.

use crate::json::Json;
use crate::outcome::Outcome;
use crate::subject::{Dma, Protection, Request, Requests, Subject};

/// An operation with its members; those that it does not have stand at their defaults.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    pub name: &'static str,
    process: i32,
    child: i32,
    device: i32,
    page: i32,
    start: i32,
    count: i32,
    value: u64,
    protection: Protection,
    capacity: i32,
    dma: Dma,
    iovas: i32,
    requests: Requests,
}

/// The operations of the protocol with their members.
const OPERATIONS: [(&str, &str); 19] = [
    ("map", "process start count protection"),
    ("unmap", "process start count"),
    ("protect", "process start count protection"),
    ("dontneed", "process start count"),
    ("load", "process page"),
    ("store", "process page value"),
    ("fork", "process child"),
    ("exit", "process"),
    ("swap-out", "process page"),
    ("attach", "device capacity dma iovas"),
    ("register", "process device start count"),
    ("unregister", "process device"),
    ("range-fault", "process device start count requests"),
    ("snapshot", "process device start count"),
    ("device-load", "process device start count"),
    ("device-store", "process device start count value"),
    ("migrate-to-device", "process device start count"),
    ("migrate-to-system", "process device start count"),
    ("evict", "device count"),
];

impl Operation {
    /// Reads an operation; the error is a sentence without its end.
    pub fn read(json: &Json) -> Result<Operation, String> {
        let name = json.get("op").and_then(Json::as_text).unwrap_or_default();
        let known = OPERATIONS.iter().find(|(known, _)| *known == name);
        let (name, members) = known.ok_or(format!("there is no operation \"{name}\""))?;
        let mut operation = Operation {
            name,
            ..Operation::default()
        };
        for member in members.split(' ') {
            operation.read_member(json, member)?;
        }
        Ok(operation)
    }

    fn read_member(&mut self, json: &Json, member: &str) -> Result<(), String> {
        match member {
            "process" => self.process = number(json, member)?,
            "child" => self.child = number(json, member)?,
            "device" => self.device = number(json, member)?,
            "page" => self.page = number(json, member)?,
            "start" => self.start = number(json, member)?,
            "count" => self.count = number(json, member)?,
            "capacity" => self.capacity = number(json, member)?,
            "value" => self.value = value(json, member)?,
            "protection" => self.protection = protection(json)?,
            "dma" => self.dma = dma(json)?,
            "iovas" if self.dma == Dma::Iommu || json.get(member).is_some() => {
                self.iovas = number(json, member)?;
            }
            "requests" => self.requests = requests(json)?,
            _ => {}
        }
        Ok(())
    }

    /// Has the subject carry it out.
    pub fn carry_out(&self, subject: &mut impl Subject) -> Outcome {
        let Operation {
            process,
            device,
            page,
            start,
            count,
            value,
            ..
        } = *self;
        match self.name {
            "map" => subject.map(process, start, count, self.protection),
            "unmap" => subject.unmap(process, start, count),
            "protect" => subject.protect(process, start, count, self.protection),
            "dontneed" => subject.dontneed(process, start, count),
            "load" => subject.load(process, page),
            "store" => subject.store(process, page, value),
            "fork" => subject.fork(process, self.child),
            "exit" => subject.exit(process),
            "swap-out" => subject.swap_out(process, page),
            "attach" => subject.attach(device, self.capacity, self.dma, self.iovas),
            "register" => subject.register(process, device, start, count),
            "unregister" => subject.unregister(process, device),
            "range-fault" => subject.range_fault(process, device, start, count, &self.requests),
            "snapshot" => subject.snapshot(process, device, start, count),
            "device-load" => subject.device_load(process, device, start, count),
            "device-store" => subject.device_store(process, device, start, count, value),
            "migrate-to-device" => subject.migrate_to_device(process, device, start, count),
            "migrate-to-system" => subject.migrate_to_system(process, device, start, count),
            "evict" => subject.evict(device, count),
            name => unreachable!("{name} is in no table"),
        }
    }

    /// The numbers of the pages that it may change, in every process; more than that does no harm.
    pub fn touched(&self, pages: i32) -> std::ops::Range<i32> {
        match self.name {
            "load" | "store" | "swap-out" => {
                self.page.max(0)..self.page.saturating_add(1).min(pages)
            }
            "fork" | "exit" | "attach" | "unregister" | "evict" => 0..pages,
            _ => self.start.max(0)..self.start.saturating_add(self.count).min(pages),
        }
    }
}

/// A whole number that is a member of an object.
pub fn number(json: &Json, name: &str) -> Result<i32, String> {
    match json.get(name) {
        Some(Json::Number(number)) => i32::try_from(*number).ok(),
        _ => None,
    }
    .ok_or_else(|| wrong(json, name, "a whole number of 32 bits"))
}

fn value(json: &Json, name: &str) -> Result<u64, String> {
    let text = json.get(name).and_then(Json::as_text).unwrap_or_default();
    let (digits, radix) = text
        .strip_prefix("0x")
        .map_or((text, 10), |rest| (rest, 16));
    // The parser of numbers would take a sign as well.
    let is_number = digits.chars().all(|digit| digit.is_digit(radix));
    let number = u64::from_str_radix(digits, radix).ok();
    number
        .filter(|_| is_number)
        .ok_or_else(|| wrong(json, name, "a string with an unsigned number of 64 bits"))
}

fn protection(json: &Json) -> Result<Protection, String> {
    match json.get("protection").and_then(Json::as_text) {
        Some("none") => Ok(Protection::None),
        Some("read") => Ok(Protection::Read),
        Some("read-write") => Ok(Protection::ReadWrite),
        _ => Err(wrong(json, "protection", "none, read or read-write")),
    }
}

fn dma(json: &Json) -> Result<Dma, String> {
    match json.get("dma").and_then(Json::as_text) {
        Some("direct") => Ok(Dma::Direct),
        Some("iommu") => Ok(Dma::Iommu),
        _ => Err(wrong(json, "dma", "direct or iommu")),
    }
}

fn requests(json: &Json) -> Result<Requests, String> {
    let one = |name| match json.get(name) {
        None => Ok(Request::default()),
        Some(word) => request(word).ok_or_else(|| wrong(json, name, "a request")),
    };
    let pages = match json.get("pages") {
        None => Some(Vec::new()),
        Some(Json::List(words)) => words.iter().map(request).collect(),
        Some(_) => None,
    };
    Ok(Requests {
        default: one("default")?,
        mask: one("mask")?,
        pages: pages.ok_or_else(|| wrong(json, "pages", "a list of requests"))?,
    })
}

fn request(word: &Json) -> Option<Request> {
    let (fault, write) = match word.as_text()? {
        "none" => (false, false),
        "fault" => (true, false),
        "write" => (false, true),
        "fault+write" => (true, true),
        _ => return None,
    };
    Some(Request { fault, write })
}

fn wrong(json: &Json, name: &str, expected: &str) -> String {
    let found = json.get(name).unwrap_or(&Json::Null).to_string();
    let found: String = found.chars().take(40).collect();
    format!("\"{name}\" is {found}; expected {expected}")
}
