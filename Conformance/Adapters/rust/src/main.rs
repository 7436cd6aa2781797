//! The adapter to fill in: what stands here is an example with mapped memory and nothing else.
//!
//! Replace the maps by calls of your implementation, and add the operations that you have: each method of
//! `Subject` is one, and is declared by its name in `operations`. `hmmspec spec list` has what each has to do.

use std::collections::HashMap;
use std::io;

use hmmspec_adapter::json::Json;
use hmmspec_adapter::outcome::{errno, ok, value, Outcome};
use hmmspec_adapter::protocol::serve;
use hmmspec_adapter::subject::{Protection, Subject, World};

/// Private memory that one process maps, loads and stores.
#[derive(Default)]
struct Skeleton {
    size: i32,
    rights: HashMap<i32, Protection>,
    contents: HashMap<i32, u64>,
}

impl Subject for Skeleton {
    fn name(&self) -> &str {
        "skeleton"
    }

    fn operations(&self) -> &[&str] {
        &["map", "load", "store"]
    }

    fn limits(&self) -> &[(&str, i32)] {
        // frames, swap, device-frames, iova: not limited here.
        &[("processes", 1), ("pages", 8), ("devices", 1)]
    }

    fn is_deterministic(&self) -> bool {
        true
    }

    fn reset(&mut self, _profile: &str, world: &World) -> Result<(), String> {
        // Call: end all processes, take the devices away, start an empty process 0.
        *self = Skeleton {
            size: world.pages,
            ..Skeleton::default()
        };
        Ok(())
    }

    fn map(&mut self, process: i32, start: i32, count: i32, protection: Protection) -> Outcome {
        // Call: mmap with MAP_FIXED_NOREPLACE, with the errno that it gives.
        if process != 0 {
            return errno("ESRCH");
        }
        if start < 0 || count <= 0 || count > self.size || start > self.size - count {
            return errno("EINVAL");
        }
        let pages = start..start + count;
        if pages.clone().any(|page| self.rights.contains_key(&page)) {
            return errno("EEXIST");
        }
        self.rights.extend(pages.map(|page| (page, protection)));
        ok()
    }

    fn load(&mut self, process: i32, page: i32) -> Outcome {
        // Call: read the page as the process, by its CPU; a signal is the result.
        if process != 0 {
            return errno("ESRCH");
        }
        match self.rights.get(&page) {
            None | Some(Protection::None) => errno("SIGSEGV"),
            Some(_) => value(self.contents.get(&page).copied().unwrap_or(0)),
        }
    }

    fn store(&mut self, process: i32, page: i32, number: u64) -> Outcome {
        // Call: fill the page as the process.
        if process != 0 {
            return errno("ESRCH");
        }
        if self.rights.get(&page) != Some(&Protection::ReadWrite) {
            return errno("SIGSEGV");
        }
        self.contents.insert(page, number);
        ok()
    }

    // Next: unmap, protect, dontneed; then attach, register and device_load, device_store; then range_fault
    // and snapshot; then migrate_to_device, migrate_to_system, evict; fork, exit, swap_out, unregister.
    // What you cannot do now ends in unsupported(why), what you cannot tell in unknown(why).

    fn sees_pages(&self) -> bool {
        true
    }

    fn observe_page(&mut self, process: i32, page: i32) -> Option<Json> {
        // Call: pagemap, or what a debugger sees. Leave out what you cannot see; hmmspec finds more and
        // sooner the more there is. Without these two methods it judges by the results alone.
        let rights = self.rights.get(&page).filter(|_| process == 0);
        let mut view = Json::object([("mapped", Json::from(rights.is_some()))]);
        if let Some(rights) = rights {
            let word = match rights {
                Protection::None => "none",
                Protection::Read => "read",
                Protection::ReadWrite => "read-write",
            };
            view.push("protection", Json::from(word));
            let content = self.contents.get(&page).copied().unwrap_or(0);
            view.push("value", Json::value(content));
        }
        Some(view)
    }
}

fn main() -> io::Result<()> {
    // Nothing else may be written to standard output: use eprintln, not println.
    serve(
        Skeleton::default(),
        &mut io::stdin().lock(),
        &mut io::stdout().lock(),
    )
}
