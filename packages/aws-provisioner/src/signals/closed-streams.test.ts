import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { bearClosed } from "./closed-streams.ts";

const failing = (code: string) => Object.assign(new Error(`write ${code}`), { code });

it.each(["EPIPE", "EIO", "ERR_STREAM_DESTROYED"])("bears %s, for as long as it is to", (code) => {
  const stream = new EventEmitter();
  const bearNoMore = bearClosed([stream]);
  stream.emit("error", failing(code));
  bearNoMore();
  expect(() => stream.emit("error", failing(code))).toThrow(code);
});

it("leaves other errors to whoever listens, and to nobody as before", () => {
  const stream = new EventEmitter();
  bearClosed([stream]);
  expect(() => stream.emit("error", failing("ENOSPC"))).toThrow("write ENOSPC");
  const heard: Error[] = [];
  stream.on("error", (error) => heard.push(error));
  stream.emit("error", failing("ENOSPC"));
  expect(heard).toMatchObject([{ code: "ENOSPC" }]);
});
