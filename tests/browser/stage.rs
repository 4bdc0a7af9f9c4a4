//! The stage in Rust: the network, the clock and the address that a test scripts.

use contract::{PageAnswer, PageQuery, Problem, QUERY_PAGE_PATH, Session, Task};
use recall_desk::api::Relay;
use recall_desk::app::app;
use recall_desk::markup::el;
use recall_desk::model::sheet::Sheet;
use recall_desk::state::desk::Desk;
use recall_desk::state::place::Place;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::data::{answer, cut, session};
use crate::page::{Shown, document, settled, show, tell};

#[wasm_bindgen(module = "/tests/browser/stage.js")]
extern "C" {
    #[wasm_bindgen(js_name = Stage)]
    type Script;

    #[wasm_bindgen(constructor, js_class = "Stage")]
    fn new(query: &str) -> Script;
    #[wasm_bindgen(method)]
    fn clear(this: &Script);
    #[wasm_bindgen(method, getter)]
    fn errors(this: &Script) -> Vec<String>;
    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &Script, query: &str);
    #[wasm_bindgen(method, getter)]
    fn query(this: &Script) -> String;
    #[wasm_bindgen(method, getter)]
    fn files(this: &Script) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn places(this: &Script) -> u32;
    #[wasm_bindgen(method, getter)]
    fn calls(this: &Script) -> Vec<Call>;
    #[wasm_bindgen(method)]
    fn answer(this: &Script, at: usize, status: u16, text: &str);
    #[wasm_bindgen(method, js_name = answer)]
    fn answer_for(this: &Script, at: usize, status: u16, text: &str, retry_after: u32);
    #[wasm_bindgen(method, js_name = "break")]
    fn break_off(this: &Script, at: usize);
    #[wasm_bindgen(method, setter = heedsAborts)]
    fn set_heeds_aborts(this: &Script, heeds: bool);
    #[wasm_bindgen(method, setter = online)]
    fn set_online(this: &Script, online: bool);
    #[wasm_bindgen(method, setter = hidden)]
    fn set_hidden(this: &Script, hidden: bool);
    #[wasm_bindgen(method)]
    fn pass(this: &Script, milliseconds: u32);
    #[wasm_bindgen(method, js_name = set)]
    fn set_clock(this: &Script, milliseconds: i32);
    #[wasm_bindgen(method, js_name = underWay)]
    fn under_way(this: &Script) -> Vec<String>;

    type Call;

    #[wasm_bindgen(method, getter)]
    fn url(this: &Call) -> String;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Call) -> String;
    #[wasm_bindgen(method, getter)]
    fn open(this: &Call) -> bool;
    #[wasm_bindgen(method, getter)]
    fn aborted(this: &Call) -> bool;
}

/// The stage. It is cleared when it is dropped.
pub struct Stage(Script);

impl Drop for Stage {
    fn drop(&mut self) {
        self.0.clear();
        // A task that panics stops without a word to whoever waits for it.
        assert_eq!(self.0.errors(), [""; 0]);
    }
}

/// A request for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its place among all requests.
    pub at: usize,
    /// What was asked.
    pub query: PageQuery,
    /// Whether nobody has answered it and it was not called off.
    pub open: bool,
    /// Whether it was called off.
    pub aborted: bool,
}

/// A desk without a view; dropping it unmounts it.
pub struct Panel {
    pub desk: Desk,
    _shown: Shown,
}

impl Stage {
    /// A stage on which the page's address has this query string.
    pub fn set(query: &str) -> Self {
        Self(Script::new(query))
    }

    /// A desk that knows its session and has asked its first question.
    pub async fn desk(&self) -> Panel {
        let panel = self.unknown_desk().await;
        self.tell_session().await;
        panel
    }

    /// The whole panel, which knows its session and has asked its first question, and its desk.
    pub async fn panel(&self) -> (Shown, Desk) {
        let panel = self.unknown_panel().await;
        self.tell_session().await;
        panel
    }

    /// The whole panel, which has just asked for its session, and its desk.
    pub async fn unknown_panel(&self) -> (Shown, Desk) {
        let draw = || {
            let desk = Desk::new(Relay::at("/ops/recall/".to_owned(), None), Place::new(None, true));
            (app(desk), desk)
        };
        let panel = show(draw);
        settled().await;
        panel
    }

    /// A desk that has just asked for its session.
    pub async fn unknown_desk(&self) -> Panel {
        let (shown, desk) = show(|| {
            (el("div"), Desk::new(Relay::at("/ops/recall/".to_owned(), None), Place::new(None, true)))
        });
        settled().await;
        Panel { desk, _shown: shown }
    }

    /// Answers the request for the session.
    pub async fn tell_session(&self) {
        settled().await;
        self.tell_session_at_once();
        settled().await;
    }

    /// Answers the request for the session and does not wait for what comes of it.
    pub fn tell_session_at_once(&self) {
        self.say(self.session_request(), 200, &session());
    }

    /// Answers the request for the session, which has to be there, with another one.
    pub async fn tell(&self, session: &Session) {
        self.say(self.session_request(), 200, session);
        settled().await;
    }

    /// Answers the request for the session with a failure.
    pub async fn refuse_session(&self, problem: &Problem) {
        self.say(self.session_request(), problem.status, problem);
        settled().await;
    }

    fn session_request(&self) -> usize {
        let is_waiting = |call: Call| call.open() && call.url().ends_with("/session");
        self.0.calls().into_iter().position(is_waiting).unwrap()
    }

    /// Every request for a page so far, the oldest first.
    pub fn asked(&self) -> Vec<Asked> {
        let of_page = |(at, call): (usize, Call)| {
            call.url().ends_with(QUERY_PAGE_PATH).then(|| Asked {
                at,
                query: serde_json::from_str(&call.body()).unwrap(),
                open: call.open(),
                aborted: call.aborted(),
            })
        };
        self.0.calls().into_iter().enumerate().filter_map(of_page).collect()
    }

    /// The requests that wait for an answer.
    pub fn open(&self) -> Vec<Asked> {
        self.asked().into_iter().filter(|asked| asked.open).collect()
    }

    /// The one request that waits for an answer.
    pub fn only(&self) -> Asked {
        let [asked] = self.open().try_into().unwrap_or_else(|open| panic!("open: {open:?}"));
        asked
    }

    /// Answers the one open request with these rows of a window that has `total`.
    pub async fn give(&self, records: Vec<Task>, total: i64) {
        let asked = self.only();
        self.answer(&asked, &answer(&asked.query, records, total));
        settled().await;
    }

    /// Answers a request from a window as the vendor cuts it.
    pub async fn give_from(&self, asked: &Asked, window: &[Task]) {
        self.answer(asked, &cut(&asked.query, window));
        settled().await;
    }

    /// Answers whatever is open, the latest first, from a window as the vendor cuts it, until nothing is.
    pub async fn give_all_from(&self, window: &[Task]) {
        while let Some(asked) = self.open().last() {
            self.give_from(asked, window).await;
        }
    }

    /// Answers a request. What comes of it comes once the test waits for it, like with all that follows.
    pub fn answer(&self, asked: &Asked, answer: &PageAnswer) {
        self.say(asked.at, 200, answer);
    }

    /// Answers a request with a failure.
    pub fn refuse(&self, asked: &Asked, problem: &Problem) {
        self.say(asked.at, problem.status, problem);
    }

    /// Answers a request with something that the relay would not say.
    pub fn garble(&self, asked: &Asked, status: u16, text: &str) {
        self.0.answer(asked.at, status, text);
    }

    /// Answers a request with something that the relay would not say, and with the header `Retry-After`.
    pub fn garble_for(&self, asked: &Asked, status: u16, text: &str, seconds: u32) {
        self.0.answer_for(asked.at, status, text, seconds);
    }

    /// Breaks the connection of a request.
    pub fn break_off(&self, asked: &Asked) {
        self.0.break_off(asked.at);
    }

    fn say(&self, at: usize, status: u16, what: &impl Serialize) {
        self.0.answer(at, status, &serde_json::to_string(what).unwrap());
    }

    /// From now on requests go on although they were called off, as where an answer has just come.
    pub fn ignore_aborts(&self) {
        self.0.set_heeds_aborts(false);
    }

    /// Takes the network away, or gives it back.
    pub fn set_online(&self, online: bool) {
        self.0.set_online(online);
        tell(&web_sys::window().unwrap(), if online { "online" } else { "offline" });
    }

    /// Puts a query string into the address, as Back and Forward do.
    pub async fn go_to_address(&self, query: &str) {
        self.0.go_to(query);
        tell(&web_sys::window().unwrap(), "popstate");
        settled().await;
    }

    /// The query string that the panel wrote into the address.
    pub fn address(&self) -> String {
        self.0.query()
    }

    /// The names and texts of the files that the panel handed out.
    pub fn files(&self) -> Vec<String> {
        self.0.files()
    }

    /// The one file that the panel handed out: its name and its text.
    pub fn file(&self) -> [String; 2] {
        self.files().try_into().unwrap_or_else(|files: Vec<_>| panic!("names and texts: {files:?}"))
    }

    /// How many places the panel added to the browser's history.
    pub fn places(&self) -> u32 {
        self.0.places()
    }

    /// Hides the page, or shows it again.
    pub fn set_hidden(&self, hidden: bool) {
        self.0.set_hidden(hidden);
        tell(&document(), "visibilitychange");
    }

    /// Lets seconds go by, one after another.
    pub async fn pass(&self, seconds: u32) {
        for _ in 0..seconds {
            self.0.pass(1_000);
            settled().await;
        }
    }

    /// Lets less than a second go by, and waits for nothing.
    pub fn pass_milliseconds(&self, milliseconds: u32) {
        self.0.pass(milliseconds);
    }

    /// Sets the browser's clock forwards or backwards, while no time goes by.
    pub fn set_clock(&self, seconds: i32) {
        self.0.set_clock(seconds * 1_000);
    }

    /// The requests, timers and lasting listeners that there are at the moment.
    pub fn under_way(&self) -> Vec<String> {
        self.0.under_way()
    }
}

/// Rows that a desk has and rows of the window, if the former are not all.
pub fn part(desk: Desk) -> Option<(i64, i64)> {
    desk.snapshot.get_untracked()?.rows.part()
}

/// The IDs of the rows that a desk shows.
pub fn shown_ids(desk: Desk) -> Vec<i64> {
    let ids = |sheet: Sheet| sheet.rows.iter().filter_map(|row| row.task.key_id).collect();
    desk.sheet.get_untracked().map(ids).unwrap_or_default()
}
