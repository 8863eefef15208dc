import { expect, it } from "vitest";
import { surfaceFile, surfaces } from "./surface.ts";

it.each([...(await surfaces())])("the surface of @drydock/%s is the recorded one", async (name, page) => {
  // Where it differs on purpose, `npm run surface` records it anew; the difference is the review.
  await expect(page).toMatchFileSnapshot(surfaceFile(name));
});
