import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Functions that take a limit of time, as their last argument or as `timeout` in one. */
const limited =
  /^(?:it|describe|beforeAll|beforeEach|afterAll|afterEach|testWith|spawn|spawnSync|exec|execFile|execFileSync)\b/;

/** What asks the wall how long something took, or stops waiting after some time. */
const clocks =
  /^(?:performance\.now|process\.(?:hrtime|cpuUsage)\b.*|console\.time|expect\.poll|vi\.wait(?:For|Until))$/;

/** The places of a test that depend on how fast the machine is: `line: text`. */
function timings(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const tell = (node: ts.Node) =>
    found.push(`${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}: ${node.getText(tree)}`);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      if (clocks.test(node.expression.getText(tree))) tell(node.expression);
      if (limited.test(node.expression.getText(tree))) limitsOf(node).forEach(tell);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function limitsOf({ arguments: given }: ts.CallExpression): ts.Node[] {
  const last = given.length > 1 && given.at(-1);
  return [
    ...(last && ts.isNumericLiteral(last) ? [last] : []),
    ...given
      .filter((argument) => ts.isObjectLiteralExpression(argument))
      .flatMap(({ properties }) => properties.filter(({ name }) => /^(?:timeout|retry)$/.test(name?.getText() ?? ""))),
  ];
}

function treeOf(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

it("knows a limit of time, and a look at the clock", () => {
  const told = `
    it("a", { timeout: 5 }, () => expect(performance.now() - before).toBeLessThan(9));
    describe.each([1])("b", { retry: 2 }, () => {});
    beforeAll(() => {}, 300_000);
    spawnSync("a", [], { timeout: 1000 });
    await expect.poll(() => 1).toBe(1);
    it("fine", () => network({ timeout: 5 }));`;
  expect(timings(treeOf("one.ts", told))).toEqual([
    "2: timeout: 5",
    "2: performance.now",
    "3: retry: 2",
    "4: 300_000",
    "5: timeout: 1000",
    "6: expect.poll",
  ]);
});

it("no test fails because a machine is slow: none has a limit of time, and none looks at the clock", () => {
  const own = readdirSync(join(root, "packages")).flatMap((name) => [`packages/${name}/src`, `packages/${name}/test`]);
  const files = [...own, "tools"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
    )
    .concat(readdirSync(join(root, "examples")).map((path) => `examples/${path}`))
    .map((path) => path.replaceAll("\\", "/"))
    // A `run.ts` is a command, which may say how long it took.
    .filter((path) => /\.test\.ts$|\/test\/.*(?<!\/run)\.ts$/.test(path));
  expect(files.length).toBeGreaterThan(150);
  expect(
    files.flatMap((path) => timings(treeOf(path, readFileSync(join(root, path), "utf8"))).map((at) => `${path}:${at}`)),
  ).toEqual([]);
});
