//! The protocol: reads requests, asks the subject, writes replies. Nothing here is to be changed.

use std::io::{self, BufRead, Read, Write};
use std::panic::{catch_unwind, AssertUnwindSafe};

use crate::json::Json;
use crate::operation::{number, Operation};
use crate::outcome::{fault, unsupported};
use crate::subject::{Subject, World};

pub const LINE_LIMIT: usize = 1 << 20;
const PROTOCOL: i64 = 1;

/// Answers requests until bye or the end of the input.
pub fn serve(
    subject: impl Subject,
    requests: &mut impl BufRead,
    replies: &mut impl Write,
) -> io::Result<()> {
    let mut session = Session::new(subject);
    let mut line = Vec::new();
    while !session.has_ended {
        line.clear();
        // Both ends of a line, CR LF, come on top of what it may hold.
        let limit = LINE_LIMIT as u64 + 2;
        if requests.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if !line.ends_with(b"\n") && line.len() > LINE_LIMIT {
            skip_line(requests)?;
        }
        let reply = session.answer(&line);
        replies.write_all(format!("{reply}\n").as_bytes())?;
        replies.flush()?;
    }
    Ok(())
}

fn skip_line(requests: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = requests.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let (is_done, used) = match end {
            Some(index) => (true, index + 1),
            None => (buffer.is_empty(), buffer.len()),
        };
        requests.consume(used);
        if is_done {
            return Ok(());
        }
    }
}

/// What has been said so far, and how each request is answered.
struct Session<S: Subject> {
    subject: S,
    has_ended: bool,
    is_greeted: bool,
    world: Option<World>,
}

impl<S: Subject> Session<S> {
    fn new(subject: S) -> Session<S> {
        Session {
            subject,
            has_ended: false,
            is_greeted: false,
            world: None,
        }
    }

    /// The line that answers a line.
    fn answer(&mut self, line: &[u8]) -> String {
        let mut id = 0;
        let reply = parse(line).and_then(|request| {
            id = number(&request, "id")?;
            // A panic outside of an operation is an error as well.
            catch_unwind(AssertUnwindSafe(|| self.reply(&request)))
                .unwrap_or_else(|panic| Err(describe(panic.as_ref())))
        });
        let line = reply.and_then(|reply| {
            let mut json = Json::object([("id", Json::from(i64::from(id)))]);
            json.extend(reply);
            let line = json.to_string();
            match line.len() {
                0..=LINE_LIMIT => Ok(line),
                length => Err(format!(
                    "the reply has {length} bytes, more than {LINE_LIMIT}"
                )),
            }
        });
        line.unwrap_or_else(|message| {
            Json::object([
                ("type", Json::from("error")),
                ("id", Json::from(i64::from(id))),
                ("message", Json::Text(message)),
            ])
            .to_string()
        })
    }

    fn reply(&mut self, request: &Json) -> Result<Json, String> {
        let kind = request
            .get("type")
            .and_then(Json::as_text)
            .unwrap_or_default();
        if self.is_greeted == (kind == "hello") {
            return Err("a session begins with one hello, and has no second".to_owned());
        }
        match kind {
            "hello" => self.hello(request),
            "reset" => self.reset(request),
            "run" => self.run(request),
            "observe" => self.observe(),
            "bye" => {
                self.has_ended = true;
                Ok(Json::object([("type", Json::from("bye"))]))
            }
            _ => Err(format!("there is no request of type \"{kind}\"")),
        }
    }

    fn hello(&mut self, request: &Json) -> Result<Json, String> {
        let spoken = match request.get("protocol") {
            Some(Json::List(versions)) => versions.contains(&Json::Number(PROTOCOL)),
            _ => false,
        };
        if !spoken {
            return Err(format!("this adapter speaks protocol {PROTOCOL} only"));
        }
        self.is_greeted = true;
        let subject = &self.subject;
        let adapter = Json::object([
            ("name", Json::from(subject.name())),
            ("version", Json::from(subject.version())),
        ]);
        let mut limits = Json::object([]);
        for (name, limit) in subject.limits() {
            limits.push(name, Json::from(i64::from(*limit)));
        }
        let mut capabilities = Json::object([
            (
                "operations",
                Json::words(subject.operations().iter().copied()),
            ),
            ("limits", limits),
            ("observe", Json::words(self.levels())),
            ("reset", Json::from("in-place")),
            ("deterministic", Json::from(subject.is_deterministic())),
            ("ordering", Json::from("none")),
        ]);
        if !subject.profiles().is_empty() {
            capabilities.push("profiles", Json::words(subject.profiles().iter().copied()));
        }
        Ok(Json::object([
            ("type", Json::from("hello")),
            ("protocol", Json::from(PROTOCOL)),
            ("adapter", adapter),
            ("capabilities", capabilities),
        ]))
    }

    fn levels(&self) -> Vec<&'static str> {
        let seen = [
            ("outcome", true),
            ("touched", self.subject.sees_pages()),
            ("state", self.subject.sees_state()),
        ];
        let levels = seen.iter().filter(|(_, is_seen)| *is_seen);
        levels.map(|(level, _)| *level).collect()
    }

    fn reset(&mut self, request: &Json) -> Result<Json, String> {
        self.world = None;
        let profile = request
            .get("profile")
            .and_then(Json::as_text)
            .unwrap_or_default();
        let profiles = self.subject.profiles();
        if profile.is_empty() || !(profiles.is_empty() || profiles.contains(&profile)) {
            return Err(format!("there is no profile \"{profile}\""));
        }
        let sizes = request.get("world").unwrap_or(&Json::Null);
        let resource = |name| match sizes.get(name) {
            None => Ok(World::PLENTY),
            Some(_) => self.size(sizes, name),
        };
        let world = World {
            processes: self.size(sizes, "processes")?,
            pages: self.size(sizes, "pages")?,
            devices: self.size(sizes, "devices")?,
            frames: resource("frames")?,
            swap: resource("swap")?,
            device_frames: resource("device-frames")?,
            iova: resource("iova")?,
        };
        self.subject.reset(profile, &world)?;
        self.world = Some(world);
        Ok(Json::object([("type", Json::from("ready"))]))
    }

    /// How much of something there is to be, if it can be made.
    fn size(&self, sizes: &Json, name: &str) -> Result<i32, String> {
        let size = number(sizes, name)?;
        let limit = self
            .subject
            .limits()
            .iter()
            .find(|(known, _)| *known == name);
        let limit = limit.map_or(World::PLENTY, |(_, limit)| *limit);
        if (0..=limit).contains(&size) {
            Ok(size)
        } else {
            Err(format!(
                "a world with {name}={size} cannot be made; the limit is {limit}"
            ))
        }
    }

    fn run(&mut self, request: &Json) -> Result<Json, String> {
        let world = self.world.ok_or("run came before a reset")?;
        let level = match request.get("observe") {
            None => Some("outcome"),
            Some(level) => level.as_text(),
        };
        let level = level.filter(|level| self.levels().contains(level));
        let level = level.ok_or("\"observe\" is none of the levels that are declared")?;
        let Some(Json::List(items)) = request.get("operations") else {
            return Err("\"operations\" is not a list".to_owned());
        };
        // All are read before one is carried out, so that a refusal leaves nothing done.
        let operations = items.iter().map(Operation::read);
        let operations = operations.collect::<Result<Vec<Operation>, String>>()?;
        let mut results = Vec::new();
        for operation in &operations {
            let (result, ends_batch) = self.carry_out(operation, level, &world);
            results.push(result);
            if ends_batch {
                break;
            }
        }
        Ok(Json::object([
            ("type", Json::from("ran")),
            ("results", Json::List(results)),
        ]))
    }

    fn carry_out(&mut self, operation: &Operation, level: &str, world: &World) -> (Json, bool) {
        if !self.subject.operations().contains(&operation.name) {
            let reason = format!("{} is not declared", operation.name);
            return (unsupported(&reason).into_json(), false);
        }
        let done = catch_unwind(AssertUnwindSafe(|| {
            let outcome = operation.carry_out(&mut self.subject);
            let ends_batch = outcome.ends_batch();
            let is_seen = level != "outcome" && outcome.has_ended();
            let mut result = outcome.into_json();
            if is_seen {
                result.extend(self.look(operation, level, world));
            }
            (result, ends_batch)
        }));
        done.unwrap_or_else(|panic| {
            let reason = format!("{}: {}", operation.name, describe(panic.as_ref()));
            (fault(&reason).into_json(), true)
        })
    }

    fn look(&mut self, operation: &Operation, level: &str, world: &World) -> Json {
        let mut seen = Json::object([]);
        if self.subject.sees_pages() {
            seen.push("touched", self.pages(world, operation.touched(world.pages)));
        }
        if level == "state" {
            let state = self.state(world);
            seen.push("state", state);
        }
        seen
    }

    fn observe(&mut self) -> Result<Json, String> {
        let world = self.world.ok_or("observe came before a reset")?;
        if !self.subject.sees_state() {
            return Err("the state cannot be seen".to_owned());
        }
        let mut reply = Json::object([("type", Json::from("state"))]);
        reply.extend(self.state(&world));
        Ok(reply)
    }

    fn state(&mut self, world: &World) -> Json {
        let mut state = self.subject.observe_state();
        if self.subject.sees_pages() {
            state.push("pages", self.pages(world, 0..world.pages));
        }
        state
    }

    /// What can be seen of these pages, in every process.
    fn pages(&mut self, world: &World, numbers: std::ops::Range<i32>) -> Json {
        let mut views = Vec::new();
        for process in 0..world.processes {
            for page in numbers.clone() {
                if let Some(seen) = self.subject.observe_page(process, page) {
                    let mut view = Json::object([
                        ("process", Json::from(i64::from(process))),
                        ("page", Json::from(i64::from(page))),
                    ]);
                    view.extend(seen);
                    views.push(view);
                }
            }
        }
        Json::List(views)
    }
}

fn parse(line: &[u8]) -> Result<Json, String> {
    let text = line.strip_suffix(b"\n").unwrap_or(line);
    if text.len() == line.len() && line.len() <= LINE_LIMIT {
        return Err("the input ends in the middle of a line".to_owned());
    }
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    if text.len() > LINE_LIMIT {
        return Err(format!("a line is longer than {LINE_LIMIT} bytes"));
    }
    let text = std::str::from_utf8(text).map_err(|error| format!("a line is no UTF-8: {error}"))?;
    match Json::parse(text) {
        Ok(request @ Json::Object(_)) => Ok(request),
        Ok(_) => Err("a line is no JSON object".to_owned()),
        Err(error) => Err(format!("a line is no JSON: {error}")),
    }
}

/// The message of a panic.
fn describe(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("panicked").chars().take(500).collect()
}
