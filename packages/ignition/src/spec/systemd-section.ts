/** A file that adds to a unit, `<unit>.d/<name>`. */
export interface Dropin {
  /** Ends in `.conf`. */
  name: string;
  contents?: string;
}

/** A unit: its file, what is added to it, and whether it starts. */
export interface Unit {
  /** With its suffix: `etcd.service`. */
  name: string;
  /** Writes a preset; enabling needs an [Install] section. Left to the OS when absent. */
  enabled?: boolean;
  /** Links the unit to /dev/null; its contents are then lost. */
  mask?: boolean;
  contents?: string;
  dropins?: readonly Dropin[];
}

/** The units of a node. */
export interface SystemdSection {
  units?: readonly Unit[];
}
