//! What a running program has used so far: processor time, memory, open files. From `/proc`, so on Linux only.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::{Outcome, files};

/// The kernel's unit for processor time, as user space gets to see it.
const TICK: Duration = Duration::from_millis(10);

/// Processor time and memory of a program with all its processes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// Processor time so far, in user and kernel mode.
    pub(super) processor: Duration,
    /// Memory in bytes; a page that several processes share counts once.
    pub(super) memory: u64,
}

impl Usage {
    /// Of a process and its children.
    pub(super) fn of(process: u32) -> Outcome<Self> {
        let mut usage = Self::default();
        for process in family(process)? {
            let stat = files::read_text(&place(process, "stat"))?;
            let memory = files::read_text(&place(process, "smaps_rollup"))?;
            let wrong = || format!("what process {process} uses can't be read");
            usage.processor += Stat::read(&stat).ok_or_else(wrong)?.processor;
            usage.memory += kibibytes(&memory, "Pss:").ok_or_else(wrong)?;
        }
        Ok(usage)
    }
}

/// The resident memory of one process in bytes: now, and the most it ever was.
pub(super) fn resident(process: u32) -> Outcome<(u64, u64)> {
    let status = files::read_text(&place(process, "status"))?;
    kibibytes(&status, "VmRSS:")
        .zip(kibibytes(&status, "VmHWM:"))
        .ok_or_else(|| format!("the memory of process {process} can't be read"))
}

/// How many files one process has open, its connections among them.
pub(super) fn open_files(process: u32) -> Outcome<usize> {
    let folder = place(process, "fd");
    let files =
        fs::read_dir(&folder).map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
    Ok(files.count())
}

fn place(process: u32, file: &str) -> PathBuf {
    Path::new("/proc").join(process.to_string()).join(file)
}

/// The process and those it has started.
fn family(process: u32) -> Outcome<Vec<u32>> {
    let all = fs::read_dir("/proc").map_err(|error| format!("processes can't be listed: {error}"))?;
    let mut family = vec![process];
    for entry in all.flatten() {
        // Not every entry is a process, and a process may end while the others are looked at.
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let Ok(stat) = fs::read_to_string(place(id, "stat")) else { continue };
        if Stat::read(&stat).is_some_and(|stat| stat.parent == process) {
            family.push(id);
        }
    }
    Ok(family)
}

struct Stat {
    parent: u32,
    processor: Duration,
}

impl Stat {
    /// Reads `/proc/PID/stat`. The program's name is its second field, in brackets, and may hold anything.
    fn read(stat: &str) -> Option<Self> {
        let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at)?.parse::<u32>().ok();
        Some(Self { parent: ticks(1)?, processor: TICK * (ticks(11)? + ticks(12)?) })
    }
}

/// A line like `VmRSS:     9120 kB`, in bytes.
fn kibibytes(text: &str, name: &str) -> Option<u64> {
    let figure = text.lines().find_map(|line| line.strip_prefix(name))?.trim().strip_suffix(" kB")?;
    Some(figure.parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programs_name_can_hold_what_separates_fields() {
        let stat = "71 (a) b (c) S 42 71 71 0 -1 4194304 100 0 0 0 150 50 0 0 20 0 3 0 1000 0 0";
        let stat = Stat::read(stat).unwrap();
        assert_eq!((stat.parent, stat.processor), (42, Duration::from_secs(2)));
        assert!(Stat::read("71 (a").is_none());
    }

    #[test]
    fn a_line_of_memory_is_read() {
        let status = "Name:\trelay\nVmHWM:\t   10240 kB\nVmRSS:\t    9120 kB\n";
        assert_eq!(kibibytes(status, "VmRSS:"), Some(9_120 * 1024));
        assert_eq!(kibibytes(status, "VmSwap:"), None);
    }

    #[test]
    fn this_process_uses_something() {
        let this = std::process::id();
        assert!(Usage::of(this).unwrap().memory > 0);
        assert!(resident(this).unwrap().0 > 0 && open_files(this).unwrap() > 2);
    }
}
