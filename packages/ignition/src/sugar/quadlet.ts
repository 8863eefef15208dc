import {
  checkOptions,
  type Diagnostic,
  either,
  object,
  oneOf,
  whole,
  anything,
  list,
  map,
} from "@drydock/systemd/ground";
import { printUnit, type UnitSection } from "@drydock/systemd";
import type { File, Link } from "../spec/node.ts";
import { file, link } from "./file.ts";
import type { Fragment } from "./fragment.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/** The kinds of files that podman's generator turns into services. */
export const quadletKinds = ["container", "pod", "volume", "network", "kube", "image", "build", "artifact"] as const;

/** A quadlet file: its text, or sections as `@drydock/systemd` builds them. */
export interface Quadlet {
  /** `NAME.KIND`; with `@` a template or, without contents, an instance of one. */
  readonly name: string;
  readonly sections?: readonly UnitSection[];
  readonly contents?: string;
  /** Drop-ins by file name (`10-limits.conf`). */
  readonly dropins?: readonly { readonly name: string; readonly contents: string }[];
}

/** Whose podman runs the quadlets. */
export interface QuadletOptions {
  /** Run by root when absent; `all` is for every user's own manager, a number for that user's. */
  readonly rootless?: "all" | number;
}

const quadletOptions = object<QuadletOptions>({ rootless: either(oneOf("all"), whole()) });

const quadletList = list(map(anything));

/**
 * Quadlets as files where podman looks for them; they cannot stand under `systemd.units`, whose names
 * Ignition checks. An instance (`etcd@a.container`) becomes a link to its template.
 *
 * @throws {SugarError} `bad-part`, when a name is no quadlet's, or one has no contents or two.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { quadlets } from "@drydock/ignition";
 *
 * const web = { name: "web.container", contents: "[Container]\nImage=docker.io/library/nginx:1.29\n" };
 * quadlets([web]).storage?.files?.[0]?.path; // "/etc/containers/systemd/web.container"
 * ```
 */
export function quadlets(list: readonly Quadlet[], options: QuadletOptions = {}): Fragment {
  checkOptions("quadlets", quadletOptions, options);
  checkOptions("quadlets", quadletList, list);
  const { rootless } = options;
  const problems = list.flatMap((quadlet, index) => quadletProblems(`$.${index}`, quadlet));
  if (problems.length > 0) throw new SugarError("quadlets", problems);
  const base = "/etc/containers/systemd";
  const folder = rootless === undefined ? base : rootless === "all" ? `${base}/users` : `${base}/users/${rootless}`;
  const files = list.flatMap((quadlet) => quadletFiles(folder, quadlet));
  const links = list.flatMap((quadlet) => quadletLinks(folder, quadlet));
  return { storage: { ...(files.length > 0 && { files }), ...(links.length > 0 && { links }) } };
}

function quadletFiles(folder: string, { name, sections, contents, dropins = [] }: Quadlet): File[] {
  const text = contents ?? (sections && printUnit({ sections }));
  return [
    ...(text === undefined ? [] : [file(`${folder}/${name}`, { contents: text, mode: 0o644 })]),
    ...dropins.map((dropin) => file(`${folder}/${name}.d/${dropin.name}`, { contents: dropin.contents, mode: 0o644 })),
  ];
}

function quadletLinks(folder: string, { name, sections, contents }: Quadlet): Link[] {
  const template = templateOf(name);
  return template !== undefined && sections === undefined && contents === undefined
    ? [link(`${folder}/${name}`, template)]
    : [];
}

function quadletProblems(at: string, { name, sections, contents, dropins = [] }: Quadlet): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const kind = name.slice(name.lastIndexOf(".") + 1);
  if (!quadletKinds.some((each) => each === kind) || !/^[A-Za-z0-9:_.@-]+$/u.test(name) || name.startsWith(".")) {
    problems.push(
      problem(
        `${at}.name`,
        `${JSON.stringify(name)} is no quadlet`,
        `Write NAME.KIND with a kind of ${quadletKinds.join(", ")}.`,
      ),
    );
  }
  if (sections !== undefined && contents !== undefined)
    problems.push(problem(`${at}.contents`, "sections stand there too", "Give one of the two."));
  if (sections === undefined && contents === undefined && templateOf(name) === undefined && dropins.length === 0) {
    problems.push(
      problem(
        `${at}.contents`,
        `${name} is empty`,
        "Give sections or contents (only an instance of a template has none).",
      ),
    );
  }
  for (const dropin of dropins) {
    if (!/^[^/]+\.conf$/u.test(dropin.name))
      problems.push(
        problem(
          `${at}.dropins`,
          `${JSON.stringify(dropin.name)} is no drop-in`,
          "Write a plain file name that ends in .conf.",
        ),
      );
  }
  return problems;
}

/** `etcd@a.container` is an instance of `etcd@.container`. */
function templateOf(name: string): string | undefined {
  const [, prefix, kind] = /^([^@]+)@[^@]+\.([a-z]+)$/u.exec(name) ?? [];
  return prefix === undefined ? undefined : `${prefix}@.${kind}`;
}
