import { describe, expect, it } from "vitest";
import { parseGoUrl, queryValue } from "./go-url.ts";

describe("parseGoUrl", () => {
  it.each([
    ["http://h:80/a?b=c#d", { scheme: "http", opaque: "", query: "b=c" }],
    ["HTTP://h", { scheme: "http", opaque: "", query: "" }],
    ["arn:aws:s3:::b/k?x", { scheme: "arn", opaque: "aws:s3:::b/k", query: "x" }],
    ["data:,a b", { scheme: "data", opaque: ",a b", query: "" }],
    ["a/b:c", { scheme: "", opaque: "", query: "" }],
    ["http://[fe80::1%25eth0]:1/", { scheme: "http", opaque: "", query: "" }],
    ["http://u:p@h/", { scheme: "http", opaque: "", query: "" }],
  ])("%s", (url, parts) => {
    expect(parseGoUrl(url)).toEqual(parts);
  });

  it.each([
    ":",
    "1a:b",
    "http://a b/",
    "http://a%41/",
    "http://a:b/",
    "http://[::1",
    "http://[1.2.3.4]/",
    "http://h/%zz",
    "http://h/a#%",
    "http://h\n/",
    "http://u^@h/",
  ])("%j is none", (url) => {
    expect(parseGoUrl(url)).toBeUndefined();
  });
});

describe("queryValue", () => {
  it.each([
    ["versionId=a&versionId=b", "a"],
    ["x&version%49d=", ""],
    ["versionId=a;b", undefined],
    ["versionId", ""],
    ["versionid=a", undefined],
  ])("%s", (query, value) => {
    expect(queryValue(query, "versionId")).toBe(value);
  });
});
