//! The body of the call has the documented form.

use vendor::PageRequest;

#[test]
fn the_body_has_the_documented_fields_in_the_documented_order() {
    let request = PageRequest {
        current: 1,
        size: 10,
        str_time: "2024-05-18 00:00:00",
        end_time: "2024-05-19 23:59:59",
        task_name: Some("1111"),
    };
    let documented = r#"{"current":1,"size":10,"params":{"strTime":"2024-05-18 00:00:00","endTime":"2024-05-19 23:59:59","taskName":"1111"}}"#;
    assert_eq!(String::from_utf8(request.to_body()).unwrap(), documented);
}

#[test]
fn no_search_means_no_task_name() {
    let request = PageRequest { current: 2, size: 100, str_time: "a", end_time: "b", task_name: None };
    let body = String::from_utf8(request.to_body()).unwrap();
    assert_eq!(body, r#"{"current":2,"size":100,"params":{"strTime":"a","endTime":"b"}}"#);
}

#[test]
fn a_search_text_can_not_break_out_of_its_string() {
    let hostile = "\" ,\\ \u{0} \n \u{202e} </script> 促销";
    let request = PageRequest { current: 1, size: 1, str_time: "", end_time: "", task_name: Some(hostile) };
    let body: serde_json::Value = serde_json::from_slice(&request.to_body()).unwrap();
    assert_eq!(body["params"]["taskName"], hostile);
}
