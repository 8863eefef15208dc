/** Directives that came after the dumped version: the sections that have them, the version that introduced them, the value kind. */
export interface NewerDirective {
  readonly sections: readonly string[];
  readonly since: number;
  readonly kind: string;
}

const unit = ["Unit"];
const service = ["Service"];
const exec = ["Service", "Socket", "Mount", "Swap"];
const cgroup = [...exec, "Slice", "Scope"];

/** Source: the "Added in version N" notes of systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.resource-control(5), systemd.socket(5), systemd.timer(5), and systemd's NEWS. */
export const newerDirectives: Readonly<Record<string, NewerDirective>> = {};
