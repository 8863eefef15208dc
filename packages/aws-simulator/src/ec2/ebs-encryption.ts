import type {
  DisableEbsEncryptionByDefaultCommandInput,
  DisableEbsEncryptionByDefaultCommandOutput,
  EnableEbsEncryptionByDefaultCommandInput,
  EnableEbsEncryptionByDefaultCommandOutput,
  GetEbsEncryptionByDefaultCommandInput,
  GetEbsEncryptionByDefaultCommandOutput,
} from "@aws-sdk/client-ec2";
import type { Handler } from "../handler.ts";
import { stopIfDryRun } from "./refuse.ts";
import { ec2State } from "./state.ts";

export const getEbsEncryptionByDefault: Handler<
  GetEbsEncryptionByDefaultCommandInput,
  GetEbsEncryptionByDefaultCommandOutput
> = ({ input, account }) => {
  stopIfDryRun(input);
  return { EbsEncryptionByDefault: account.of(ec2State).ebsEncryptionByDefault };
};

/** EnableEbsEncryptionByDefault: every volume made from now on is encrypted; older ones stay as they are. */
export const enableEbsEncryptionByDefault: Handler<
  EnableEbsEncryptionByDefaultCommandInput,
  EnableEbsEncryptionByDefaultCommandOutput
> = ({ input, account }) => {
  stopIfDryRun(input);
  account.of(ec2State).ebsEncryptionByDefault = true;
  return { EbsEncryptionByDefault: true };
};

export const disableEbsEncryptionByDefault: Handler<
  DisableEbsEncryptionByDefaultCommandInput,
  DisableEbsEncryptionByDefaultCommandOutput
> = ({ input, account }) => {
  stopIfDryRun(input);
  account.of(ec2State).ebsEncryptionByDefault = false;
  return { EbsEncryptionByDefault: false };
};
