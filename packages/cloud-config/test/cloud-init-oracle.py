"""Answers questions about cloud-init with its own code: one JSON request a line in, one JSON answer a line out."""

import email
import json
import logging
import math
import sys

import yaml

from cloudinit import mergers, user_data, util, version
from cloudinit.handlers.jinja_template import render_jinja_payload
from cloudinit.config.schema import (
    SchemaValidationError,
    get_schema,
    validate_cloudconfig_schema,
)

logging.disable(logging.CRITICAL)
SCHEMA = get_schema()


class Paths:
    """user_data asks its paths for nothing unless a part is an include."""


def plain(value):
    """What JSON can carry of a Python value."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return {"python": type(value).__name__}


def schema(request):
    try:
        validate_cloudconfig_schema(
            config=yaml.safe_load(request["text"]) or {},
            schema=SCHEMA,
            strict=True,
            log_deprecations=False,
        )
    except SchemaValidationError as error:
        return {"valid": not error.has_errors(), "why": str(error)}
    return {"valid": True}


def load(request):
    try:
        return {"value": plain(yaml.safe_load(request["text"]))}
    except yaml.YAMLError as error:
        return {"error": str(error)}


def merge(request):
    merger = mergers.construct(mergers.string_extract_mergers(request["how"]))
    try:
        return {"value": merger.merge(request["base"], request["over"])}
    except (TypeError, KeyError) as error:
        return {"error": repr(error)}


def parts(request):
    blob = bytes.fromhex(request["hex"])
    processor = user_data.UserDataProcessor.__new__(user_data.UserDataProcessor)
    processor.paths = Paths()
    processor.ssl_details = {}
    found = []
    for part in processor.process(blob).walk():
        if part.get_content_maintype() != "multipart":
            found.append(
                {
                    "type": part.get_content_type(),
                    "filename": part.get_filename(),
                    "merge": part.get("X-Merge-Type"),
                    "content": util.fully_decoded_payload(part),
                }
            )
    return {"parts": found}


def jinja(request):
    rendered = render_jinja_payload(request["text"], "user-data", request["data"])
    return {"text": rendered, "value": plain(yaml.safe_load(rendered))}


ANSWERS = {"schema": schema, "load": load, "merge": merge, "parts": parts, "jinja": jinja}

for line in sys.stdin:
    asked = json.loads(line)
    if asked["ask"] == "version":
        answer = {"version": version.version_string()}
    else:
        answer = ANSWERS[asked["ask"]](asked)
    print(json.dumps(answer), flush=True)
