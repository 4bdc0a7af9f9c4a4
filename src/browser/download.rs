//! Handing a file to the user.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, window};

/// Offers a text as a file. `None` if the browser refused one of the steps.
pub fn save(name: &str, content_type: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(content_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = window()?.document()?.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes by now.
    Url::revoke_object_url(&url).ok()
}
