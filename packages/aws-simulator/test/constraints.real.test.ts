import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { skipReason } from "../../../tools/required.ts";
import { fileOf, generateConstraints, modelledServices, operationsOf } from "../scripts/generate-constraints.ts";
import { botocoreVersion, modelsMissing, readModel } from "../scripts/service-model.ts";
import { services } from "../src/services.ts";

const reason = skipReason("constraints of botocore", modelsMissing());

describe(`constraints of botocore ${botocoreVersion}${reason === undefined ? "" : ` (skipped: ${reason})`}`, () => {
  it.skipIf(reason !== undefined).each(modelledServices)("$folder has what the model of $model says", (service) => {
    const generated = generateConstraints(readModel(service.model), service, operationsOf(service, services));
    expect(readFileSync(fileOf(service), "utf8")).toBe(generated);
  });
});
