import { it } from "vitest";
import { serviceWorld, type ServiceWorld } from "../../test/service-world.ts";
import { expectTwoPages } from "../../test/two-pages.ts";

const every = { Filters: [{ Key: "name" as const, Values: ["fleet"] }] };

const listings: readonly (readonly [string, (secrets: ServiceWorld["secrets"], cut: object) => Promise<object>])[] = [
  ["ListSecrets", (secrets, cut) => secrets.listSecrets(cut)],
  ["BatchGetSecretValue", (secrets, cut) => secrets.batchGetSecretValue({ ...every, ...cut })],
  ["ListSecretVersionIds", (secrets, cut) => secrets.listSecretVersionIds({ SecretId: "fleet/a", ...cut })],
];

it.each(listings)("%s is cut by MaxResults and goes on at its NextToken", async (_, list) => {
  const { secrets } = serviceWorld({ latency: "none" });
  for (const Name of ["fleet/a", "fleet/b"]) {
    await secrets.createSecret({ Name, SecretString: "1" });
    await secrets.putSecretValue({ SecretId: Name, SecretString: "2" });
  }
  const words = { size: "MaxResults", token: "NextToken", next: "NextToken", refusal: "InvalidNextTokenException" };
  await expectTwoPages(words, (cut) => list(secrets, cut));
});
