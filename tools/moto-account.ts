import type { MetadataBearer, Pluggable } from "@smithy/types";
import { inject } from "vitest";

/** An account of a test's own on the moto that all files of a run share. */
export interface MotoAccount {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Has the calls of a client go to this account. */
  readonly plugin: Pluggable<object, MetadataBearer>;
}

/** @param id Twelve digits that no other file gives. */
export async function motoAccount(id: string): Promise<MotoAccount> {
  const answer = await fetch(inject("motoOfRun"));
  const endpoint = await answer.text();
  if (!answer.ok) throw new Error(endpoint);
  return { endpoint, credentials: { accessKeyId: "test", secretAccessKey: "test" }, plugin: inAccount(id) };
}

function inAccount(id: string): Pluggable<object, MetadataBearer> {
  return {
    applyToStack(stack) {
      stack.add(
        (next) => (args) => {
          const { headers } = args.request as { readonly headers: Record<string, string> };
          headers["x-moto-account-id"] = id;
          return next(args);
        },
        { step: "build", name: "motoAccount" },
      );
    },
  };
}
