"""The rules for a body that JSON Schema can't express."""

import schemathesis

# The largest page number of the simulated vendor, and of the relay.
VENDOR_LAST, RELAY_LAST = 2**31 - 1, 2**63 - 1


@schemathesis.hook
def map_body(context, body):
    """Puts the times in order, and turns 1.0 into 1, which is all the same to JSON Schema and not to the relay."""
    if not isinstance(body, dict):
        return body
    for name in ("current", "size"):
        value = body.get(name)
        if isinstance(value, float) and value.is_integer():
            body[name] = int(value)
    current = body.get("current")
    if isinstance(current, int) and VENDOR_LAST < current <= RELAY_LAST:
        body["current"] = VENDOR_LAST
    params = body.get("params")
    if isinstance(params, dict):
        start, end = params.get("strTime"), params.get("endTime")
        if isinstance(start, str) and isinstance(end, str) and start > end:
            params.update(strTime=end, endTime=start)
    return body
