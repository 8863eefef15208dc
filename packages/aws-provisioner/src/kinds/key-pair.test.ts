import { expect, it } from "vitest";
import { differences } from "../engine/diff.ts";
import { KeyPair, keyPairName } from "./key-pair.ts";

const [key, other] = ["ssh-ed25519 AAAAone", "ssh-ed25519 AAAAtwo"];

it.each([
  ["stays under the name that older releases gave it", "harbour-web", key, []],
  ["is another one where its key is, whatever its name tells", "harbour-web", other, ["publicKey"]],
  ["is another one where its name is another's", "harbour-api", key, ["keyName"]],
])("a key pair %s", (_, keyName, wanted, fields) => {
  const changes = differences(
    KeyPair,
    { keyName: keyPairName("harbour", "web", wanted), publicKey: wanted },
    { keyName, publicKey: key },
  );
  expect(changes.map(({ field }) => field)).toEqual(fields);
});
