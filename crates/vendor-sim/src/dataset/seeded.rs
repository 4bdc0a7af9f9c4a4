//! Believable data from a seed: tasks of the last 45 days, denser in office hours, and one or two odd ones a page.
//!
//! Everything about a task follows from the seed, the number of tasks and its rank in time, so that two simulators
//! with the same settings and clock hold the same data.

use chrono::{DateTime, Datelike, Timelike, Weekday};

use super::{dice::Dice, names};
use crate::task::{Fate, SimTask};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAYS: i64 = 45 * 24 * HOUR;

/// A new task appears about as often, in seconds.
const GROWTH: i64 = 2 * MINUTE;

/// So many consecutive recall tasks share `PARENTS` parents between them.
const BLOCK: usize = 8;
const PARENTS: i64 = 3;

/// One task in so many is odd.
const ODD: usize = 41;

/// Purposes of dice; each thing is thrown for with its own.
const MOMENT: u64 = 1;
const TASK: u64 = 2;
const PARENT: u64 = 3;
const ARRIVAL: u64 = 4;

/// What seeded data is made from.
pub(crate) struct Seeded {
    /// Decides everything that chance would.
    pub(crate) seed: u64,
    /// How many tasks there are at the start.
    pub(crate) tasks: usize,
    /// The start, in unix seconds: no task is younger at first.
    pub(crate) start: i64,
    /// The vendor's zone, which decides what office hours are.
    pub(crate) utc_offset_minutes: i32,
}

impl Seeded {
    /// The tasks at the start, oldest first.
    pub(crate) fn tasks(&self) -> Vec<SimTask> {
        let mut moments: Vec<i64> = (0..self.tasks).map(|index| self.moment(index)).collect();
        moments.sort_unstable();
        let task =
            |(rank, created): (usize, &i64)| self.task(rank, *created, moments[Self::first_of_block(rank)]);
        moments.iter().enumerate().map(task).collect()
    }

    /// When the task of this rank appears, if it is not one of those at the start.
    pub(crate) fn next_created(&self, rank: usize) -> i64 {
        let nth = i64::try_from(rank.saturating_sub(self.tasks) + 1).unwrap_or(i64::MAX);
        let early = Dice::new(self.seed, ARRIVAL, rank).below(GROWTH * 3 / 4);
        self.start.saturating_add(nth.saturating_mul(GROWTH)) - early
    }

    /// The rank of the first task in this task's block; parents are as old as that one.
    pub(crate) fn first_of_block(rank: usize) -> usize {
        rank / BLOCK * BLOCK
    }

    /// A moment within the last 45 days, most likely in office hours; some fall in the last eight hours, lest today
    /// be empty at night.
    fn moment(&self, index: usize) -> i64 {
        let mut dice = Dice::new(self.seed, MOMENT, index);
        if index.is_multiple_of(16) {
            return self.start - 1 - dice.below(8 * HOUR);
        }
        let mut moment = self.start - 1 - dice.below(DAYS);
        for _ in 0..12 {
            if dice.one_in(self.rarity(moment)) {
                break;
            }
            moment = self.start - 1 - dice.below(DAYS);
        }
        moment
    }

    /// How rare tasks are at a moment, compared with office hours.
    fn rarity(&self, moment: i64) -> i64 {
        let offset = i64::from(self.utc_offset_minutes) * MINUTE;
        let local = DateTime::from_timestamp(moment + offset, 0).unwrap_or_default();
        let weekend = matches!(local.weekday(), Weekday::Sat | Weekday::Sun);
        match local.hour() {
            9..18 if weekend => 3,
            9..18 => 1,
            18..22 => 4,
            _ => 20,
        }
    }

    /// The task of a rank. `block_created` is when the first task of its block was created.
    pub(crate) fn task(&self, rank: usize, created: i64, block_created: i64) -> SimTask {
        let mut dice = Dice::new(self.seed, TASK, rank);
        let serial = i64::try_from(rank).unwrap_or(i64::MAX / 4);
        let parent = serial / i64::try_from(BLOCK).unwrap_or(1) * PARENTS + dice.below(PARENTS);
        // Tasks that appear while somebody watches are quick, so that there is something to watch.
        let intervals = if rank < self.tasks { SLOW } else { QUICK };
        let recall_num = dice.below(10) + 1;
        let mut task = SimTask {
            key_id: 120_000 + serial * 3 + dice.below(3),
            task_id: Some(5_009_000 + parent * 7),
            task_name: Some(self.parent_name(parent, block_created)),
            created,
            recall_type: Some(i64::from(dice.below(5) >= 2)),
            recall_interval: Some(dice.pick(intervals)),
            recall_num: Some(recall_num),
            fate: match dice.below(25) {
                0 | 1 => Fate::Cancelled,
                2 | 3 => Fate::Fails { after: dice.below(recall_num) },
                4 => Fate::Stalls { after: (recall_num / 2).max(1) },
                _ => Fate::Runs,
            },
        };
        if rank % ODD == ODD / 2 {
            make_odd(&mut task, rank / ODD, serial);
        }
        task
    }

    fn parent_name(&self, parent: i64, block_created: i64) -> String {
        let mut dice = Dice::new(self.seed, PARENT, usize::try_from(parent).unwrap_or_default());
        let parent_created = block_created - 50 - dice.below(HOUR);
        names::name(&mut dice, parent_created, self.utc_offset_minutes)
    }
}

const SLOW: [i64; 12] = [5, 10, 15, 30, 30, 30, 60, 60, 120, 240, 720, 1440];
const QUICK: [i64; 12] = [1, 1, 1, 1, 2, 2, 2, 3, 3, 5, 5, 10];

/// What the vendor's real data holds now and then, and what a panel has to bear.
fn make_odd(task: &mut SimTask, nth: usize, serial: i64) {
    match nth % 9 {
        0 => {
            task.recall_num = Some(3);
            task.fate = Fate::Stands { status: Some(1), finish_num: Some(5) };
        }
        1 => {
            task.recall_num = Some(0);
            task.fate = Fate::Stands { status: Some(2), finish_num: Some(0) };
        }
        2 => {
            (task.task_name, task.recall_interval) = (None, None);
            task.fate = Fate::Stands { status: Some(0), finish_num: None };
        }
        3 => task.fate = Fate::Stands { status: Some(7), finish_num: Some(1) },
        4 => task.recall_type = Some(2),
        // Odd, so that no 64-bit float can hold it; out of the order of the other keys.
        5 => task.key_id = 9_007_199_254_740_993 + serial * 2,
        6 => task.task_name = Some("<b>Autumn sale</b> & \"friends\"".to_owned()),
        7 => task.task_name = Some(names::long_cjk()),
        _ => task.task_name = Some(String::new()),
    }
}
