//! What an answer is the answer to.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use contract::PageQuery;
use http::Uri;
use vendor::ApiKey;

/// Whose rows they are. An address and an account never get to see the rows of another.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// The vendor's address.
    pub(super) origin: Uri,
    /// The account there; its secret may change, and its rows are the same.
    pub(super) account: ApiKey,
}

/// A question: callers who ask it share its answer. The query is in normal form, since [`guard`](crate::guard) made it:
/// numbers are numbers, and a blank name is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// Who is asked.
    pub(super) source: Arc<Source>,
    /// What is asked.
    pub(super) query: PageQuery,
}

impl Hash for Key {
    /// Of the query alone. Keys of two sources are told apart when they are compared, and hardly ever meet, whereas an
    /// address is hashed byte by byte, many times for each question.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.query.hash(state);
    }
}

impl Key {
    /// About how much memory it takes, in bytes.
    pub(super) fn weight(&self) -> usize {
        let params = &self.query.params;
        let texts = params.str_time.len() + params.end_time.len();
        size_of::<Self>() + texts + params.task_name.as_deref().map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use contract::QueryParams;
    use vendor::Credentials;

    use super::*;

    fn key(origin: &'static str, account: &str, current: i64, texts: [&str; 3]) -> Key {
        let [str_time, end_time, task_name] = texts.map(str::to_owned);
        let account = Credentials::new(account, "secret").unwrap().key().clone();
        Key {
            source: Arc::new(Source { origin: Uri::from_static(origin), account }),
            query: PageQuery {
                current,
                size: 20,
                params: QueryParams { str_time, end_time, task_name: Some(task_name) },
            },
        }
    }

    #[test]
    fn what_differs_in_anything_is_another_question() {
        let usual = || key("https://a.example/", "k1", 1, ["s", "e", "n"]);
        assert_eq!(usual(), usual());
        for other in [
            key("https://b.example/", "k1", 1, ["s", "e", "n"]),
            key("https://a.example/", "k2", 1, ["s", "e", "n"]),
            key("https://a.example/", "k1", 2, ["s", "e", "n"]),
            key("https://a.example/", "k1", 1, ["se", "", "n"]),
            key("https://a.example/", "k1", 1, ["s", "en", ""]),
        ] {
            assert_ne!(usual(), other);
        }
    }
}
