import { expect, it } from "vitest";
import { expectRefusal, the, withNetwork } from "../../test/service-world.ts";

const minutes = (count: number) => count * 60_000;

async function withVolume() {
  const { ec2, account } = await withNetwork();
  const made = await ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 8, VolumeType: "gp3" });
  const VolumeId = the(made.VolumeId);
  await account.clock.sleep(minutes(1));
  const grow = (Size: number) => ec2.modifyVolume({ VolumeId, Size });
  const last = async () => {
    const Filters = [{ Name: "volume-id", Values: [VolumeId] }];
    return (await ec2.describeVolumesModifications({ Filters })).VolumesModifications?.[0];
  };
  const byId = () => ec2.describeVolumesModifications({ VolumeIds: [VolumeId] });
  return { account, grow, last, byId };
}

it("a modification passes through its states, and the next may begin only when it is completed", async () => {
  const { account, grow, last, byId } = await withVolume();
  expect(await last()).toBeUndefined();
  await expectRefusal(byId(), "InvalidVolumeModification.NotFound");
  await grow(9);
  expect(await last()).toMatchObject({ ModificationState: "modifying", OriginalSize: 8, TargetSize: 9 });
  await account.clock.sleep(minutes(1));
  expect(await last()).toMatchObject({ ModificationState: "optimizing", Progress: expect.any(Number) });
  await expectRefusal(grow(10), "IncorrectModificationState", /modification state OPTIMIZING/);
  await account.clock.sleep(minutes(60));
  expect(await last()).toMatchObject({ ModificationState: "completed", Progress: 100, EndTime: expect.any(Date) });
  expect((await byId()).VolumesModifications).toEqual([await last()]);
  await grow(10);
});

it("four of them may begin within a day, and the refusal of the fifth says when it may", async () => {
  const { account, grow } = await withVolume();
  for (const size of [9, 10, 11, 12]) {
    await grow(size);
    await account.clock.sleep(minutes(60));
  }
  await expectRefusal(grow(13), "VolumeModificationRateExceeded", /can be made at 2026-11-02T00:0/);
  await account.clock.sleep(minutes(21 * 60));
  await grow(13);
});
