//! Every bound that the relay holds its callers and the vendor to, in one place.

use std::time::Duration;

/// The largest request body, in bytes. The call's own body is below 500.
pub const REQUEST_BODY: usize = 8 * 1024;

/// How long a request body may take to arrive. Callers are promised an answer within 5 s, so this is a little less.
pub const REQUEST_BODY_TIME: Duration = Duration::from_millis(4_500);

/// How much of a body that is too large is read and thrown away before the refusal, in bytes. A caller that is still
/// sending when the connection closes sees a reset and never the refusal.
pub const DISCARDED_BODY: usize = 1024 * 1024;

/// How long that throwing away may take.
pub const DISCARDING_TIME: Duration = Duration::from_secs(1);

/// The longest request target, in bytes.
pub const TARGET: usize = 2 * 1024;

/// The largest header block, in bytes of names and values.
pub const HEADER_BYTES: usize = 16 * 1024;

/// The most header fields of a request.
pub const HEADER_FIELDS: usize = 64;

/// Where the parser itself gives up, in bytes of a request's head. It closes the connection, so it leaves room above
/// [`HEADER_BYTES`] and [`TARGET`], whose refusal doesn't.
pub const PARSER_BYTES: usize = 32 * 1024;

/// Where the parser itself gives up, in header fields; above [`HEADER_FIELDS`] for the same reason.
pub const PARSER_FIELDS: usize = 128;

/// How long a request's head may take to arrive, and how long a connection may idle between two requests.
pub const HEAD_TIME: Duration = Duration::from_secs(5);

/// How long a caller may take to accept the next bytes of an answer.
pub const WRITE_STALL: Duration = Duration::from_secs(8);

/// How much of an answer the system takes on for a connection whose caller doesn't take it yet, in bytes. Left to itself
/// it is up to 4 MiB, and slow callers by the thousand would fill the system's memory with it. This much is on its way
/// at once, so the panel's 150 KB still arrive within a second from the other side of the world.
pub const SEND_BUFFER: u32 = 64 * 1024;

/// The most connections at once, on the public port. Beyond it they wait in the system's queue.
pub const CONNECTIONS: usize = 4_096;

/// How long connections may still bring requests after the signal to stop. More than a caller is likely to pause
/// between two requests, so that hardly any is sent into a connection that is just being closed.
pub const LAST_CALL: Duration = Duration::from_secs(2);

/// How long open requests may take to finish after that. More than a whole query may take, and together less than the
/// 20 s after which a supervisor may lose patience.
pub const DRAIN: Duration = Duration::from_secs(15);

/// How long a connection to the vendor may take to come about, the name's address and encryption included.
pub const VENDOR_CONNECT: Duration = Duration::from_secs(2);

/// How long the vendor may take until its answer begins, from when a connection is wanted.
pub const VENDOR_FIRST_BYTE: Duration = Duration::from_secs(8);

/// How long a whole query may take, with queue and retries.
pub const VENDOR_QUERY: Duration = Duration::from_secs(12);

/// The time that a retry must have left for itself; with less there is no point in it.
pub const RETRY_ROOM: Duration = Duration::from_secs(1);

/// The most retries of one query, whatever they are for.
pub const RETRIES: u32 = 2;

/// How many queries earn one retry among them. In an outage the vendor gets a fifth more requests and not thrice as many.
pub const QUERIES_A_RETRY: u32 = 5;

/// The most retries that can be saved up, which is also how many there are at the start.
pub const RETRIES_SAVED: u32 = 10;

/// The longest pause before the first retry; twice as long before the second.
pub const BACKOFF: Duration = Duration::from_millis(200);

/// The most requests to the vendor at once.
pub const VENDOR_CALLS: usize = 32;

/// The most that wait for their turn. It comes within [`VENDOR_QUEUE_TIME`] if the vendor answers in a quarter of that.
pub const VENDOR_QUEUE: usize = 128;

/// How long one may wait for its turn. Who waits longer is better told to come back.
pub const VENDOR_QUEUE_TIME: Duration = Duration::from_secs(1);

/// So many failures on end, and the vendor is not asked for a while. A panel that reads a whole range and then tries once
/// more makes about as many attempts by itself, and one person's bad luck is no outage.
pub const BREAKER_STREAK: u32 = 20;

/// The number of attempts over which the rate of failures is taken, at most 64. More than half of them failed: the
/// vendor is not asked for a while.
pub const BREAKER_WINDOW: u32 = 40;

/// For how long the vendor is not asked at first. Short, because many outages are.
pub const BREAKER_PAUSE: Duration = Duration::from_secs(1);

/// For how long it is not asked at most: each probe in vain doubles the pause up to this.
pub const BREAKER_LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// How often the files of secrets and keys are looked at.
pub const FILE_LOOK: Duration = Duration::from_secs(1);

/// How long a query waits for such a look, when the vendor has refused its secret.
pub const FILE_PATIENCE: Duration = Duration::from_secs(2);

/// For how long an answer is given to others who ask the same, unless the operator says otherwise.
pub const FRESH: Duration = Duration::from_secs(5);

/// The longest that the operator may say. Rows that are older must be marked as such.
pub const LONGEST_FRESH: Duration = STALE;

/// How old an answer may be that is given because asking failed.
pub const STALE: Duration = Duration::from_mins(1);

/// The most memory that answers take, in bytes. A page of 100 tasks takes about 25 KiB.
pub const CACHE_WEIGHT: usize = 16 * 1024 * 1024;

/// How long an idle connection to the vendor is kept. Shorter than common servers keep theirs (60 s and more), so
/// that a request is seldom sent into a connection that the vendor is just closing.
pub const VENDOR_IDLE: Duration = Duration::from_secs(20);

/// The largest answer of the vendor, in bytes, packed and unpacked alike. A page of 100 tasks is below 64 KiB.
pub const VENDOR_ANSWER: usize = 2 * 1024 * 1024;

/// The longest token, in characters. Those of common identity providers take up to 4,000.
pub const TOKEN: usize = 8 * 1024;

/// How far the clocks of relay and identity provider may be apart before a token counts as expired, or as not valid yet.
pub const TOKEN_LEEWAY: Duration = Duration::from_secs(30);

/// How long fetching the identity provider's keys may take.
pub const KEYS_TIME: Duration = Duration::from_secs(3);

/// The largest document with keys, in bytes. A key is below 2 KiB, and nobody has a hundred.
pub const KEYS_DOCUMENT: usize = 256 * 1024;

/// How long to wait from one fetch of keys to the next, whatever names of keys come up in tokens.
pub const KEYS_PAUSE: Duration = Duration::from_mins(1);

/// The same while no fetch has succeeded yet, and so nobody can get in.
pub const KEYS_FIRST_PAUSE: Duration = Duration::from_secs(5);

/// How old keys may become before they are fetched anew: for so long a withdrawn one still counts.
pub const KEYS_AGE: Duration = Duration::from_mins(10);
