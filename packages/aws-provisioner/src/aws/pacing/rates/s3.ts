import { assumed, published } from "../rate.ts";
import type { ServiceRates } from "../service-rates.ts";

/**
 * Amazon S3 user guide, "Best practices design patterns": 3,500 writes and 5,500 reads a second for each
 * prefix, of which only the sums are told apart here. What is asked of a bucket as a whole is slower, and not
 * told in numbers.
 */
export const s3Rates: ServiceRates = {
  groups: [
    {
      name: "reads of objects",
      has: (operation) => /^(?:Get|Head)Object/.test(operation),
      rate: published(5500, 5500),
    },
    {
      name: "writes of objects",
      has: (operation) => /^(?:Put|Copy|Delete)Objects?$/.test(operation),
      rate: published(3500, 3500),
    },
  ],
  reading: assumed(50, 10),
  changing: assumed(50, 5),
};
