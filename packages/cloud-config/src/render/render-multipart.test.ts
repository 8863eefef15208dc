import { expect, it } from "vitest";
import { renderMultipart, type UserDataPart } from "../index.ts";

it("prints the same bytes for the same parts", () => {
  const parts: UserDataPart[] = [
    { type: "cloud-config", content: "#cloud-config\nhostname: a\n", mergeHow: "list(append)+dict()+str()" },
    { type: "script", content: "#!/bin/sh\necho grüße\n", filename: "hello.sh" },
  ];
  expect(renderMultipart(parts)).toMatchInlineSnapshot(`
    "Content-Type: multipart/mixed; boundary="==0a2ba6d4005566248c04c02d=="
    MIME-Version: 1.0

    --==0a2ba6d4005566248c04c02d==
    Content-Type: text/cloud-config; charset="us-ascii"
    MIME-Version: 1.0
    Content-Transfer-Encoding: 7bit
    Content-Disposition: attachment; filename="part-1"
    X-Merge-Type: list(append)+dict()+str()

    #cloud-config
    hostname: a

    --==0a2ba6d4005566248c04c02d==
    Content-Type: text/x-shellscript; charset="utf-8"
    MIME-Version: 1.0
    Content-Transfer-Encoding: base64
    Content-Disposition: attachment; filename="hello.sh"

    IyEvYmluL3NoCmVjaG8gZ3LDvMOfZQo=
    --==0a2ba6d4005566248c04c02d==--
    "
  `);
  expect(renderMultipart(structuredClone(parts))).toBe(renderMultipart(parts));
});

it.each<readonly [string, readonly UserDataPart[], RegExp]>([
  ["no parts", [], /there are no parts/],
  ["a config without its header", [{ type: "cloud-config", content: "a: 1" }], /Make #cloud-config its first line/],
  ["a script without its interpreter", [{ type: "script", content: "echo" }], /#!\/bin\/sh/],
  [
    "a file name that would end the header",
    [{ type: "script", content: "#!/bin/sh", filename: 'a"\nX: y' }],
    /no plain file name/,
  ],
  ["a bad merge", [{ type: "cloud-config", content: "#cloud-config", mergeHow: "x\nY: z" }], /merge_how/],
  ["an unknown type", [{ type: "python" as never, content: "" }], /unknown type "python"/],
])("refuses %s", (_name, parts, message) => {
  expect(() => renderMultipart(parts)).toThrow(message);
});
