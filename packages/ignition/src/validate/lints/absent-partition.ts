import { findingAt, type Lint } from "./lint.ts";

/**
 * A disk that deletes a partition and leaves another one's number open: Ignition 2.20 to 2.26 refuse it in
 * the disks stage.
 */
export const absentPartition: Lint = function* ({ all }) {
  for (const [{ partitions = [] }, path] of all("Disk")) {
    const deletes = partitions.some(({ shouldExist }) => shouldExist === false);
    if (!deletes || !partitions.some(({ number = 0 }) => number === 0)) continue;
    const message =
      "Ignition before 2.27 refuses a disk that has both shouldExist: false and a partition without a number";
    yield findingAt("warning", path, "partitions", message, "Number them all.");
  }
};
