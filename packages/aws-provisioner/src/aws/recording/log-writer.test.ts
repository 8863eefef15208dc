import { describe, expect, it } from "vitest";
import { toyClock } from "../../engine/testing/toy-clock.ts";
import type { LogSink } from "./flight-log.ts";
import { logWriter } from "./log-writer.ts";

/** A sink whose writes end when they are let go. */
function slowSink() {
  const pieces: string[] = [];
  const letGo: (() => void)[] = [];
  const sink: LogSink = {
    write: (lines) => {
      pieces.push(lines);
      return new Promise((resolve) => letGo.push(resolve));
    },
  };
  return { sink, pieces, letGo };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("the log of a run", () => {
  it("is written in order, one piece at a time, and what comes meanwhile is the next", async () => {
    const { sink, pieces, letGo } = slowSink();
    const writer = logWriter(sink, () => {});
    for (const line of ["1", "2"]) writer.add(line);
    await settled();
    for (const line of ["3", "4"]) writer.add(line);
    await settled();
    expect(pieces).toEqual(["1\n2\n"]);
    letGo[0]!();
    await settled();
    expect(pieces).toEqual(["1\n2\n", "3\n4\n"]);
    const closed = writer.close(toyClock());
    letGo[1]!();
    await closed;
  });

  it.each(["EPIPE", "ENOSPC"])("that meets %s tells so once, and takes lines as before", async (code) => {
    const losses: unknown[] = [];
    const error = Object.assign(new Error(`${code}: no`), { code });
    let writes = 0;
    const write = async () => {
      writes += 1;
      throw error;
    };
    const writer = logWriter({ write, close: async () => Promise.reject(error) }, (reason) => losses.push(reason));
    for (const line of ["1", "2", "3"]) {
      writer.add(line);
      await settled();
    }
    await writer.close(toyClock());
    expect([losses, writes]).toEqual([[error], 1]);
  });

  it("is waited for at the end, and not for ever", async () => {
    const losses: unknown[] = [];
    const { sink } = slowSink();
    const clock = toyClock();
    const writer = logWriter(sink, (reason) => losses.push(String(reason)));
    writer.add("1");
    await writer.close(clock);
    expect(losses).toEqual(["Error: its last lines were not written within 5 s"]);
    expect(clock.now()).toBe(5000);
  });

  it("throws nothing where a sink throws at once", async () => {
    const losses: unknown[] = [];
    const write = () => {
      throw new Error("no sink");
    };
    const writer = logWriter({ write }, (reason) => losses.push(String(reason)));
    writer.add("1");
    await writer.close(toyClock());
    expect(losses).toEqual(["Error: no sink"]);
  });
});
