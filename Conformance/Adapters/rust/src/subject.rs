//! What hmmspec asks an implementation for.

use crate::json::Json;
use crate::outcome::{unsupported, Outcome};

/// What a mapping allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protection {
    #[default]
    None,
    Read,
    ReadWrite,
}

/// How a device reaches system memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dma {
    #[default]
    Direct,
    Iommu,
}

/// What a range fault asks for on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub fault: bool,
    pub write: bool,
}

/// What a range fault asks for on all its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    pub default: Request,
    pub mask: Request,
    pub pages: Vec<Request>,
}

impl Requests {
    /// What is asked for on the page at this offset: its own request under the mask, and the default. To
    /// write counts only with to fault.
    pub fn at(&self, offset: usize) -> Request {
        let own = self.pages.get(offset).copied().unwrap_or_default();
        let fault = self.default.fault || (own.fault && self.mask.fault);
        let write = self.default.write || (own.write && self.mask.write);
        Request {
            fault,
            write: fault && write,
        }
    }
}

/// How much of everything there is in a run. A resource that hmmspec does not name is not limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct World {
    pub processes: i32,
    pub pages: i32,
    pub devices: i32,
    pub frames: i32,
    pub swap: i32,
    pub device_frames: i32,
    pub iova: i32,
}

impl World {
    pub const PLENTY: i32 = i32::MAX;
}

/// An implementation. Processes, devices and pages are hmmspec's numbers, and may be out of range.
///
/// An operation that is not named by `operations` is not declared, and never asked for.
#[allow(unused_variables)] // The defaults use none of their arguments.
pub trait Subject {
    fn name(&self) -> &str;

    fn version(&self) -> &str {
        "1"
    }

    /// The operations that are written below, by their names in the protocol.
    fn operations(&self) -> &[&str];

    /// The largest world that `reset` can make, by the names in the protocol: leave out what is not limited.
    fn limits(&self) -> &[(&str, i32)] {
        &[("processes", 1), ("pages", 8), ("devices", 1)]
    }

    /// Whether the same operations after a reset always give the same results.
    fn is_deterministic(&self) -> bool {
        false
    }

    /// The profiles that it can be reset to; none for all.
    fn profiles(&self) -> &[&str] {
        &[]
    }

    /// Whether `observe_page` sees anything.
    fn sees_pages(&self) -> bool {
        false
    }

    /// Whether `observe_state` sees anything.
    fn sees_state(&self) -> bool {
        false
    }

    /// Everything as at the start: process 0 lives; nothing is mapped, attached or in use.
    fn reset(&mut self, profile: &str, world: &World) -> Result<(), String>;

    /// What can be seen of a page without touching it: the members of a page in the protocol, but process and page.
    fn observe_page(&mut self, process: i32, page: i32) -> Option<Json> {
        None
    }

    /// What can be seen of everything but the pages, when all that was put off has been done.
    fn observe_state(&mut self) -> Json {
        Json::object([])
    }

    fn map(&mut self, process: i32, start: i32, count: i32, protection: Protection) -> Outcome {
        unwritten("map")
    }

    fn unmap(&mut self, process: i32, start: i32, count: i32) -> Outcome {
        unwritten("unmap")
    }

    fn protect(&mut self, process: i32, start: i32, count: i32, protection: Protection) -> Outcome {
        unwritten("protect")
    }

    fn dontneed(&mut self, process: i32, start: i32, count: i32) -> Outcome {
        unwritten("dontneed")
    }

    fn load(&mut self, process: i32, page: i32) -> Outcome {
        unwritten("load")
    }

    fn store(&mut self, process: i32, page: i32, value: u64) -> Outcome {
        unwritten("store")
    }

    fn fork(&mut self, process: i32, child: i32) -> Outcome {
        unwritten("fork")
    }

    fn exit(&mut self, process: i32) -> Outcome {
        unwritten("exit")
    }

    fn swap_out(&mut self, process: i32, page: i32) -> Outcome {
        unwritten("swap-out")
    }

    fn attach(&mut self, device: i32, capacity: i32, dma: Dma, iovas: i32) -> Outcome {
        unwritten("attach")
    }

    fn register(&mut self, process: i32, device: i32, start: i32, count: i32) -> Outcome {
        unwritten("register")
    }

    fn unregister(&mut self, process: i32, device: i32) -> Outcome {
        unwritten("unregister")
    }

    fn range_fault(
        &mut self,
        process: i32,
        device: i32,
        start: i32,
        count: i32,
        requests: &Requests,
    ) -> Outcome {
        unwritten("range-fault")
    }

    fn snapshot(&mut self, process: i32, device: i32, start: i32, count: i32) -> Outcome {
        unwritten("snapshot")
    }

    fn device_load(&mut self, process: i32, device: i32, start: i32, count: i32) -> Outcome {
        unwritten("device-load")
    }

    /// The first page gets the value, each next one a value one higher.
    fn device_store(
        &mut self,
        process: i32,
        device: i32,
        start: i32,
        count: i32,
        value: u64,
    ) -> Outcome {
        unwritten("device-store")
    }

    fn migrate_to_device(&mut self, process: i32, device: i32, start: i32, count: i32) -> Outcome {
        unwritten("migrate-to-device")
    }

    fn migrate_to_system(&mut self, process: i32, device: i32, start: i32, count: i32) -> Outcome {
        unwritten("migrate-to-system")
    }

    fn evict(&mut self, device: i32, count: i32) -> Outcome {
        unwritten("evict")
    }
}

fn unwritten(operation: &str) -> Outcome {
    unsupported(&format!("{operation} is declared, and not written"))
}

#[cfg(test)]
mod tests {
    use super::{Request, Requests};

    #[test]
    fn requests_count_under_the_mask_and_writing_only_with_a_fault() {
        let request = |fault, write| Request { fault, write };
        let mut asked = Requests {
            default: request(false, true),
            mask: request(true, false),
            pages: vec![request(true, false), request(false, true)],
        };
        assert_eq!(asked.at(0), request(true, true));
        assert_eq!(asked.at(1), request(false, false));
        asked.default = request(true, false);
        assert_eq!(asked.at(1), request(true, false));
        assert_eq!(asked.at(7), request(true, false));
    }
}
