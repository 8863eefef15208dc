import type { Slice } from "../state.ts";
import { stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

/** Whether every volume that is made from now on is encrypted. */
export const ebsEncryptionByDefault: Slice<{ enabled: boolean }> = {
  name: "ec2/ebs-encryption-by-default",
  initial: () => ({ enabled: false }),
};

/** Whether new volumes are encrypted without being asked for. */
export const ebsEncryption: Ec2Resource = {
  operations: {
    /** GetEbsEncryptionByDefault: off in a new account. */
    GetEbsEncryptionByDefault({ input, account }) {
      stopIfDryRun(input);
      return { EbsEncryptionByDefault: account.of(ebsEncryptionByDefault).enabled };
    },

    /**
     * EnableEbsEncryptionByDefault: every volume made from now on is encrypted; older ones stay as they are.
     */
    EnableEbsEncryptionByDefault({ input, account }) {
      stopIfDryRun(input);
      account.of(ebsEncryptionByDefault).enabled = true;
      return { EbsEncryptionByDefault: true };
    },

    /** DisableEbsEncryptionByDefault: encrypted volumes stay so. */
    DisableEbsEncryptionByDefault({ input, account }) {
      stopIfDryRun(input);
      account.of(ebsEncryptionByDefault).enabled = false;
      return { EbsEncryptionByDefault: false };
    },
  },
};
