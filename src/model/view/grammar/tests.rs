//! The grammar of the address: what it reads, what it drops, and that it reads what it writes.

use proptest::prelude::*;

use super::*;

const ZONE: Zone = Zone::Fixed(480);

fn dropped(query: &str) -> Vec<String> {
    View::parse(query).dropped.into_iter().map(|dropped| dropped.name).collect()
}

#[test]
fn the_default_view_is_the_empty_query() {
    assert_eq!(View::default().to_query(ZONE), "");
    assert_eq!(View::parse(""), Parsed::default());
    assert_eq!(View::parse("?"), Parsed::default());
}

#[test]
fn a_link_says_in_plain_sight_what_it_shows() {
    let query = "range=today&q=May+Day&status=1,4&type=0&sort=-created&page=3&size=50&task=298&tz=utc&refresh=60\
                 &cols=name,status&density=compact&theme=dark&lang=zh-CN&embed=1";
    let parsed = View::parse(query);
    assert_eq!(parsed.dropped, []);
    assert_eq!(parsed.view.to_query(ZONE), query);
}

#[test]
fn parameters_of_others_are_kept_and_ignored() {
    let parsed = View::parse("utm_source=mail&page=2&x=%26&x=2");
    assert_eq!(parsed.dropped, []);
    assert_eq!(parsed.view.to_query(ZONE), "page=2&utm_source=mail&x=%26&x=2");
}

#[test]
fn bad_values_are_dropped_and_named() {
    let query = "range=week&q=a%00b&status=1,x&type=,&sort=size&page=0&size=30&task=1.5&tz=mars&refresh=5&cols=\
                 &density=tiny&theme=pink&lang=fr&embed=yes";
    let parsed = View::parse(query);
    assert_eq!(parsed.view, View::default());
    assert_eq!(parsed.dropped.len(), 15);
    assert_eq!(dropped("page=99999999999999999999"), ["page"]);
}

#[test]
fn a_parameter_that_stands_twice_means_the_first() {
    let parsed = View::parse("page=2&page=3");
    assert_eq!(parsed.view.page.get(), 2);
    assert_eq!(parsed.dropped, [Dropped { name: "page".into(), value: "3".into() }]);
}

#[test]
fn from_and_to_replace_the_range_together_or_not_at_all() {
    let both = "from=2024-05-18T00:00:00%2B08:00&to=2024-05-19T23:59:59%2B08:00";
    assert_eq!(View::parse(&format!("range=today&{both}")).view.to_query(ZONE), both);
    assert_eq!(dropped("from=2024-05-18T00:00:00Z"), ["from"]);
    assert_eq!(dropped("from=2024-05-18T00:00:00&to=2024-05-19T00:00:00Z"), ["from", "to"]);
    assert_eq!(dropped("from=2024-05-19T00:00:00Z&to=2024-05-18T00:00:00Z"), ["from", "to"]);
    assert_eq!(dropped("from=2024-05-19T00:00:00Z&to=9999-12-31T23:59:59Z"), ["from", "to"]);
}

#[test]
fn a_plus_sign_typed_into_an_address_is_understood() {
    let typed = View::parse("from=2024-05-18T00:00:00+08:00&to=2024-05-19T23:59:59+08:00");
    let escaped = View::parse("from=2024-05-18T00:00:00%2B08:00&to=2024-05-19T23:59:59%2B08:00");
    assert_eq!(typed, escaped);
}

prop_compose! {
    fn any_range()(preset in 0..8_usize, start in 0..2_000_000_000_i64, length in 0..10_000_000_i64) -> Range {
        match Preset::ALL.get(preset) {
            Some(preset) => Range::Preset(*preset),
            None => Range::Custom(Window::new(start, start + length).unwrap()),
        }
    }
}

fn any_of<T: Copy + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    (0..all.len()).prop_map(|at| all[at])
}

prop_compose! {
    fn any_numbers()(set in proptest::collection::btree_set(any::<i64>(), 0..5)) -> Vec<i64> {
        set.into_iter().collect()
    }
}

prop_compose! {
    fn any_view()(
        range in any_range(),
        search in "\\PC{0,20}",
        (statuses, types) in (any_numbers(), any_numbers()),
        sort in proptest::option::of((any_of(&Column::ALL), any::<bool>())),
        page in 1..i64::MAX,
        task in proptest::option::of(any::<i64>()),
        (size, zone, refresh) in (any_of(PageSize::ALL), any_of(ZoneChoice::ALL), any_of(Refresh::ALL)),
        columns in proptest::option::of(proptest::sample::subsequence(Column::ALL.to_vec(), 1..8)),
        (density, theme) in (any_of(Density::ALL), any_of(Theme::ALL)),
        (language, embedded) in (proptest::option::of(any_of(Language::ALL)), any::<bool>()),
        foreign in proptest::collection::vec(("x-[a-z]{0,3}", "\\PC{0,8}"), 0..3),
    ) -> View {
        View {
            range, search: search.trim().to_owned(), statuses, types,
            sort: sort.map(|(column, descending)| Sort { column, descending }),
            page: PageNumber::new(page).unwrap(),
            size, task, zone, refresh, columns, density, theme, language, embedded, foreign,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(view in any_view()) {
        let parsed = View::parse(&view.to_query(ZONE));
        prop_assert_eq!(parsed.dropped, []);
        prop_assert_eq!(parsed.view, view);
    }

    #[test]
    fn any_text_is_read_and_then_says_the_same_again(query in "\\PC{0,80}") {
        let view = View::parse(&query).view;
        let again = View::parse(&view.to_query(ZONE));
        prop_assert_eq!(again.dropped, []);
        prop_assert_eq!(again.view, view);
    }
}
