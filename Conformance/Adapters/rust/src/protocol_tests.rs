//! Sessions in memory.

use std::io::Cursor;

use crate::json::Json;
use crate::outcome::{errno, ok, unknown, unsupported, value, Outcome};
use crate::protocol::{serve, LINE_LIMIT};
use crate::subject::{Dma, Requests, Subject, World};

const HELLO: &str = r#"{"type":"hello","id":1,"protocol":[1,2],"later":{"more":[1]}}"#;
const RESET: &str =
    r#"{"type":"reset","id":2,"profile":"strict","world":{"processes":2,"pages":4,"devices":1}}"#;

/// Has a value for every page, and does what a subject should not.
#[derive(Default)]
struct Odd {
    stored: u64,
    calls: u32,
    seen: bool,
}

impl Subject for Odd {
    fn name(&self) -> &str {
        "odd"
    }

    fn operations(&self) -> &[&str] {
        &["load", "store", "evict", "range-fault", "attach"]
    }

    fn limits(&self) -> &[(&str, i32)] {
        &[("processes", 2), ("pages", 4096), ("frames", 9)]
    }

    fn profiles(&self) -> &[&str] {
        &["strict"]
    }

    fn sees_pages(&self) -> bool {
        self.seen
    }

    fn sees_state(&self) -> bool {
        self.seen
    }

    fn reset(&mut self, _profile: &str, world: &World) -> Result<(), String> {
        assert!(world.pages != 13, "thirteen");
        self.stored = 0;
        self.calls = 0;
        Ok(())
    }

    fn observe_page(&mut self, _process: i32, page: i32) -> Option<Json> {
        (page != 3).then(|| Json::object([("value", Json::value(self.stored))]))
    }

    fn observe_state(&mut self) -> Json {
        Json::object([("used-frames", Json::from(1))])
    }

    fn load(&mut self, _process: i32, page: i32) -> Outcome {
        self.calls += 1;
        match page {
            -1 => panic!("the device is on fire"),
            1 => unknown("a timeout"),
            2 => unsupported("not here"),
            3 => errno("not an errno"),
            _ => value(self.stored + u64::from(self.calls)).after_faults(1),
        }
    }

    fn store(&mut self, _process: i32, _page: i32, value: u64) -> Outcome {
        self.stored = value;
        ok()
    }

    fn attach(&mut self, _device: i32, _capacity: i32, dma: Dma, iovas: i32) -> Outcome {
        if dma == Dma::Direct {
            ok()
        } else {
            value(u64::try_from(iovas).unwrap())
        }
    }

    fn range_fault(
        &mut self,
        _process: i32,
        _device: i32,
        _start: i32,
        _count: i32,
        requests: &Requests,
    ) -> Outcome {
        let asked = [requests.at(0), requests.at(1)];
        value(asked.iter().filter(|request| request.write).count() as u64)
    }
}

fn talk(subject: Odd, lines: &[&[u8]]) -> Vec<Json> {
    let mut replies = Vec::new();
    serve(subject, &mut Cursor::new(lines.concat()), &mut replies).unwrap();
    let text = String::from_utf8(replies).unwrap();
    text.lines()
        .map(|line| Json::parse(line).unwrap())
        .collect()
}

fn say(subject: Odd, lines: &[&str]) -> Vec<Json> {
    let lines: Vec<String> = lines.iter().map(|line| format!("{line}\n")).collect();
    let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    talk(subject, &lines)
}

fn run(operations: &str, level: &str) -> String {
    format!(r#"{{"type":"run","id":3,"observe":"{level}","operations":[{operations}]}}"#)
}

fn load(page: i32) -> String {
    format!(r#"{{"op":"load","process":0,"page":{page}}}"#)
}

fn store(value: &str) -> String {
    format!(r#"{{"op":"store","process":0,"page":0,"value":"{value}"}}"#)
}

fn results(operations: &[String]) -> String {
    let replies = say(
        Odd::default(),
        &[HELLO, RESET, &run(&operations.join(","), "outcome")],
    );
    replies[2].get("results").unwrap_or(&replies[2]).to_string()
}

fn kind(reply: &Json) -> &str {
    reply.get("type").and_then(Json::as_text).unwrap()
}

fn is_refused(lines: &[&str]) -> bool {
    kind(say(Odd::default(), lines).last().unwrap()) == "error"
}

#[test]
fn a_session_ends_with_bye() {
    let replies = say(
        Odd::default(),
        &[HELLO, RESET, r#"{"type":"bye","id":3}"#, RESET],
    );
    let kinds: Vec<&str> = replies.iter().map(kind).collect();
    assert_eq!(kinds, ["hello", "ready", "bye"]);
    assert_eq!(replies[1].to_string(), r#"{"id":2,"type":"ready"}"#);
}

#[test]
fn hello_says_what_is_declared() {
    let replies = say(Odd::default(), &[HELLO]);
    let capabilities = replies[0].get("capabilities").unwrap().to_string();
    assert_eq!(
        capabilities,
        concat!(
            r#"{"operations":["load","store","evict","range-fault","attach"],"#,
            r#""limits":{"processes":2,"pages":4096,"frames":9},"observe":["outcome"],"#,
            r#""reset":"in-place","deterministic":false,"ordering":"none","profiles":["strict"]}"#
        )
    );
}

#[test]
fn operations_are_carried_out_one_after_another() {
    assert_eq!(
        results(&[store("0x11"), load(0), load(0)]),
        r#"[{"status":"ok"},{"status":"ok","value":"18","faults":1},{"status":"ok","value":"19","faults":1}]"#
    );
}

#[test]
fn members_of_operations_are_read() {
    let fault = r#"{"op":"range-fault","process":0,"device":0,"start":0,"count":2"#;
    let attach = r#"{"op":"attach","device":0,"capacity":4,"dma":"#;
    assert_eq!(
        results(&[
            format!(r#"{fault}}}"#),
            format!(r#"{fault},"default":"fault","mask":"write","pages":["write","fault"]}}"#),
            format!(r#"{attach}"direct"}}"#),
            format!(r#"{attach}"iommu","iovas":6}}"#),
        ]),
        r#"[{"status":"ok","value":"0"},{"status":"ok","value":"1"},{"status":"ok"},{"status":"ok","value":"6"}]"#
    );
}

#[test]
fn unknown_ends_the_batch_and_unsupported_does_not() {
    assert_eq!(
        results(&[load(2), load(1), load(0)]),
        r#"[{"status":"unsupported","reason":"not here"},{"status":"unknown","reason":"a timeout"}]"#
    );
}

#[test]
fn a_panic_is_a_fault_of_the_adapter() {
    assert_eq!(
        results(&[load(-1), load(0)]),
        r#"[{"status":"fault","reason":"load: the device is on fire"}]"#
    );
    assert!(results(&[load(3)]).starts_with(r#"[{"status":"fault""#));
    assert!(is_refused(&[
        HELLO,
        &RESET.replace("\"pages\":4", "\"pages\":13")
    ]));
}

#[test]
fn what_is_not_declared_or_not_written_is_unsupported() {
    assert_eq!(
        results(&[
            r#"{"op":"exit","process":0}"#.to_owned(),
            r#"{"op":"evict","device":0,"count":1}"#.to_owned()
        ]),
        concat!(
            r#"[{"status":"unsupported","reason":"exit is not declared"},"#,
            r#"{"status":"unsupported","reason":"evict is declared, and not written"}]"#
        )
    );
}

#[test]
fn what_can_be_seen_is_shown_at_its_level() {
    let seeing = || Odd {
        seen: true,
        ..Odd::default()
    };
    let touched = say(seeing(), &[HELLO, RESET, &run(&store("7"), "touched")]);
    assert_eq!(
        touched[2].get("results").unwrap().to_string(),
        concat!(
            r#"[{"status":"ok","touched":[{"process":0,"page":0,"value":"7"},"#,
            r#"{"process":1,"page":0,"value":"7"}]}]"#
        )
    );
    let state = say(
        seeing(),
        &[
            HELLO,
            RESET,
            &run(&store("7"), "state"),
            r#"{"type":"observe","id":9}"#,
        ],
    );
    let shown = state[3].to_string();
    assert!(
        shown.starts_with(r#"{"id":9,"type":"state","used-frames":1,"pages":["#),
        "{shown}"
    );
    assert_eq!(shown.matches("value").count(), 6);
    let Some(Json::List(results)) = state[2].get("results") else {
        panic!("no results");
    };
    assert!(results[0].get("state").unwrap().get("pages").is_some());
}

#[test]
fn lines_that_are_no_requests_are_refused() {
    for line in [
        "",
        "[]",
        "{}",
        "hello",
        r#"{"id":1}"#,
        r#"{"type":"hello","protocol":[1]}"#,
        r#"{"type":"hello","id":1.5,"protocol":[1]}"#,
        r#"{"type":"hello","id":true,"protocol":[1]}"#,
        r#"{"type":["hello"],"id":1,"protocol":[1]}"#,
        r#"{"type":"hello","id":1,"protocol":[2]}"#,
        r#"{"type":"hello","id":1,"protocol":1}"#,
    ] {
        assert!(is_refused(&[line]), "{line}");
    }
    assert_eq!(
        kind(&talk(Odd::default(), &[b"{\"id\":1,\"x\":\"\xff\"}\n"])[0]),
        "error"
    );
    assert_eq!(kind(&talk(Odd::default(), &[HELLO.as_bytes()])[0]), "error");
}

#[test]
fn requests_out_of_order_or_beyond_what_is_declared_are_refused() {
    let run = run("", "outcome");
    assert!(is_refused(&[RESET]));
    assert!(is_refused(&[HELLO, HELLO]));
    assert!(is_refused(&[HELLO, &run]));
    assert!(is_refused(&[
        HELLO,
        RESET,
        &run.replace("outcome", "touched")
    ]));
    assert!(is_refused(&[HELLO, RESET, r#"{"type":"observe","id":3}"#]));
    assert!(is_refused(&[HELLO, &RESET.replace("strict", "v9")]));
    assert!(is_refused(&[
        HELLO,
        &RESET.replace("\"pages\":4", "\"pages\":4097")
    ]));
    assert!(is_refused(&[
        HELLO,
        &RESET.replace("\"pages\":4", "\"pages\":-1")
    ]));
    assert!(is_refused(&[
        HELLO,
        &RESET.replace("\"devices\":1", "\"frames\":1")
    ]));
    assert!(!is_refused(&[HELLO, RESET, &run]));
}

#[test]
fn operations_that_are_none_are_refused() {
    for wrong in [
        "7".to_owned(),
        r#"{"op":"mremap"}"#.to_owned(),
        r#"{"op":"load","process":0}"#.to_owned(),
        r#"{"op":"load","process":0,"page":2147483648}"#.to_owned(),
        r#"{"op":"store","process":0,"page":0,"value":1}"#.to_owned(),
        r#"{"op":"map","process":0,"start":0,"count":1,"protection":"write"}"#.to_owned(),
        r#"{"op":"attach","device":0,"capacity":4,"dma":"iommu"}"#.to_owned(),
        r#"{"op":"range-fault","process":0,"device":0,"start":0,"count":2,"pages":["read"]}"#
            .to_owned(),
        store("-1"),
        store("+1"),
        store("0x"),
        store(""),
        store("18446744073709551616"),
    ] {
        assert!(
            is_refused(&[HELLO, RESET, &run(&wrong, "outcome")]),
            "{wrong}"
        );
    }
}

#[test]
fn lines_that_are_too_long_are_refused_and_the_next_one_is_read() {
    let fits = format!("{HELLO}{}", " ".repeat(LINE_LIMIT - HELLO.len()));
    assert_eq!(
        kind(&talk(Odd::default(), &[fits.as_bytes(), b"\r\n"])[0]),
        "hello"
    );
    let long = "x".repeat(3 * LINE_LIMIT);
    let lines = [
        fits.as_bytes(),
        b" \n",
        long.as_bytes(),
        b"\n",
        HELLO.as_bytes(),
        b"\n",
    ];
    let replies = talk(Odd::default(), &lines);
    let kinds: Vec<&str> = replies.iter().map(kind).collect();
    assert_eq!(kinds, ["error", "error", "hello"]);
}

#[test]
fn replies_that_would_be_too_long_are_refused() {
    let many = vec![load(0); 25_000].join(",");
    assert!(is_refused(&[HELLO, RESET, &run(&many, "outcome")]));
}
