import { describe, expect, it } from "vitest";
import { decodeDataUrl } from "../data-url/data-url.ts";
import { fedoraCoreosUpdates } from "./fedora-coreos-updates.ts";
import { flatcarUpdates } from "./flatcar-updates.ts";
import type { Fragment } from "./fragment.ts";

function onlyFile({ storage }: Fragment): string {
  const [file, ...others] = storage?.files ?? [];
  expect(others).toEqual([]);
  return `${file?.path}${file?.overwrite === true ? " (overwrites)" : ""}\n${Buffer.from(decodeDataUrl(file?.contents?.source ?? "")).toString()}`;
}

describe("flatcarUpdates", () => {
  it("writes over the update.conf that Flatcar ships", () => {
    expect(onlyFile(flatcarUpdates({ strategy: "off" }))).toBe(
      "/etc/flatcar/update.conf (overwrites)\nREBOOT_STRATEGY=off\n",
    );
  });

  it("writes windows and the reboot lock", () => {
    expect(
      onlyFile(
        flatcarUpdates({
          strategy: "etcd-lock",
          window: { days: ["Thu"], start: "04:30", minutes: 90 },
          group: "lts",
          lock: {
            endpoints: ["https://10.0.0.1:2379", "https://10.0.0.2:2379"],
            caFile: "/etc/ssl/ca.pem",
            group: "workers",
          },
        }),
      ),
    ).toMatchInlineSnapshot(`
      "/etc/flatcar/update.conf (overwrites)
      REBOOT_STRATEGY=etcd-lock
      GROUP=lts
      LOCKSMITHD_REBOOT_WINDOW_START=Thu 04:30
      LOCKSMITHD_REBOOT_WINDOW_LENGTH=90m
      LOCKSMITHD_ENDPOINT=https://10.0.0.1:2379,https://10.0.0.2:2379
      LOCKSMITHD_ETCD_CAFILE=/etc/ssl/ca.pem
      LOCKSMITHD_GROUP=workers
      "
    `);
  });

  it("says everything that is wrong at once", () => {
    expect(() =>
      flatcarUpdates({
        strategy: "reboot",
        server: "a b",
        window: { days: ["Mon", "Tue"], start: "25:00", minutes: 0 },
        lock: { endpoints: ["x;y"] },
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [SugarError: flatcarUpdates: 6 problems:
      error at $.server: "a b" is not one word of a shell-style file
        Leave out blanks, quotes and shell characters.
      error at $.lock.endpoints: "x;y" is not one word of a shell-style file
        Leave out blanks, quotes and shell characters.
      error at $.window.start: "25:00" is no time of day
        Write it as HH:MM, such as 04:30.
      error at $.window.minutes: 0 is no length of a window
        Use a whole number from 1 to 10080 (a week).
      error at $.window.days: 2 days
        Give 1, or leave the field out for every day.
      error at $.lock: only the etcd-lock strategy takes a lock, and the strategy is reboot
        Drop one of the two.]
    `);
  });
});

describe("fedoraCoreosUpdates", () => {
  it.each([
    ["off", { strategy: "off" }, "[updates]\nenabled = false\n"],
    ["immediate", { strategy: "immediate" }, '[updates]\nstrategy = "immediate"\n'],
    [
      "fleet-lock",
      { strategy: "fleet-lock", url: "https://lock.example.com" },
      '[updates]\nstrategy = "fleet_lock"\n\n[updates.fleet_lock]\nbase_url = "https://lock.example.com"\n',
    ],
  ] as const)("writes the strategy %s", (_, updates, toml) => {
    expect(onlyFile(fedoraCoreosUpdates(updates))).toBe(`/etc/zincati/config.d/55-updates-strategy.toml\n${toml}`);
  });

  it("writes windows, every day when none is named", () => {
    expect(
      onlyFile(
        fedoraCoreosUpdates({
          strategy: "periodic",
          timeZone: "Europe/Berlin",
          windows: [
            { days: ["Sat", "Sun"], start: "22:30", minutes: 60 },
            { start: "03:00", minutes: 30 },
          ],
        }),
      ),
    ).toMatchInlineSnapshot(`
      "/etc/zincati/config.d/55-updates-strategy.toml
      [updates]
      strategy = "periodic"

      [updates.periodic]
      time_zone = "Europe/Berlin"

      [[updates.periodic.window]]
      days = ["Sat","Sun"]
      start_time = "22:30"
      length_minutes = 60

      [[updates.periodic.window]]
      days = ["Mon","Tue","Wed","Thu","Fri","Sat","Sun"]
      start_time = "03:00"
      length_minutes = 30
      "
    `);
  });

  it.each([
    [{ strategy: "fleet-lock", url: "lock" }, /url: "lock" is no http\(s\) URL/u],
    [
      { strategy: "periodic", windows: [] },
      /\$\.windows: a node without a window never reboots\n {2}Give one window or more/u,
    ],
    [{ strategy: "periodic", windows: [{ start: "1:00", minutes: 1.5 }], timeZone: 'x"y' }, /3 problems/u],
  ] as const)("refuses %j", (updates, message) => {
    expect(() => fedoraCoreosUpdates(updates)).toThrowError(message);
  });
});
