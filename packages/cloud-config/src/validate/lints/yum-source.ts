import type { Lint } from "./lint.ts";
import { compareVersions } from "../../target/compare-versions.ts";

/**
 * Where a yum repository may come from, with the cloud-init version that takes it. Source: cloud-init's
 * ChangeLog and schemas.
 */
const sources = [
  ["baseurl", "22.4"],
  ["metalink", "24.2"],
  ["mirrorlist", "24.3"],
] as const;

/** A repository without a place to come from; cloud-init skips it. */
export const yumSource: Lint = (config, version) => {
  const known = sources.filter(([, since]) => compareVersions(version, since) >= 0).map(([name]) => name);
  return Object.entries(config.yum_repos ?? {}).flatMap(([id, repository]) => {
    const path = `$.yum_repos.${id}`;
    if (repository["enabled"] !== undefined && typeof repository["enabled"] !== "boolean") {
      return [
        {
          severity: "error",
          path: `${path}.enabled`,
          message: "enabled is not true or false",
          remedy: "Write true or false.",
          rule: "yum-source",
        },
      ];
    }
    for (const name of ["name", ...known]) {
      if (repository[name] === undefined || typeof repository[name] === "string") continue;
      return [
        {
          severity: "error",
          path: `${path}.${name}`,
          message: `${name} is no string`,
          remedy: "Put it in quotes.",
          rule: "yum-source",
        },
      ];
    }
    if (known.some((name) => repository[name] !== undefined)) return [];
    return [
      {
        severity: "error",
        path,
        message: `the repository has none of ${known.join(", ")}`,
        remedy: "Add baseurl.",
        rule: "yum-source",
      },
    ];
  });
};
