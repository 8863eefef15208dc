export interface Dropin {
  /** Ends in `.conf`. */
  name: string;
  contents?: string;
}

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

export interface SystemdSection {
  units?: readonly Unit[];
}
