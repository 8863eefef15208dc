import type { Lint } from "./lint.ts";

/**
 * Files of a user that the same config makes: `write_files` runs before `users`, so only deferred ones find
 * the owner.
 */
export const lateOwner: Lint = (config) => {
  const made = new Set(
    (config.users ?? []).flatMap((user) => (typeof user === "object" && user.name !== undefined ? [user.name] : [])),
  );
  const groups = new Set(
    (config.groups ?? []).flatMap((group) => (typeof group === "string" ? [group] : Object.keys(group))),
  );
  return (config.write_files ?? []).flatMap((file, index) => {
    const [user = "", group = ""] = (file.owner ?? "").split(":");
    if (file.defer === true || !(made.has(user) || made.has(group) || groups.has(group))) return [];
    const message = `${file.owner ?? ""} does not exist yet when this file is written`;
    return [
      {
        severity: "warning",
        path: `$.write_files.${index}.owner`,
        message,
        remedy: "Add defer: true.",
        rule: "owner-made-later",
      },
    ];
  });
};
